// SPDX-License-Identifier: Apache-2.0
package org.fraudrisk;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Files of steps are read as bindings/vectors/README.md says. It needs no native library. */
class StepsTest {
  @Test
  void stepsHaveArgumentsAndFieldsWithEscapes(@TempDir Path folder) throws IOException {
    final String text = "# a comment\n\nmatches\t1\t\\xb0\\xb2a\nscore\n\tid\tT-1\n\tremark\t转\\x09\\y\nwatch\t3\n";
    final Path file = Files.write(folder.resolve("a.steps"), text.getBytes(StandardCharsets.UTF_8));
    final List<Steps.Step> steps = Steps.read(file);
    assertEquals(3, steps.size());
    assertEquals(1, steps.get(0).number(0));
    assertArrayEquals(new byte[] {(byte) 0xb0, (byte) 0xb2, 'a'}, steps.get(0).bytes(1));
    assertEquals("remark", steps.get(1).fields.get(1).path);
    assertEquals("转\t\\y", steps.get(1).fields.get(1).text());
    assertEquals("timeUs", Fields.camel("time_us"));
  }
}
