// SPDX-License-Identifier: Apache-2.0
package org.fraudrisk.arrow;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.apache.arrow.vector.FieldVector;
import org.apache.arrow.vector.FixedSizeBinaryVector;
import org.apache.arrow.vector.TinyIntVector;
import org.apache.arrow.vector.VarCharVector;
import org.apache.arrow.vector.VectorSchemaRoot;
import org.apache.arrow.vector.dictionary.Dictionary;
import org.apache.arrow.vector.dictionary.DictionaryEncoder;
import org.apache.arrow.vector.dictionary.DictionaryProvider;
import org.apache.arrow.vector.ipc.ArrowReader;
import org.apache.arrow.vector.ipc.ArrowStreamReader;
import org.apache.arrow.vector.ipc.ArrowStreamWriter;
import org.apache.arrow.vector.types.pojo.ArrowType;
import org.apache.arrow.vector.types.pojo.DictionaryEncoding;
import org.apache.arrow.vector.types.pojo.Field;
import org.fraudrisk.ArrowColumns;
import org.fraudrisk.Context;
import org.fraudrisk.Decision;
import org.fraudrisk.Engine;
import org.fraudrisk.FoldBlocks;
import org.fraudrisk.Fr;
import org.fraudrisk.FraudRiskException;
import org.fraudrisk.Inside;
import org.fraudrisk.Policy;
import org.fraudrisk.Status;
import org.fraudrisk.Transfer;
import org.fraudrisk.Value;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Tables by arrow-java's readers: what comes out, what is refused, and that no memory is left. */
@Timeout(120)
class ArrowTablesTest extends WithContext {
  private ArrowReader score(Transfers transfers) {
    return ArrowTables.score(context, policy, null, transfers, allocator);
  }

  private Transfers rows(int rows, int each) {
    return new Transfers(allocator, rows, each);
  }

  private static Object at(VectorSchemaRoot root, String column, int row) {
    final Object value = root.getVector(column).getObject(row);
    return value instanceof org.apache.arrow.vector.util.Text ? value.toString() : value;
  }

  // ---- what comes out ----

  @Test
  void decisionsAreThoseOfSingleCalls() throws IOException {
    final int count = 4000;
    final int[] outcomes = new int[4];
    try (Engine other = Transfers.engine(policy); Context single = other.newContext();
        ArrowReader decisions = score(rows(count, 700))) {
      final Transfer transfer = new Transfer();
      final Decision decision = new Decision();
      final VectorSchemaRoot root = decisions.getVectorSchemaRoot();
      int row = 0;
      while (decisions.loadNextBatch()) {
        for (int i = 0; i < root.getRowCount(); i++, row++) {
          assertEquals(Status.OK, single.tryScore(Transfers.transfer(transfer, row), decision));
          assertSame(decision, root, i, row);
          outcomes[decision.outcomeCode()]++;
        }
      }
      assertEquals(count, row);
    }
    assertEquals(count, engine.stats().scored());
    assertTrue(outcomes[1] > 100 && outcomes[3] > 100, "some are let through, and some are held");
  }

  private static void assertSame(Decision decision, VectorSchemaRoot root, int place, int row) {
    assertEquals("T-" + row, at(root, "id", place));
    assertEquals(0, at(root, "status", place));
    assertNull(at(root, "message", place));
    assertEquals(decision.outcomeCode(), ((TinyIntVector) root.getVector("outcome")).get(place), "row " + row);
    assertEquals(decision.score(), at(root, "score", place));
    assertEquals(decision.scam().isEmpty() ? null : decision.scam(), at(root, "scam", place));
    assertEquals(decision.flags(), at(root, "flags", place));
    assertEquals(decision.actions(), at(root, "actions", place));
    assertEquals(decision.unknownCount(), at(root, "unknown_count", place));
    assertEquals(decision.victimPresent(), at(root, "victim_present", place));
    assertArrayEquals(decision.decisionId(), ((FixedSizeBinaryVector) root.getVector("decision_id")).get(place));
    final List<String> rules = new ArrayList<>();
    final List<Object> points = new ArrayList<>();
    for (int i = 0; i < decision.reasonCount(); i++) {
      rules.add(decision.reasons(i).rule());
      points.add(decision.reasons(i).points());
    }
    final List<String> named = new ArrayList<>();
    for (Object rule : (List<?>) root.getVector("rules").getObject(place)) named.add(rule.toString());
    assertEquals(rules, named);
    assertEquals(points, root.getVector("points").getObject(place));
  }

