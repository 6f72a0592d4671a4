// SPDX-License-Identifier: Apache-2.0
package org.fraudrisk;

import java.io.IOException;
import java.nio.file.Files;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** All files of steps but the tables, which fraudrisk-arrow's TableStepsTest runs, since arrow-java is there. */
class GoldenVectorsTest extends StepsRunner {
  static List<String> files() throws IOException {
    try (Stream<java.nio.file.Path> all = Files.list(Bank.VECTORS)) {
      return all.map(file -> file.getFileName().toString())
          .filter(name -> name.endsWith(".steps") && !name.equals("tables.steps")).sorted()
          .collect(Collectors.toList());
    }
  }

  @ParameterizedTest
  @MethodSource("files")
  void answersAreThoseOfC(String file) throws IOException {
    areAnsweredAsCAnswersThem(file);
  }
}
