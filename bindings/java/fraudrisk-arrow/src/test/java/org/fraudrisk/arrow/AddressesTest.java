// SPDX-License-Identifier: Apache-2.0
package org.fraudrisk.arrow;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotSame;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.lang.ref.WeakReference;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import org.apache.arrow.c.ArrowArray;
import org.apache.arrow.c.ArrowArrayStream;
import org.apache.arrow.c.ArrowSchema;
import org.apache.arrow.c.Data;
import org.apache.arrow.memory.ArrowBuf;
import org.apache.arrow.memory.BufferAllocator;
import org.apache.arrow.vector.FieldVector;
import org.apache.arrow.vector.VectorSchemaRoot;
import org.apache.arrow.vector.ipc.ArrowReader;
import org.apache.arrow.vector.types.pojo.Schema;
import org.apache.arrow.vector.util.TransferPair;
import org.fraudrisk.ArrowColumns;
import org.fraudrisk.ArrowPlan;
import org.fraudrisk.Context;
import org.fraudrisk.Decision;
import org.fraudrisk.Engine;
import org.fraudrisk.FraudRiskException;
import org.fraudrisk.Inside;
import org.fraudrisk.Policy;
import org.fraudrisk.Status;
import org.fraudrisk.Transfer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** The structs of the Arrow interfaces by their addresses: who owns what, and when it goes. */
@Timeout(120)
class AddressesTest extends WithContext {
  @TempDir private static Path temp;

  private ArrowArrayStream stream(Transfers transfers) {
    final ArrowArrayStream stream = ArrowArrayStream.allocateNew(allocator);
    Data.exportArrayStream(allocator, transfers, stream);
    return stream;
  }

  private static String refused(Callable<?> call) {
    return assertThrows(IllegalArgumentException.class, call::call).getMessage();
  }

  private static Callable<Object> calling(Runnable call) {
    return () -> {
      call.run();
      return null;
    };
  }

  // ---- streams ----

  @Test
  void aStreamIsMovedOnSuccessAndStaysOnFailure() throws IOException {
    final Transfers transfers = new Transfers(allocator, 10, 5);
    try (ArrowArrayStream in = stream(transfers); ArrowArrayStream out = ArrowArrayStream.allocateNew(allocator)) {
      final ArrowColumns wrong = new ArrowColumns().is("payer", "nobody");
      assertThrows(FraudRiskException.class,
          () -> context.scoreStream(policy, wrong, in.memoryAddress(), out.memoryAddress()));
      assertTrue(in.snapshot().release != 0, "it is the caller's still");
      assertEquals(0, out.snapshot().release);
      assertFalse(transfers.closed);
      context.scoreStream(policy, null, in.memoryAddress(), out.memoryAddress());
      assertEquals(0, in.snapshot().release, "it is moved");
      assertEquals("the stream of batches was released already, or lacks a function", refused(calling(
          () -> context.scoreStream(policy, null, in.memoryAddress(), out.memoryAddress()))));
      out.release();
      assertTrue(transfers.closed);
      assertEquals("the stream of batches was released already, or lacks a function", refused(calling(
          () -> context.featuresStream(policy, null, out.memoryAddress(), in.memoryAddress()))));
    }
  }

  @Test
  void decisionsOfDecisionsAreRefusedForWhatTheyAre() {
    // The stream that comes out is one like all others: given back, its columns are not those of transfers.
    try (ArrowArrayStream in = stream(new Transfers(allocator, 10, 5));
        ArrowArrayStream out = ArrowArrayStream.allocateNew(allocator)) {
      context.scoreStream(policy, null, in.memoryAddress(), out.memoryAddress());
      final FraudRiskException error = assertThrows(FraudRiskException.class,
          () -> context.scoreStream(policy, null, out.memoryAddress(), in.memoryAddress()));
      assertEquals(Status.BAD_ARGUMENT, error.status());
      out.release();
    }
  }

