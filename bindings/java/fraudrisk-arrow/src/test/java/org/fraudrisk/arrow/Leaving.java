// SPDX-License-Identifier: Apache-2.0
package org.fraudrisk.arrow;

import java.io.IOException;
import java.nio.file.Paths;
import org.apache.arrow.c.ArrowArrayStream;
import org.apache.arrow.c.Data;
import org.apache.arrow.memory.BufferAllocator;
import org.apache.arrow.memory.RootAllocator;
import org.apache.arrow.vector.ipc.ArrowReader;
import org.fraudrisk.Context;
import org.fraudrisk.Engine;
import org.fraudrisk.Policy;

/** A program that ends while a thread of Java's and one that is not draw from streams. Argument: a folder. */
final class Leaving {
  private static final int ROWS = 100_000_000;

  private Leaving() {}

  public static void main(String[] arguments) throws Exception {
    Foreign.load(Paths.get(arguments[0]));
    final BufferAllocator allocator = new RootAllocator();
    final Policy policy = Transfers.policy();
    final Engine engine = Transfers.engine(policy);
    daemon(() -> {
      final Context context = engine.newContext();
      final ArrowReader decisions =
          ArrowTables.score(context, policy, null, new Transfers(allocator, ROWS, 100), allocator);
      while (decisions.loadNextBatch()) context.lastError();
    });
    daemon(() -> {
      final ArrowArrayStream in = ArrowArrayStream.allocateNew(allocator);
      final ArrowArrayStream out = ArrowArrayStream.allocateNew(allocator);
      Data.exportArrayStream(allocator, new Transfers(allocator, ROWS, 100).from(ROWS), in);
      engine.newContext().scoreStream(policy, null, in.memoryAddress(), out.memoryAddress());
      Foreign.rowsInAThread(out.memoryAddress());
    });
    while (engine.stats().scored() < 1000) Thread.sleep(1);
    System.out.println("leaving");
    System.exit(3);
  }

  private interface Drawing {
    void draw() throws IOException;
  }

  private static void daemon(Drawing drawing) {
    final Thread thread = new Thread(() -> {
      try {
        drawing.draw();
      } catch (IOException error) {
        throw new java.io.UncheckedIOException(error);
      }
    });
    thread.setDaemon(true);
    thread.start();
  }
}