  @Test
  void theOutcomesHaveTheirWords() throws IOException {
    try (ArrowReader decisions = score(rows(12, 12))) {
      decisions.loadNextBatch();
      final FieldVector outcome = decisions.getVectorSchemaRoot().getVector("outcome");
      final long dictionary = outcome.getField().getDictionary().getId();
      try (FieldVector words = (FieldVector) DictionaryEncoder.decode(outcome,
          decisions.getDictionaryVectors().get(dictionary))) {
        assertEquals("hold", words.getObject(5).toString());
        assertEquals("allow", words.getObject(0).toString());
      }
    }
  }

  /** The transfers as a stream of bytes in which the payers have a dictionary, as a file may have them. */
  private byte[] withDictionary(int rows) throws IOException {
    final ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (Transfers plain = rows(rows, rows); VarCharVector words = new VarCharVector("words", allocator)) {
      plain.loadNextBatch();
      for (int i = 0; i < 40; i++) words.setSafe(i, ("6222-" + (1000 + i)).getBytes(StandardCharsets.UTF_8));
      words.setValueCount(40);
      final Dictionary dictionary = new Dictionary(words, new DictionaryEncoding(7L, false, null));
      final DictionaryProvider.MapDictionaryProvider provider = new DictionaryProvider.MapDictionaryProvider(dictionary);
      final List<FieldVector> vectors = new ArrayList<>(plain.getVectorSchemaRoot().getFieldVectors());
      try (FieldVector encoded = (FieldVector) DictionaryEncoder.encode(vectors.get(2), dictionary)) {
        vectors.set(2, encoded);
        final VectorSchemaRoot root = new VectorSchemaRoot(vectors);
        try (ArrowStreamWriter writer = new ArrowStreamWriter(root, provider, bytes)) {
          writer.writeBatch();
        }
      }
    }
    return bytes.toByteArray();
  }

  @Test
  void aColumnMayHaveADictionary() throws IOException {
    final byte[] bytes = withDictionary(200);
    try (Engine other = Transfers.engine(policy); Context mine = other.newContext();
        ArrowReader plain = ArrowTables.score(mine, policy, null, rows(200, 200), allocator);
        ArrowReader decisions = ArrowTables.score(context, policy, null,
            new ArrowStreamReader(new ByteArrayInputStream(bytes), allocator), allocator)) {
      assertTrue(plain.loadNextBatch());
      assertTrue(decisions.loadNextBatch());
      assertTrue(plain.getVectorSchemaRoot().equals(decisions.getVectorSchemaRoot()));
      assertFalse(decisions.loadNextBatch());
    }
    try (Engine other = Transfers.engine(policy); Context mine = other.newContext();
        ArrowReader transfers = new ArrowStreamReader(new ByteArrayInputStream(bytes), allocator);
        BatchScorer scorer = new BatchScorer(policy, null, transfers.getVectorSchemaRoot().getSchema(), transfers,
            allocator)) {
      assertTrue(transfers.loadNextBatch());
      try (VectorSchemaRoot decided = scorer.score(mine, transfers.getVectorSchemaRoot())) {
        assertEquals("T-199", at(decided, "id", 199));
        assertEquals(0, at(decided, "status", 199));
      }
    }
  }