  @Test
  void nullAndOneAddressForBothAreRefused() {
    try (ArrowArrayStream in = stream(new Transfers(allocator, 10, 5))) {
      final long address = in.memoryAddress();
      assertThrows(NullPointerException.class, () -> context.scoreStream(policy, null, 0, address));
      assertThrows(NullPointerException.class, () -> context.scoreStream(policy, null, address, 0));
      assertThrows(NullPointerException.class, () -> context.scoreStream(null, null, address, address));
      assertThrows(NullPointerException.class, () -> context.featuresStream(null, null, address, address));
      assertEquals("a stream cannot be written over the one that it is made of",
          refused(calling(() -> context.scoreStream(policy, null, address, address))));
      in.release();
    }
    assertThrows(NullPointerException.class, () -> ArrowPlan.create(policy, 0));
    assertThrows(NullPointerException.class, () -> ArrowPlan.create(null, 8));
    assertThrows(NullPointerException.class, () -> ArrowPlan.decisionsSchema(0));
    assertThrows(NullPointerException.class, () -> ArrowPlan.featuresSchema(policy, 0));
    assertThrows(NullPointerException.class, () -> ArrowPlan.featuresSchema(null, 8));
  }

  @Test
  void aThreadThatTheVirtualMachineDoesNotKnowDrawsAndReleases() throws Exception {
    Foreign.load(temp);
    final Transfers transfers = new Transfers(allocator, 1000, 100);
    try (ArrowArrayStream in = stream(transfers); ArrowArrayStream out = ArrowArrayStream.allocateNew(allocator)) {
      context.scoreStream(policy, null, in.memoryAddress(), out.memoryAddress());
      assertEquals(1000, Foreign.rowsInAThread(out.memoryAddress()));
      assertEquals(0, out.snapshot().release);
    }
    assertTrue(transfers.closed);
    assertEquals(1000, engine.stats().scored());
    final Transfers failing = new Transfers(allocator, 1000, 100).throwing(new IOException("gone"), 500);
    try (ArrowArrayStream in = stream(failing); ArrowArrayStream out = ArrowArrayStream.allocateNew(allocator)) {
      context.scoreStream(policy, null, in.memoryAddress(), out.memoryAddress());
      assertTrue(Foreign.rowsInAThread(out.memoryAddress()) < 0);
    }
    assertTrue(failing.closed);
  }

  @Test
  void anExceptionOfTheConsumersIsNeitherLostNorInTheWay() throws Exception {
    Foreign.load(temp);
    final Transfers transfers = new Transfers(allocator, 300, 100);
    try (ArrowArrayStream in = stream(transfers); ArrowArrayStream out = ArrowArrayStream.allocateNew(allocator)) {
      context.scoreStream(policy, null, in.memoryAddress(), out.memoryAddress());
      final long[] rows = new long[1];
      assertEquals("of the consumer's own", assertThrows(IllegalStateException.class,
          () -> Foreign.drawWhileThrowing(out.memoryAddress(), rows)).getMessage());
      assertEquals(300, rows[0]);
    }
    assertTrue(transfers.closed);
  }

  @Test
  void aProducerThatGivesNoSchemaIsRefusedAndNotReleased() throws Exception {
    Foreign.load(temp);
    try (ArrowArrayStream in = ArrowArrayStream.allocateNew(allocator);
        ArrowArrayStream out = ArrowArrayStream.allocateNew(allocator); ArrowBuf counter = allocator.buffer(4)) {
      for (int number : new int[] {0, 5}) { // it says that there is one, and that there is none
        Foreign.silent(in.memoryAddress(), counter.memoryAddress(), number, true);
        assertEquals("the data's own stream failed: it does not say why", assertThrows(FraudRiskException.class,
            () -> context.scoreStream(policy, null, in.memoryAddress(), out.memoryAddress())).sentence());
        assertEquals(number, counter.getInt(0), "it is the caller's to release");
        in.release();
        assertEquals(number + 1, counter.getInt(0));
      }
      Foreign.silent(in.memoryAddress(), counter.memoryAddress(), 0, false);
      assertEquals("the stream of batches was released already, or lacks a function", refused(calling(
          () -> context.scoreStream(policy, null, in.memoryAddress(), out.memoryAddress()))));
      assertEquals(0, counter.getInt(0));
      assertEquals(0, out.snapshot().release);
    }
  }

