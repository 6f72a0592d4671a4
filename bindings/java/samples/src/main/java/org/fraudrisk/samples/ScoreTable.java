// SPDX-License-Identifier: Apache-2.0
package org.fraudrisk.samples;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.Paths;
import java.util.List;
import org.apache.arrow.memory.BufferAllocator;
import org.apache.arrow.memory.RootAllocator;
import org.apache.arrow.vector.BigIntVector;
import org.apache.arrow.vector.TinyIntVector;
import org.apache.arrow.vector.VarCharVector;
import org.apache.arrow.vector.VectorSchemaRoot;
import org.apache.arrow.vector.ipc.ArrowFileReader;
import org.apache.arrow.vector.ipc.ArrowFileWriter;
import org.apache.arrow.vector.ipc.ArrowReader;
import org.apache.arrow.vector.types.pojo.ArrowType;
import org.apache.arrow.vector.types.pojo.Field;
import org.apache.arrow.vector.types.pojo.FieldType;
import org.apache.arrow.vector.types.pojo.Schema;
import org.fraudrisk.ArrowColumns;
import org.fraudrisk.Context;
import org.fraudrisk.Engine;
import org.fraudrisk.EngineOptions;
import org.fraudrisk.Outcome;
import org.fraudrisk.Policy;
import org.fraudrisk.arrow.ArrowTables;

/** A thousand transfers of an Arrow file, batch by batch; one has a wrong amount. Argument: retail-cn.frb. */
public final class ScoreTable {
  private static final int ROWS = 1000;
  private static final int BATCH = 250;

  private ScoreTable() {}

  public static void main(String[] arguments) throws IOException {
    final Path file = Files.createTempFile("transfers-", ".arrow");
    try (BufferAllocator allocator = new RootAllocator(); Policy policy = Policy.load(Paths.get(arguments[0]));
        Engine engine = Engine.create(new EngineOptions().acceptUnsignedPolicies(true))) {
      write(file, allocator);
      engine.setPolicy(policy);
      final ArrowColumns columns = new ArrowColumns().is("debtor", "payer").is("creditor", "payee");
      try (Context context = engine.newContext()) {
        final ArrowReader transfers = new ArrowFileReader(Files.newByteChannel(file), allocator);
        try (ArrowReader decisions = ArrowTables.score(context, policy, columns, transfers, allocator)) {
          print(decisions); // and the one that is read is closed with it
        }
      }
    } finally {
      Files.delete(file);
    }
  }

  private static void print(ArrowReader decisions) throws IOException {
    final int[] outcomes = new int[4];
    final VectorSchemaRoot root = decisions.getVectorSchemaRoot(); // the same one for each batch
    while (decisions.loadNextBatch()) {
      final TinyIntVector outcome = (TinyIntVector) root.getVector("outcome");
      for (int i = 0; i < root.getRowCount(); i++) {
        outcomes[outcome.get(i)]++;
        if (!root.getVector("message").isNull(i))
          System.out.println(root.getVector("id").getObject(i) + ": " + root.getVector("message").getObject(i));
      }
    }
    for (Outcome outcome : Outcome.values()) System.out.println(outcome + " " + outcomes[outcome.code()]);
  }

  private static Field column(String name, ArrowType type) {
    return new Field(name, FieldType.nullable(type), null);
  }

  private static void write(Path file, BufferAllocator allocator) throws IOException {
    final ArrowType text = ArrowType.Utf8.INSTANCE;
    final ArrowType number = new ArrowType.Int(64, true);
    final Schema schema = new Schema(List.of(column("id", text), column("time", number), column("debtor", text),
        column("creditor", text), column("amount", number), column("remark", text)));
    try (VectorSchemaRoot root = VectorSchemaRoot.create(schema, allocator);
        ArrowFileWriter writer = new ArrowFileWriter(root, null,
            Files.newByteChannel(file, java.nio.file.StandardOpenOption.WRITE))) {
      for (int from = 0; from < ROWS; from += BATCH) {
        root.allocateNew();
        for (int i = 0; i < BATCH; i++) row(root, i, from + i);
        root.setRowCount(BATCH);
        writer.writeBatch();
      }
    }
  }

  private static void row(VectorSchemaRoot root, int place, int number) {
    text(root, "id", place, "A-" + number);
    ((BigIntVector) root.getVector("time")).setSafe(place, 1_767_664_800L + 60 * number);
    text(root, "debtor", place, "6222-" + (1000 + number % 50));
    text(root, "creditor", place, "6228-" + (2000 + number % 70));
    ((BigIntVector) root.getVector("amount")).setSafe(place, number == 700 ? -1 : 100 + number % 90 * 50);
    if (number % 100 == 99) text(root, "remark", place, "转到安全账户"); // what is not set is null, and so unknown
  }

  private static void text(VectorSchemaRoot root, String column, int place, String value) {
    ((VarCharVector) root.getVector(column)).setSafe(place, value.getBytes(StandardCharsets.UTF_8));
  }
}