  @Test
  void featuresAreThoseOfSingleCalls() throws IOException {
    try (Engine other = Transfers.engine(policy); Context single = other.newContext();
        ArrowReader features = ArrowTables.features(context, policy, null, rows(300, 128), allocator)) {
      final Transfer transfer = new Transfer();
      final FoldBlocks blocks = new FoldBlocks(policy);
      final VectorSchemaRoot root = features.getVectorSchemaRoot();
      final int count = policy.describe().featureCount();
      assertEquals(3 + count, root.getFieldVectors().size());
      int row = 0;
      int known = 0;
      while (features.loadNextBatch()) {
        for (int i = 0; i < root.getRowCount(); i++, row++) {
          assertEquals("T-" + row, at(root, "id", i));
          assertEquals(0, at(root, "status", i));
          single.fold(Transfers.transfer(transfer, row), Fr.SIDE_ALL, blocks.clear());
          final Value[] values = policy.features(transfer, blocks);
          for (int feature = 0; feature < count; feature++) {
            assertEquals(policy.feature(feature), root.getVector(3 + feature).getName());
            final Object got = root.getVector(3 + feature).getObject(i);
            assertEquals(values[feature].get(), got instanceof org.apache.arrow.vector.util.Text ? got.toString() : got,
                policy.feature(feature) + " of row " + row);
            if (got != null) known++;
          }
          single.score(transfer);
        }
      }
      assertEquals(300, row);
      assertTrue(known > 300, "and some of them are known");
    }
  }

  @Test
  void rowsThatAreRefusedStopNothing() throws IOException {
    final Field amount = Transfers.of("amount", new ArrowType.Int(64, true));
    try (ArrowReader decisions = score(new Transfers(allocator, Transfers.with("amount", amount), 3, 3) {
      @Override
      Object valueOf(String column, int row) {
        return column.equals("amount") ? new Long[] {-1L, null, 5L}[row] : super.valueOf(column, row);
      }
    })) {
      assertTrue(decisions.loadNextBatch());
      final VectorSchemaRoot root = decisions.getVectorSchemaRoot();
      assertEquals(Status.BAD_AMOUNT, at(root, "status", 0));
      assertEquals("amount is negative", at(root, "message", 0));
      assertEquals(Status.MISSING_FIELD, at(root, "status", 1));
      assertEquals(0, at(root, "status", 2));
      assertEquals(1, (byte) at(root, "outcome", 2));
    }
  }

  @Test
  void emptyTablesGiveEmptyTables() throws IOException {
    try (ArrowReader decisions = score(rows(0, 10))) {
      assertEquals("id", decisions.getVectorSchemaRoot().getSchema().getFields().get(0).getName());
      assertFalse(decisions.loadNextBatch());
      assertFalse(decisions.loadNextBatch());
    }
  }

  // ---- columns ----

  private FraudRiskException refused(ArrowColumns columns, List<Field> fields) {
    final Transfers transfers = new Transfers(allocator, fields, 5, 5);
    final long before = engine.stats().scored();
    final FraudRiskException error = assertThrows(FraudRiskException.class,
        () -> ArrowTables.score(context, policy, columns, transfers, allocator));
    assertEquals(Status.BAD_ARGUMENT, error.status());
    assertTrue(transfers.closed, "the reader is closed where it is refused");
    assertEquals(0, allocator.getAllocatedMemory());
    assertEquals(before, engine.stats().scored());
    return error;
  }

  @Test
  void columnsThatNobodyKnowsAreRefusedOrLeftOut() throws IOException {
    final FraudRiskException error = refused(null, Transfers.with("chanel", Transfers.text("chanel")));
    assertEquals("chanel", error.field());
    assertTrue(error.getMessage().contains("did you mean \"channel\""), error.getMessage());
    try (ArrowReader decisions = ArrowTables.score(context, policy, new ArrowColumns().ignoreUnknown(true),
        new Transfers(allocator, Transfers.with("chanel", Transfers.text("chanel")), 5, 5), allocator)) {
      assertTrue(decisions.loadNextBatch());
      assertEquals(0, at(decisions.getVectorSchemaRoot(), "status", 4));
    }
    assertTrue(refused(null, Transfers.with("attributes.x", Transfers.text("attributes.x"))).getMessage()
        .contains("declares no attribute"));
  }

