// SPDX-License-Identifier: Apache-2.0
package org.fraudrisk;

import java.util.concurrent.Callable;

/** What only this package can do: be in a call of a context for as long as a test wants. */
public final class Inside {
  private Inside() {}

  public static <T> T call(Context context, Callable<T> meanwhile) throws Exception {
    context.owned.enterAlone();
    try {
      return meanwhile.call();
    } finally {
      context.owned.leave();
    }
  }

  /** Closed, and nobody uses or holds it. */
  public static boolean freed(Handle handle) {
    return handle.owned.get() == 1;
  }
}
