// SPDX-License-Identifier: Apache-2.0
package org.fraudrisk;

import java.lang.ref.Reference;
import java.nio.charset.StandardCharsets;
import java.util.Objects;

/** Who must stand behind a policy before an engine takes it: immutable, shared by any number of engines and threads. */
public final class TrustStore extends Handle {
  private TrustStore(long address) {
    super("trust store", address, Native::fr_trust_release);
  }

  /** Takes public keys one by one; one thread at a time. */
  public static final class Builder extends Handle {
    private Builder(long address) {
      super("builder of a trust store", address, Native::fr_trust_builder_destroy);
    }

    /** Adds a public key in a role; gives the 16 bytes that signatures call it by. */
    public byte[] add(String role, String pem) {
      final Scratch scratch = new Scratch(16);
      scratch.putText(Scratch.TEXT, Objects.requireNonNull(role, "role"));
      scratch.putText(Scratch.TEXT_TOO, Objects.requireNonNull(pem, "pem").getBytes(StandardCharsets.US_ASCII), 0);
      final long builder = owned.enterAlone();
      try {
        scratch.check(Native.fr_trust_builder_add(builder, scratch.data(Scratch.TEXT), scratch.size(Scratch.TEXT), 0,
            scratch.data(Scratch.TEXT_TOO), scratch.size(Scratch.TEXT_TOO), scratch.array(),
            scratch.error.address()));
      } finally {
        owned.leave();
        Reference.reachabilityFence(this);
      }
      return scratch.getBytes(Scratch.ARRAY, 16);
    }

    /** Says that a role must have signed. The first call takes the place of "author" and "approver". */
    public Builder require(String role) {
      final Scratch scratch = new Scratch(0);
      scratch.putText(Scratch.TEXT, Objects.requireNonNull(role, "role"));
      final long builder = owned.enterAlone();
      try {
        scratch.check(Native.fr_trust_builder_require(builder, scratch.data(Scratch.TEXT), scratch.size(Scratch.TEXT),
            0, scratch.error.address()));
      } finally {
        owned.leave();
        Reference.reachabilityFence(this);
      }
      return this;
    }

    /** Makes the store and leaves the builder empty. */
    public TrustStore finish() {
      final Scratch scratch = new Scratch(0);
      final long builder = owned.enterAlone();
      try {
        scratch.check(Native.fr_trust_builder_finish(builder, scratch.out(), scratch.error.address()));
      } finally {
        owned.leave();
        Reference.reachabilityFence(this);
      }
      return new TrustStore(scratch.getLong(Scratch.OUT));
    }
  }

  /** Begins a store. */
  public static Builder builder() {
    final Scratch scratch = new Scratch(0);
    scratch.check(Native.fr_trust_builder_create(scratch.out()));
    return new Builder(scratch.getLong(Scratch.OUT));
  }

  /** Throws where the signatures would not let an engine take the policy. */
  public void verify(Policy policy) {
    final Scratch scratch = new Scratch(0);
    final long trust = owned.enter();
    try {
      final long other = policy.owned.enter();
      try {
        scratch.check(Native.fr_trust_verify(trust, other, scratch.error.address()));
      } finally {
        policy.owned.leave();
      }
    } finally {
      owned.leave();
      Reference.reachabilityFence(this);
      Reference.reachabilityFence(policy);
    }
  }
}