  @Test
  void columnsMayHaveOtherNames() throws IOException {
    final List<Field> fields = Transfers.with("payer", Transfers.text("debtor"));
    assertEquals("debtor", refused(null, fields).field());
    try (ArrowReader decisions = ArrowTables.score(context, policy, new ArrowColumns().is("debtor", "payer"),
        new Transfers(allocator, fields, 5, 5), allocator)) {
      assertTrue(decisions.loadNextBatch());
      assertEquals(0, at(decisions.getVectorSchemaRoot(), "status", 4));
    }
    assertThrows(NullPointerException.class, () -> new ArrowColumns().is(null, "payer"));
    assertThrows(NullPointerException.class, () -> new ArrowColumns().is("debtor", null));
    assertEquals("debtor", refused(new ArrowColumns().is("debtor", "who pays"), fields).field());
  }

  @Test
  void neededColumnsThatAreMissingAreNamed() {
    for (String needed : new String[] {"id", "time", "payer", "payee", "amount"}) {
      final FraudRiskException error = refused(null, Transfers.with(needed));
      assertEquals(needed, error.field());
      assertTrue(error.sentence().contains("the table has no column " + needed + "; "), error.sentence());
    }
  }

  @Test
  void columnsOfAnotherTypeAreRefusedWithWhatToCastThemTo() {
    final Object[][] wrong = {
      {Transfers.text("amount"), "cast it to decimal"},
      {Transfers.text("time"), "cast it to timestamp"},
      {Transfers.of("channel", new ArrowType.Int(32, true)), "cast it to utf8"},
      {Transfers.of("payer", ArrowType.Binary.INSTANCE), "is of type binary"},
      {Transfers.of("amount", new ArrowType.FloatingPoint(org.apache.arrow.vector.types.FloatingPointPrecision.SINGLE)),
        "is of type float32"},
    };
    for (Object[] one : wrong) {
      final Field field = (Field) one[0];
      final FraudRiskException error = refused(null, Transfers.with(field.getName(), field));
      assertEquals(field.getName(), error.field());
      assertTrue(error.getMessage().contains((String) one[1]), error.getMessage());
    }
  }

  // ---- streams that fail, and streams that are left ----

  @Test
  void aFailureInTheMiddleComesBehindWhatWasDecided() throws IOException {
    final Throwable[] failures = {new IOException("the disk is gone"), new IllegalStateException("the disk is gone"),
      new AssertionError("the disk is gone")};
    for (Throwable failure : failures) {
      final long before = engine.stats().scored();
      final Transfers transfers = rows(30, 5).from((int) before).throwing(failure, 10);
      try (ArrowReader decisions = score(transfers)) {
        assertTrue(decisions.loadNextBatch());
        assertTrue(decisions.loadNextBatch());
        assertEquals(5, decisions.getVectorSchemaRoot().getRowCount());
        for (int i = 0; i < 2; i++) {
          final IOException error = assertThrows(IOException.class, decisions::loadNextBatch);
          assertTrue(said(error).contains("the data's own stream failed: "), said(error));
          assertTrue(said(error).contains("the disk is gone"), said(error));
        }
      }
      assertTrue(transfers.closed);
      assertEquals(before + 10, engine.stats().scored(), "and each of them is recorded");
      assertEquals(0, allocator.getAllocatedMemory());
    }
  }

  private static String said(Throwable error) {
    return error.getMessage() + (error.getCause() == null ? "" : " " + said(error.getCause()));
  }

