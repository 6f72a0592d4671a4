// SPDX-License-Identifier: Apache-2.0
package org.fraudrisk.service;

import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.ConcurrentHashMap;
import org.fraudrisk.Audience;
import org.fraudrisk.Channel;
import org.fraudrisk.Context;
import org.fraudrisk.Decision;
import org.fraudrisk.Engine;
import org.fraudrisk.Event;
import org.fraudrisk.EventKind;
import org.fraudrisk.FraudRiskException;
import org.fraudrisk.Outcome;
import org.fraudrisk.Policy;
import org.fraudrisk.Transfer;

/** Posts transfers: scores, and tells the engine what became of them. Held ones wait here until they are released. */
final class Transfers implements AutoCloseable {
  private static final Set<String> TEXTS = Set.of("id", "payer", "payee", "remark", "channel", "language");
  private static final Set<String> NUMBERS = Set.of("amount_minor", "time_us", "balance_before_minor");
  private static final Set<String> TRUTHS = Set.of("on_call", "screen_shared");

  /** What one request needs: a context, and memory that is used again. */
  private static final class Desk {
    final Context context;
    final Transfer transfer = new Transfer();
    final Decision decision = new Decision();
    final Event event = new Event();

    Desk(Context context) {
      this.context = context;
    }
  }

  private final Engine engine;
  private final BlockingQueue<Desk> desks;
  private final Map<String, Map<String, Object>> held = new ConcurrentHashMap<>();

  Transfers(Engine engine, int threads) {
    this.engine = engine;
    desks = new ArrayBlockingQueue<>(threads);
    for (int i = 0; i < threads; i++) desks.add(new Desk(engine.newContext()));
  }

  @Override
  public void close() {
    for (Desk desk : desks) desk.context.close();
  }

  private static void fill(Transfer to, Map<String, Object> from) {
    for (Map.Entry<String, Object> one : from.entrySet()) {
      final Object value = one.getValue();
      final Set<String> of = value instanceof String ? TEXTS : value instanceof Long ? NUMBERS : TRUTHS;
      if (!of.contains(one.getKey())) throw new IllegalArgumentException("\"" + one.getKey() + "\" is not taken so");
    }
    to.clear().id((String) from.get("id")).payer((String) from.get("payer")).payee((String) from.get("payee"))
        .remark((String) from.get("remark")).uiLanguage((String) from.get("language"))
        .amountMinor(number(from, "amount_minor")).timeUs(number(from, "time_us"))
        .balanceBeforeMinor((Long) from.get("balance_before_minor"));
    if (from.get("channel") != null) to.channel(channel((String) from.get("channel")));
    if (from.get("on_call") != null) to.session().onCall((Boolean) from.get("on_call"));
    if (from.get("screen_shared") != null) to.session().screenShared((Boolean) from.get("screen_shared"));
  }

  private static Channel channel(String name) {
    for (Channel one : Channel.values()) if (one.name().toLowerCase(Locale.ROOT).equals(name)) return one;
    throw new IllegalArgumentException("there is no channel \"" + name + "\"");
  }

  private static long number(Map<String, Object> from, String name) {
    final Object value = from.get(name);
    if (value == null) throw new IllegalArgumentException("\"" + name + "\" is missing");
    return (Long) value;
  }

  /** Scores a transfer and posts it, unless it is held. */
  String post(Map<String, Object> transfer) throws InterruptedException {
    final Desk desk = desks.take();
    try {
      fill(desk.transfer, transfer);
      desk.context.score(desk.transfer, desk.decision);
      final boolean hold = desk.decision.outcome() == Outcome.HOLD;
      if (hold) held.put((String) transfer.get("id"), transfer);
      tell(desk, hold ? EventKind.HELD : EventKind.SETTLED, transfer, number(transfer, "time_us"));
      return answer(desk.decision, (String) transfer.getOrDefault("language", "zh"));
    } finally {
      desks.add(desk);
    }
  }

  /** Lets a held transfer go on; false where none of this id is held. */
  boolean release(String id, long timeUs) throws InterruptedException {
    final Map<String, Object> transfer = held.remove(id);
    if (transfer == null) return false;
    final Desk desk = desks.take();
    try {
      tell(desk, EventKind.RELEASED, transfer, timeUs);
      tell(desk, EventKind.SETTLED, transfer, timeUs);
      return true;
    } catch (FraudRiskException error) {
      held.put(id, transfer);
      throw error;
    } finally {
      desks.add(desk);
    }
  }

  private static void tell(Desk desk, EventKind kind, Map<String, Object> transfer, long timeUs) {
    desk.event.clear().kind(kind).timeUs(timeUs).transferId((String) transfer.get("id"))
        .payer((String) transfer.get("payer")).payee((String) transfer.get("payee"))
        .amountMinor(number(transfer, "amount_minor"));
    desk.context.observe(desk.event);
  }

  private String answer(Decision decision, String language) {
    String words;
    try (Policy policy = engine.policy()) {
      words = policy.words(decision, Audience.CUSTOMER, language);
    } catch (FraudRiskException error) {
      words = ""; // another policy came into force meanwhile, or it has no words
    }
    return "{\"outcome\":\"" + decision.outcome().name().toLowerCase(Locale.ROOT) + "\",\"score\":"
        + decision.score() + ",\"scam\":" + FlatJson.quoted(decision.scam()) + ",\"hold_until_us\":"
        + decision.holdUntilUs() + ",\"words\":" + FlatJson.quoted(words) + "}";
  }
}
