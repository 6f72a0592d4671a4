// SPDX-License-Identifier: Apache-2.0
package org.fraudrisk.service;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.LongSupplier;
import org.fraudrisk.Band;
import org.fraudrisk.Channel;
import org.fraudrisk.Context;
import org.fraudrisk.Decision;
import org.fraudrisk.Engine;
import org.fraudrisk.ErrorDetail;
import org.fraudrisk.Event;
import org.fraudrisk.EventKind;
import org.fraudrisk.Fr;
import org.fraudrisk.FraudRisk;
import org.fraudrisk.Outcome;
import org.fraudrisk.Policy;
import org.fraudrisk.Response;
import org.fraudrisk.Status;
import org.fraudrisk.Transfer;

/**
 * The posting path: scores, does what the decision says, and tells the engine what became of it. Each payment is known
 * by its id for good, so that the retry of a request whose answer got lost moves no money: in a bank that is the
 * ledger's work, which outlives the process; here it is a map.
 */
final class Transfers implements AutoCloseable {
  private static final Set<String> TEXTS = Set.of("id", "payer", "payee", "remark", "channel", "language");
  private static final Set<String> NUMBERS = Set.of("amount_minor", "time_us", "balance_before_minor");
  private static final Set<String> TRUTHS = Set.of("on_call", "screen_shared", "confirmed_in_chinese");
  private static final List<String> NEEDED = List.of("id", "payer", "payee", "amount_minor", "time_us");

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
  private final LongSupplier clockUs;
  private final BlockingQueue<Desk> desks;
  private final Map<String, Payment> payments = new ConcurrentHashMap<>();
  private final Object[] locks = new Object[64]; // a payment's is that of its id: two requests for it take turns
  private final AtomicLong untold = new AtomicLong();

  /** The clock is what the engine is told that it is: microseconds UTC. */
  Transfers(Engine engine, int threads, LongSupplier clockUs) {
    this.engine = engine;
    this.clockUs = clockUs;
    Arrays.setAll(locks, i -> new Object());
    desks = new ArrayBlockingQueue<>(threads);
    for (int i = 0; i < threads; i++) desks.add(new Desk(engine.newContext()));
  }

  @Override
  public void close() {
    for (Desk desk : desks) desk.context.close();
  }

  /** Events that the engine did not take in; a bank tells them again from its ledger. */
  long untold() {
    return untold.get();
  }

  private Object lockOf(String id) {
    return locks[Math.floorMod(id.hashCode(), locks.length)];
  }

  private static void fill(Transfer to, Map<String, Object> from) {
    for (Map.Entry<String, Object> one : from.entrySet()) {
      final Object value = one.getValue();
      final Set<String> of = value instanceof String ? TEXTS : value instanceof Long ? NUMBERS : TRUTHS;
      if (!of.contains(one.getKey())) throw new IllegalArgumentException("\"" + one.getKey() + "\" is not taken so");
    }
    for (String name : NEEDED)
      if (!from.containsKey(name)) throw new IllegalArgumentException("\"" + name + "\" is missing");
    to.clear().id((String) from.get("id")).payer((String) from.get("payer")).payee((String) from.get("payee"))
        .remark((String) from.get("remark")).uiLanguage((String) from.get("language"))
        .amountMinor(number(from, "amount_minor")).timeUs(number(from, "time_us"))
        .balanceBeforeMinor((Long) from.get("balance_before_minor"));
    if (from.get("channel") != null) to.channel(channel((String) from.get("channel")));
    if (from.get("on_call") != null) to.session().onCall((Boolean) from.get("on_call"));
    if (from.get("confirmed_in_chinese") != null)
      to.session().confirmedInChinese((Boolean) from.get("confirmed_in_chinese"));
    if (from.get("screen_shared") != null) to.session().screenShared((Boolean) from.get("screen_shared"));
  }

  private static Channel channel(String name) {
    for (Channel one : Channel.values()) if (one.name().toLowerCase(Locale.ROOT).equals(name)) return one;
    throw new IllegalArgumentException("there is no channel \"" + name + "\"");
  }

  private static long number(Map<String, Object> from, String name) {
    return (Long) from.get(name);
  }

  /** Takes a payment in; one that is known already is answered from what is known. */
  String post(Map<String, Object> order) throws InterruptedException, Refusal {
    final Desk desk = desk();
    try {
      fill(desk.transfer, order);
      final String id = (String) order.get("id");
      synchronized (lockOf(id)) {
        final Payment known = payments.get(id);
        if (known == null) return decide(desk, id, order);
        if (!known.isThatOf(order)) throw Refusal.because(409, "this id belongs to another payment");
        return retry(known);
      }
    } finally {
      desks.add(desk);
    }
  }

  /** It is settled, or waits, already: no score, no event, no money. What was decided is said as long as it matters. */
  private static String retry(Payment known) {
    final boolean over = known.state == Payment.State.SETTLED || known.state == Payment.State.CANCELLED;
    return "{\"state\":" + name(known.state) + ",\"retry\":true" + (over ? "" : "," + known.answer) + "}";
  }

  private static String name(Payment.State state) {
    return FlatJson.quoted(state.word());
  }

  /**
   * The engine reads no clock, and refuses what lies too far ahead of all that it has seen. Told the time with each
   * request, it takes the first payment after a quiet weekend.
   */
  private Desk desk() throws InterruptedException {
    engine.tick(clockUs.getAsLong());
    return desks.take();
  }