  @Test
  void aSchemaThatCannotBeHadIsToldAtOnce() {
    final Transfers transfers = new Transfers(allocator, 5, 5) {
      @Override
      protected org.apache.arrow.vector.types.pojo.Schema readSchema() {
        throw new IllegalStateException("no schema today");
      }
    };
    final FraudRiskException error = assertThrows(FraudRiskException.class, () -> score(transfers));
    assertEquals(Status.BAD_ARGUMENT, error.status());
    assertTrue(error.sentence().startsWith("the data's own stream failed: "), error.sentence());
    assertTrue(error.sentence().contains("no schema today"), error.sentence());
  }

  @Test
  void aMessageThatIsTooLongIsCutBetweenCharacters() throws IOException {
    try (ArrowReader decisions = score(rows(5, 5).throwing(new IOException("盘".repeat(400)), 0))) {
      final String said = said(assertThrows(IOException.class, decisions::loadNextBatch));
      assertTrue(said.contains("盘盘盘"), said);
      assertFalse(said.contains("\ufffd"), said);
    }
  }

  @Test
  void readersMayBeClosedHalfway() throws IOException {
    for (int batches = 0; batches < 3; batches++) {
      final Transfers transfers = rows(30, 10).from(100 * batches);
      try (ArrowReader decisions = score(transfers)) {
        for (int i = 0; i < batches; i++) assertTrue(decisions.loadNextBatch());
        assertFalse(transfers.closed);
      }
      assertTrue(transfers.closed);
      assertEquals(0, allocator.getAllocatedMemory());
    }
    assertEquals(30, engine.stats().scored(), "what nobody asked for was not scored");
  }

  @Test
  void twoReadersTakeTurnsInOneContext() throws IOException {
    try (ArrowReader one = score(rows(20, 10)); ArrowReader other = score(rows(20, 10).from(20))) {
      assertTrue(one.loadNextBatch());
      assertTrue(other.loadNextBatch());
      context.score(Transfers.transfer(new Transfer(), 77));
      assertTrue(one.loadNextBatch());
      assertTrue(other.loadNextBatch());
      assertFalse(one.loadNextBatch());
    }
    assertEquals(41, engine.stats().scored());
  }

  @Test
  void aContextMayBeClosedWhileItsDecisionsAreRead() throws IOException {
    final ArrowReader decisions = score(rows(20, 10));
    context.close();
    engine.close();
    policy.close();
    assertTrue(decisions.loadNextBatch());
    assertTrue(decisions.loadNextBatch());
    assertEquals("T-19", at(decisions.getVectorSchemaRoot(), "id", 9));
    assertFalse(Inside.freed(context) || Inside.freed(engine) || Inside.freed(policy));
    decisions.close();
    assertTrue(Inside.freed(context) && Inside.freed(engine) && Inside.freed(policy));
    assertThrows(IllegalStateException.class, () -> score(rows(1, 1)));
  }

  @Test
  void aContextThatIsInACallRefusesItsStream() throws Exception {
    final Transfers transfers = rows(20, 10);
    try (ArrowReader decisions = score(transfers)) {
      assertTrue(decisions.loadNextBatch());
      final IOException error =
          assertThrows(IOException.class, () -> Inside.call(context, decisions::loadNextBatch));
      assertTrue(said(error).contains("another thread is in a call of this context"), said(error));
    }
    assertTrue(transfers.closed);
    assertEquals(10, engine.stats().scored());
  }

  @Test
  void whatIsClosedIsRefusedAndNamed() {
    for (int which = 0; which < 2; which++) {
      try (Engine other = Transfers.engine(policy); Context mine = other.newContext(); Policy read = other.policy()) {
        (which == 0 ? mine : read).close();
        final Transfers transfers = rows(5, 5);
        final IllegalStateException error = assertThrows(IllegalStateException.class,
            () -> ArrowTables.score(mine, read, null, transfers, allocator));
        assertEquals("the " + (which == 0 ? "context" : "policy") + " is closed", error.getMessage());
        assertTrue(transfers.closed);
        assertEquals(0, allocator.getAllocatedMemory());
      }
    }
  }
}
