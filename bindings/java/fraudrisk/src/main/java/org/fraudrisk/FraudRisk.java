// SPDX-License-Identifier: Apache-2.0
package org.fraudrisk;

import java.util.Objects;

/** What the library says of itself. */
public final class FraudRisk {
  private FraudRisk() {}

  /** Loads the native library, as its first use does otherwise; an UnsatisfiedLinkError says why it cannot. */
  public static void load() {
    Library.require();
  }

  /** The version of the library that runs, such as "0.1.0". */
  public static String version() {
    load();
    final int version = Native.fr_version();
    return version / 1_000_000 + "." + version / 1000 % 1000 + "." + version % 1000;
  }

  /** A limit by name, such as "FR_MAX_REASONS"; -1 for a name that is not a limit. */
  public static long limit(String name) {
    final Scratch scratch = new Scratch(0);
    scratch.putString(Scratch.TEXT, Objects.requireNonNull(name, "name"));
    return scratch.after(Native.fr_limit(scratch.getLong(Scratch.TEXT)));
  }

  /** How many decimals the minor unit of a currency has (ISO 4217): 2 for "CNY", so 12.34 yuan are 1234. */
  public static int currencyDigits(String currency) {
    final Scratch scratch = new Scratch(0);
    scratch.putString(Scratch.TEXT, Objects.requireNonNull(currency, "currency"));
    return scratch.after(Native.fr_currency_digits(scratch.getLong(Scratch.TEXT)));
  }

  /** The name of a status, such as "FR_TOO_LONG". */
  public static String statusName(int status) {
    load();
    return Native.string(Native.fr_status_name(status));
  }

  /** What a status means, in one sentence. */
  public static String statusText(int status) {
    load();
    return Native.string(Native.fr_status_text(status));
  }

  /** What kind of trouble a status is; null for a band that this version does not know. */
  public static Band statusBand(int status) {
    load();
    return Band.of(Native.fr_status_band(status));
  }
}