  private String decide(Desk desk, String id, Map<String, Object> order) throws Refusal {
    final Decision decision = desk.decision;
    try (Policy before = engine.policy()) {
      final int status = desk.context.tryScore(desk.transfer, decision);
      final String said = Answers.decision(decision, status);
      if (status < 0 && FraudRisk.statusBand(status) == Band.INPUT) { // the order itself is wrong, and nothing is done
        final ErrorDetail why = desk.context.lastError();
        throw new Refusal(422, "{\"error\":" + FlatJson.quoted(FraudRisk.statusName(status) + ": " + why.message())
            + ",\"field\":" + FlatJson.quoted(why.field()) + "," + said + "}");
      }
      // Where the engine could not decide, the decision is what the policy says of errors, and is acted on like any
      // other. Nothing was recorded then, so the engine is told of the payment as of a past one.
      if (status < 0) transferred(desk, number(order, "time_us"));
      final String words = Answers.words(decision, (String) order.getOrDefault("language", "zh"), before,
          engine::policy);
      final Payment payment = new Payment(order, stateOf(decision),
          (decision.actions() & Fr.ACTION_REFUSE) != 0, said + ",\"words\":" + FlatJson.quoted(words));
      payments.put(id, payment);
      carriedOut(desk, payment);
      return "{\"state\":" + name(payment.state) + "," + payment.answer + "}";
    }
  }

  private static Payment.State stateOf(Decision decision) {
    if (decision.outcome() == Outcome.ALLOW) return Payment.State.SETTLED;
    // Whoever acts in the customer's place would confirm a warning himself: it waits until the customer was called.
    final boolean another = Boolean.FALSE.equals(decision.victimPresent());
    if (decision.outcome() != Outcome.HOLD && !another) return Payment.State.ASKED;
    final boolean delays = (decision.flags() & Fr.FLAG_DELAYED) != 0 && !another;
    return delays ? Payment.State.DELAYED : Payment.State.HELD;
  }

  private void carriedOut(Desk desk, Payment payment) {
    final long timeUs = number(payment.order, "time_us");
    switch (payment.state) {
      case SETTLED: tell(desk, EventKind.SETTLED, payment, timeUs); break;
      case HELD: tell(desk, EventKind.HELD, payment, timeUs); break;
      case DELAYED: tell(desk, EventKind.DELAYED, payment, timeUs); break;
      default: break; // the customer is asked; nothing became of it yet
    }
  }

  /** Does "release", "confirm" or "cancel" to a payment; null where there is none of this id, or no such deed. */
  String follow(String id, String deed, long timeUs) throws InterruptedException, Refusal {
    final Desk desk = desk();
    try {
      synchronized (lockOf(id)) {
        final Payment payment = payments.get(id);
        if (payment == null) return null;
        switch (deed) {
          case "release": return release(desk, payment, timeUs);
          case "confirm": return confirm(desk, payment, timeUs);
          case "cancel": return cancel(desk, payment, timeUs);
          default: return null;
        }
      }
    } finally {
      desks.add(desk);
    }
  }

  private String release(Desk desk, Payment payment, long timeUs) throws Refusal {
    if (payment.state == Payment.State.SETTLED) return retry(payment);
    if (!payment.waits()) throw Refusal.because(409, "this payment is " + payment.state.word());
    if (payment.mustNotGo) throw Refusal.because(409, "the law or an order says that it must not go");
    payment.state = Payment.State.SETTLED;
    tell(desk, EventKind.RELEASED, payment, timeUs);
    tell(desk, EventKind.SETTLED, payment, timeUs);
    return "{\"state\":\"settled\"}";
  }

  private String confirm(Desk desk, Payment payment, long timeUs) throws Refusal {
    if (payment.state == Payment.State.SETTLED) return retry(payment);
    if (payment.state != Payment.State.ASKED)
      throw Refusal.because(409, "this payment is " + payment.state.word());
    payment.state = Payment.State.SETTLED;
    desk.event.clear().kind(EventKind.RESPONSE).timeUs(timeUs).customer((String) payment.order.get("payer"))
        .response(Response.CONTINUED);
    told(desk);
    tell(desk, EventKind.SETTLED, payment, timeUs);
    return "{\"state\":\"settled\"}";
  }

  private String cancel(Desk desk, Payment payment, long timeUs) throws Refusal {
    if (payment.state == Payment.State.CANCELLED) return retry(payment);
    if (payment.state == Payment.State.SETTLED) throw Refusal.because(409, "this payment is settled");
    payment.state = Payment.State.CANCELLED;
    tell(desk, EventKind.CANCELLED, payment, timeUs);
    return "{\"state\":\"cancelled\"}";
  }

  private void tell(Desk desk, EventKind kind, Payment payment, long timeUs) {
    final Map<String, Object> order = payment.order;
    desk.event.clear().kind(kind).timeUs(timeUs).transferId((String) order.get("id"))
        .payer((String) order.get("payer")).payee((String) order.get("payee"))
        .amountMinor(number(order, "amount_minor")).transferTimeUs(number(order, "time_us"));
    told(desk);
  }

  private void transferred(Desk desk, long timeUs) {
    desk.event.clear().kind(EventKind.TRANSFERRED).timeUs(timeUs).transfer(desk.transfer)
        .statusCode(Fr.TRANSFER_ATTEMPTED);
    told(desk);
  }

  /** Money moves by the ledger: what the engine cannot take in stops nothing. */
  private void told(Desk desk) {
    if (desk.context.tryObserve(desk.event) < 0) untold.incrementAndGet();
  }
}
