// SPDX-License-Identifier: Apache-2.0
package org.fraudrisk.arrow;

import org.apache.arrow.memory.RootAllocator;
import org.fraudrisk.Context;
import org.fraudrisk.Engine;
import org.fraudrisk.Policy;
import org.junit.jupiter.api.AfterEach;

/** An engine with a context for each test, and an allocator that has to be empty behind it. */
abstract class WithContext {
  final RootAllocator allocator = new RootAllocator();
  final Policy policy = Transfers.policy();
  final Engine engine = Transfers.engine(policy);
  final Context context = engine.newContext();

  @AfterEach
  void leave() {
    context.close();
    engine.close();
    policy.close();
    allocator.close(); // which throws where something was not released
  }
}
