// SPDX-License-Identifier: Apache-2.0
package org.fraudrisk;

import java.lang.ref.Reference;
import java.util.Objects;

/**
 * Which column of a table feeds which field: made once for a schema, used for all batches of it, by one thread at a
 * time, with contexts of any engine.
 *
 * <p>Batches come and go by the addresses of the structs of the Arrow C data interface, such as arrow-java's
 * {@code ArrowArray.memoryAddress()}: nothing is copied, and this library knows nothing of arrow-java. An address that
 * is not that of such a struct ends the process, as it does in C.
 */
public final class ArrowPlan extends Handle {
  private ArrowPlan(long address) {
    super("plan", address, Native::fr_arrow_plan_destroy);
  }

  /** A plan for tables whose columns have the names that the library knows. */
  public static ArrowPlan create(Policy policy, long schema) {
    return create(policy, schema, null);
  }

  /**
   * A plan for a table.
   *
   * @param policy says the types of attributes, the currency's decimals, and the offset of times without a zone
   * @param schema the address of an ArrowSchema of a struct; it is read, and stays the caller's
   * @param columns may be null
   * @throws FraudRiskException for a column that is not known, is missing, or is of a type that cannot be read as such:
   *     {@link FraudRiskException#field} is its name
   */
  public static ArrowPlan create(Policy policy, long schema, ArrowColumns columns) {
    Objects.requireNonNull(policy, "policy");
    ArrowMemory.given(schema, "the schema");
    if (ArrowMemory.schemaIsReleased(schema)) throw new IllegalArgumentException("the schema was released already");
    final Scratch scratch = new Scratch(0);
    final Struct options = ArrowColumns.options(columns);
    final long given = policy.owned.enter();
    final int status;
    try {
      status = Native.fr_arrow_plan_create(given, schema, options == null ? 0 : options.address(), scratch.out(),
          scratch.error.address());
    } finally {
      policy.owned.leave();
      Reference.reachabilityFence(options);
      Reference.reachabilityFence(policy);
    }
    scratch.check(status);
    return new ArrowPlan(scratch.getLong(Scratch.OUT));
  }

  /** Writes the ArrowSchema of what {@link #score} answers with; the caller releases it. */
  public static void decisionsSchema(long schema) {
    ArrowMemory.given(schema, "the schema");
    FraudRiskException.check(writeSchema(0, schema), null);
  }

  /** Writes the ArrowSchema of what {@link #features} answers with; the caller releases it. */
  public static void featuresSchema(Policy policy, long schema) {
    Objects.requireNonNull(policy, "policy");
    ArrowMemory.given(schema, "the schema");
    final long given = policy.owned.enter();
    try {
      FraudRiskException.check(writeSchema(given, schema), null);
    } finally {
      policy.owned.leave();
      Reference.reachabilityFence(policy);
    }
  }

  /** That of decisions, where the policy is 0. */
  static int writeSchema(long policy, long schema) {
    final int status = policy == 0 ? Native.fr_arrow_decisions_schema(schema)
        : Native.fr_arrow_features_schema(policy, schema);
    return status < 0 || ArrowMemory.holdSchema(schema) ? status : Status.NO_MEMORY;
  }

  /**
   * Scores the rows of a batch in their order. A row that is refused stops nothing: its status and message say why.
   *
   * @param batch the address of an ArrowArray of the plan's schema; it is read, and stays the caller's
   * @param decisions the address that the ArrowArray of the answer is written to; the caller releases it
   */
  public void score(Context context, long batch, long decisions) {
    Objects.requireNonNull(context, "context");
    final long alone = context.owned.enterAlone();
    try {
      answer(alone, 0, batch, decisions);
    } finally {
      context.owned.leave();
      Reference.reachabilityFence(context);
    }
  }

  /**
   * The features of each row, in their order; each is recorded as by {@link #score}.
   *
   * @param policy the one that is in force: with another one each row's status is OTHER_POLICY
   */
  public void features(Context context, Policy policy, long batch, long features) {
    Objects.requireNonNull(context, "context");
    Objects.requireNonNull(policy, "policy");
    final long given = policy.owned.enter();
    try {
      final long alone = context.owned.enterAlone();
      try {
        answer(alone, given, batch, features);
      } finally {
        context.owned.leave();
        Reference.reachabilityFence(context);
      }
    } finally {
      policy.owned.leave();
      Reference.reachabilityFence(policy);
    }
  }

  /** Decisions, where the policy is 0. */
  void answer(long context, long policy, long batch, long out) {
    ArrowMemory.given(batch, "the batch");
    ArrowMemory.given(out, "the answer");
    if (ArrowMemory.arrayIsReleased(batch)) throw new IllegalArgumentException("the batch was released already");
    final Scratch scratch = new Scratch(0);
    final long plan = owned.enterAlone();
    final int status;
    try {
      status = ArrowMemory.answer(context, plan, policy, batch, out, scratch.error.address());
    } finally {
      owned.leave();
      Reference.reachabilityFence(this);
    }
    scratch.check(status);
  }
}