  @Test
  void whereThereIsNoStackTheStreamSaysSoAndTheProcessLives() throws Exception {
    Foreign.load(temp);
    // The source has failed, so that it is not asked again: arrow-java's own C does not live through what comes now.
    final Transfers transfers = new Transfers(allocator, 10, 1).throwing(new IOException("gone"), 0);
    try (ArrowArrayStream in = stream(transfers); ArrowArrayStream out = ArrowArrayStream.allocateNew(allocator)) {
      context.scoreStream(policy, null, in.memoryAddress(), out.memoryAddress());
      final int[] numbers = new int[3];
      final Runnable diving = () -> assertThrows(StackOverflowError.class, () -> dive(out.memoryAddress(), numbers));
      final Thread deep = new Thread(null, diving, "deep", 512 * 1024);
      deep.start();
      deep.join();
      assertTrue(numbers[0] > 100, "the failure of the source, again and again");
      assertTrue(numbers[1] > 0, "and that there is no stack, where it ends");
      assertEquals(0, numbers[2], "nothing else");
      assertEquals(1, Foreign.next(out.memoryAddress()));
      out.release();
    }
    assertTrue(transfers.closed);
    assertEquals(Status.OK, context.tryScore(Transfers.transfer(new Transfer(), 1), new Decision()));
  }

  /** Asks at each depth, until there is none left. */
  private static int dive(long stream, int[] numbers) {
    final int number = Foreign.next(stream);
    numbers[number == 1 ? 0 : number == 2 ? 1 : 2]++;
    return 1 + dive(stream, numbers);
  }

  // ---- batches ----

  private void withBatch(int rows, Use call) throws Exception {
    try (Transfers transfers = new Transfers(allocator, rows, rows);
        ArrowSchema schema = ArrowSchema.allocateNew(allocator); ArrowArray batch = ArrowArray.allocateNew(allocator);
        ArrowArray answer = ArrowArray.allocateNew(allocator)) {
      transfers.loadNextBatch();
      Data.exportVectorSchemaRoot(allocator, transfers.getVectorSchemaRoot(), null, batch, schema);
      try (ArrowPlan plan = ArrowPlan.create(policy, schema.memoryAddress())) {
        call.call(plan, schema, batch, answer);
      } finally {
        schema.release();
        batch.release();
      }
    }
  }

  private interface Use {
    void call(ArrowPlan plan, ArrowSchema schema, ArrowArray batch, ArrowArray answer) throws Exception;
  }

  @Test
  void aBatchIsReadAndStaysTheCallers() throws Exception {
    withBatch(10, (plan, schema, batch, answer) -> {
      plan.score(context, batch.memoryAddress(), answer.memoryAddress());
      assertEquals(10, answer.snapshot().length);
      assertTrue(batch.snapshot().release != 0);
      answer.release();
      plan.features(context, policy, batch.memoryAddress(), answer.memoryAddress());
      assertEquals(3 + policy.describe().featureCount(), answer.snapshot().n_children);
      answer.release();
    });
    assertEquals(10, engine.stats().scored());
  }

  @Test
  void batchesThatAreReleasedAndPlansAndContextsThatAreClosedAreRefused() throws Exception {
    withBatch(10, (plan, schema, batch, answer) -> {
      final long in = batch.memoryAddress();
      final long out = answer.memoryAddress();
      assertThrows(NullPointerException.class, () -> plan.score(null, in, out));
      assertThrows(NullPointerException.class, () -> plan.features(context, null, in, out));
      assertThrows(NullPointerException.class, () -> plan.score(context, 0, out));
      assertThrows(NullPointerException.class, () -> plan.score(context, in, 0));
      final Context other = engine.newContext();
      other.close();
      assertEquals("the context is closed",
          assertThrows(IllegalStateException.class, () -> plan.score(other, in, out)).getMessage());
      assertTrue(Inside.call(context, () -> assertThrows(IllegalStateException.class,
          () -> plan.score(context, in, out))).getMessage().startsWith("another thread is in a call of this context"));
      plan.close();
      assertEquals("the plan is closed",
          assertThrows(IllegalStateException.class, () -> plan.score(context, in, out)).getMessage());
      batch.release();
      schema.release();
      assertEquals("the batch was released already", refused(calling(() -> plan.score(context, in, out))));
      assertEquals("the schema was released already",
          refused(calling(() -> ArrowPlan.create(policy, schema.memoryAddress()))));
      assertEquals(0, answer.snapshot().release);
    });
    assertEquals(0, engine.stats().scored());
  }

