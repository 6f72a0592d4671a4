// SPDX-License-Identifier: Apache-2.0
//
// What the report needs of Apache ECharts, and nothing else: lines, bars, points, whiskers (custom), drawn as SVG.
import { BarChart, CustomChart, LineChart, ScatterChart } from "echarts/charts";
import { AriaComponent, GridComponent, TooltipComponent } from "echarts/components";
import { init, use, version } from "echarts/core";
import { SVGRenderer } from "echarts/renderers";

use([BarChart, CustomChart, LineChart, ScatterChart, AriaComponent, GridComponent, TooltipComponent, SVGRenderer]);

export { init, version };
