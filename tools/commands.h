/* SPDX-License-Identifier: Apache-2.0
 *
 * The subcommands. Each returns the exit status: 0 done, 1 the data or the policy is at fault. */
#ifndef TOOLS_COMMANDS_H
#define TOOLS_COMMANDS_H

#include "options.h"
#include "report.h"
#include "simulate_options.h"

int command_score(const run_options *options);
int command_features(const run_options *options);
int command_backtest(const run_options *options);
int command_report(const report_options *options);
int command_eval(int argc, char **argv);
int command_simulate(const simulate_options *options);
int command_policy_check(const policy_options *options);
int command_policy_build(const policy_options *options);
int command_policy_test(const policy_options *options);
int command_policy_show(const policy_options *options);
int command_policy_docs(const policy_options *options);
int command_policy_keygen(const sign_options *options);
int command_policy_sign(const sign_options *options);
int command_policy_verify(const sign_options *options);
int command_policy_switch(const sign_options *options);
int command_policy_explain(const run_options *options);
int command_policy_diff(const run_options *options);

#endif