  @Test
  void aBatchOfAnotherSchemaIsRefused() throws Exception {
    withBatch(10, (plan, schema, batch, answer) -> {
      try (Transfers other = new Transfers(allocator, List.of(Transfers.ID, Transfers.TIME), 5, 5);
          ArrowArray wrong = ArrowArray.allocateNew(allocator)) {
        other.loadNextBatch();
        Data.exportVectorSchemaRoot(allocator, other.getVectorSchemaRoot(), null, wrong);
        final FraudRiskException error = assertThrows(FraudRiskException.class,
            () -> plan.score(context, wrong.memoryAddress(), answer.memoryAddress()));
        assertEquals(Status.BAD_ARGUMENT, error.status());
        assertEquals(0, answer.snapshot().release);
        wrong.release();
      }
    });
  }

  @Test
  void featuresByAnotherPolicyAreRefusedRowByRow() throws Exception {
    try (Policy other = Policy.load(Transfers.ROOT.resolve("bindings/vectors/first.frb"))) {
      withBatch(3, (plan, schema, batch, answer) -> {
        plan.features(context, other, batch.memoryAddress(), answer.memoryAddress());
        try (ArrowSchema of = ArrowSchema.allocateNew(allocator)) {
          ArrowPlan.featuresSchema(other, of.memoryAddress());
          try (VectorSchemaRoot root = Data.importVectorSchemaRoot(allocator, answer, of, null)) {
            assertEquals(Status.OTHER_POLICY, root.getVector("status").getObject(2));
          }
        }
      });
    }
  }

  @Test
  void aScorerTakesOneBatchAfterTheOther() throws IOException {
    try (Transfers transfers = new Transfers(allocator, 25, 10);
        BatchScorer scorer = new BatchScorer(policy, null, transfers.getVectorSchemaRoot().getSchema(), transfers,
            allocator)) {
      final List<VectorSchemaRoot> kept = new ArrayList<>();
      while (transfers.loadNextBatch()) kept.add(scorer.score(context, transfers.getVectorSchemaRoot()));
      assertEquals(3, kept.size());
      assertEquals("T-24", kept.get(2).getVector("id").getObject(4).toString());
      final long dictionary = kept.get(0).getVector("outcome").getField().getDictionary().getId();
      assertEquals(4, scorer.dictionaries().lookup(dictionary).getVector().getValueCount());
      for (VectorSchemaRoot root : kept) root.close();
    }
    final Schema wrong = new Schema(List.of(Transfers.ID));
    assertThrows(FraudRiskException.class, () -> new BatchScorer(policy, null, wrong, null, allocator));
  }

  // ---- what outlives what it came from ----

  @Test
  void aColumnOutlivesItsTableItsContextAndItsEngine() throws IOException {
    final FieldVector rules;
    try (Engine other = Transfers.engine(policy); Context mine = other.newContext();
        ArrowReader decisions = ArrowTables.score(mine, policy, null, new Transfers(allocator, 12, 12), allocator)) {
      assertTrue(decisions.loadNextBatch());
      final TransferPair pair = decisions.getVectorSchemaRoot().getVector("rules").getTransferPair(allocator);
      pair.transfer();
      rules = (FieldVector) pair.getTo();
    }
    assertTrue(rules.getObject(5).toString().length() > 4, "it was held for reasons");
    rules.close();
  }

  /** Takes the classes of this project from where they lie, and everything else from its parent. */
  private static final class Apart extends URLClassLoader {
    Apart(URL[] path) {
      super(path, AddressesTest.class.getClassLoader());
    }

    @Override
    protected Class<?> loadClass(String name, boolean resolve) throws ClassNotFoundException {
      synchronized (getClassLoadingLock(name)) {
        if (!name.startsWith("org.fraudrisk.")) return super.loadClass(name, resolve);
        final Class<?> loaded = findLoadedClass(name);
        return loaded != null ? loaded : findClass(name);
      }
    }

    @Override
    public URL getResource(String name) {
      return findResource(name);
    }
  }

  private static URL placeOf(Class<?> of) {
    return of.getProtectionDomain().getCodeSource().getLocation();
  }

