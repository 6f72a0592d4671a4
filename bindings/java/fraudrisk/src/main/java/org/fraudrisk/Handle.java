// SPDX-License-Identifier: Apache-2.0
package org.fraudrisk;

import java.lang.ref.Cleaner;
import java.util.function.LongConsumer;

/**
 * An object of the library. Close it, best by try-with-resources; whoever forgets has it closed after the garbage
 * collector found that nobody has it any more. Closing twice does nothing; using it afterwards is an
 * IllegalStateException. What was made of it works on until it is closed itself.
 */
public abstract class Handle implements AutoCloseable {
  private static final Cleaner CLEANER = Cleaner.create();

  final Owned owned;

  Handle(String name, long address, LongConsumer destroy, Owned... parents) {
    owned = new Owned(name, address, destroy, parents);
    CLEANER.register(this, owned);
  }

  @Override
  public void close() {
    owned.run();
  }

  /** Was it closed? */
  public final boolean isClosed() {
    return owned.isClosed();
  }
}