  /** Called in the classes that are apart: a reader whose context and engine are closed. */
  static ArrowReader openApart(BufferAllocator allocator) {
    try (Policy policy = Transfers.policy(); Engine engine = Transfers.engine(policy);
        Context context = engine.newContext()) {
      return ArrowTables.score(context, policy, null, new Transfers(allocator, 24, 12), allocator);
    }
  }

  private static ArrowReader open(BufferAllocator allocator, List<WeakReference<ClassLoader>> loaders)
      throws Exception {
    final URL[] path = {placeOf(Context.class), placeOf(ArrowTables.class), placeOf(AddressesTest.class)};
    final ClassLoader loader = new Apart(path);
    final Class<?> apart = loader.loadClass(AddressesTest.class.getName());
    assertNotSame(AddressesTest.class, apart);
    loaders.add(new WeakReference<>(loader));
    final java.lang.reflect.Method method = apart.getDeclaredMethod("openApart", BufferAllocator.class);
    method.setAccessible(true);
    return (ArrowReader) method.invoke(null, allocator);
  }

  private static void collect(WeakReference<?> until, int most) throws InterruptedException {
    for (int i = 0; i < most && until.get() != null; i++) {
      System.gc();
      Thread.sleep(10);
    }
  }

  @Test
  void classesStayUntilWhatTheyGaveIsReleased() throws Exception {
    final List<WeakReference<ClassLoader>> loaders = new ArrayList<>();
    ArrowReader decisions = open(allocator, loaders);
    final WeakReference<ClassLoader> loader = loaders.get(0);
    collect(loader, 20);
    assertTrue(loader.get() != null, "the stream holds the classes");
    assertTrue(decisions.loadNextBatch());
    FieldVector ids = (FieldVector) decisions.getVectorSchemaRoot().getVector("id").getTransferPair(allocator).getTo();
    final TransferPair pair = decisions.getVectorSchemaRoot().getVector("id").makeTransferPair(ids);
    pair.transfer();
    decisions.close();
    decisions = null;
    collect(loader, 20);
    assertTrue(loader.get() != null, "the column holds the classes");
    assertEquals("T-11", ids.getObject(11).toString());
    ids.close();
    ids = null;
    collect(loader, 500);
    assertNull(loader.get(), "the classes are unloaded, and their library with them");
    assertEquals(Status.OK, context.tryScore(Transfers.transfer(new Transfer(), 1), new Decision()));
  }

  /** A process of its own, on this version of Java and with the tests' classes. */
  private static ProcessBuilder program(Class<?> program, String... arguments) {
    final List<String> command = new ArrayList<>(List.of(
        Path.of(System.getProperty("java.home"), "bin", "java").toString(), "-XX:TieredStopAtLevel=1",
        "-XX:+IgnoreUnrecognizedVMOptions", "--enable-native-access=ALL-UNNAMED",
        "--sun-misc-unsafe-memory-access=allow", "--add-opens=java.base/java.nio=ALL-UNNAMED",
        "-Dfraudrisk.root=" + Transfers.ROOT, "-Dfraudrisk.jdk=" + System.getProperty("fraudrisk.jdk"), "-cp",
        System.getProperty("java.class.path"), program.getName()));
    command.addAll(List.of(arguments));
    return new ProcessBuilder(command).redirectErrorStream(true);
  }

  @Test
  void theProcessMayEndWhileStreamsAreDrawnFrom() throws Exception {
    final Process process = program(Leaving.class, temp.toString()).start();
    final String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertEquals(3, process.waitFor(), said);
    assertEquals("leaving\n", said);
  }
  @Test
  void whateverCallForMemoryIsRefusedWhatIsRecordedIsAnswered() throws Exception {
    final ProcessBuilder refusing = program(Refusing.class, temp.toString());
    final Path memory = Foreign.compiled(temp, "bindings/python/tests/memory.c");
    refusing.environment().put("LD_PRELOAD", memory.toString());
    final Process process = refusing.start();
    final String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertEquals(0, process.waitFor(), said);
    final String[] lines = said.split("\n");
    assertEquals(4, lines.length, said);
    for (String calls : lines) assertTrue(Integer.parseInt(calls) > 50, "too few calls were refused: " + said);
  }
}
