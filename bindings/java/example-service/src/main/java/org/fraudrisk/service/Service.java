// SPDX-License-Identifier: Apache-2.0
package org.fraudrisk.service;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Paths;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import org.fraudrisk.Engine;
import org.fraudrisk.EngineOptions;
import org.fraudrisk.FraudRiskException;
import org.fraudrisk.Policy;

/**
 * A small service on this machine alone: POST /transfers, and POST /transfers/{id}/release, …/confirm and …/cancel.
 * Arguments: a policy, a port (0: any). It is an example: a bank puts its own authentication, ledger, trust store and
 * journal there.
 */
public final class Service {
  private static final int THREADS = 4;
  private static final int MOST_BYTES = 65_536;

  private final Transfers transfers;

  private Service(Transfers transfers) {
    this.transfers = transfers;
  }

  public static void main(String[] arguments) throws IOException, InterruptedException {
    if (arguments.length != 2) throw new IllegalArgumentException("wanted: POLICY PORT");
    try (Policy policy = Policy.load(Paths.get(arguments[0]));
        Engine engine = Engine.create(new EngineOptions().acceptUnsignedPolicies(true))) {
      engine.setPolicy(policy);
      try (Transfers transfers = new Transfers(engine, THREADS, Service::nowUs)) {
        final InetSocketAddress address =
            new InetSocketAddress(InetAddress.getLoopbackAddress(), Integer.parseInt(arguments[1]));
        final HttpServer server = HttpServer.create(address, 0);
        final ExecutorService threads = Executors.newFixedThreadPool(THREADS);
        server.setExecutor(threads);
        server.createContext("/transfers", new Service(transfers)::handle);
        server.start();
        System.out.println("listening on port " + server.getAddress().getPort());
        System.in.read(); // until who started it closes our input
        server.stop(1);
        threads.shutdown();
      }
    }
  }

  private static long nowUs() {
    return TimeUnit.MILLISECONDS.toMicros(System.currentTimeMillis());
  }

  private void handle(HttpExchange exchange) throws IOException {
    int status = 200;
    String answer;
    try {
      if (!exchange.getRequestMethod().equals("POST")) throw new IllegalArgumentException("POST is wanted");
      final byte[] body = exchange.getRequestBody().readNBytes(MOST_BYTES + 1);
      if (body.length > MOST_BYTES) throw new IllegalArgumentException("more than " + MOST_BYTES + " bytes");
      answer = answer(exchange.getRequestURI().getPath(), FlatJson.read(new String(body, StandardCharsets.UTF_8)));
      if (answer == null) status = 404;
    } catch (IllegalArgumentException error) {
      status = 400;
      answer = refusal(error.getMessage());
    } catch (Refusal refused) {
      status = refused.code;
      answer = refused.answer;
    } catch (FraudRiskException error) {
      status = 503;
      answer = refusal(error.getMessage());
    } catch (InterruptedException error) {
      Thread.currentThread().interrupt();
      status = 503;
      answer = refusal("the service ends");
    }
    if (answer == null) answer = refusal("there is nothing at that path");
    final byte[] bytes = answer.getBytes(StandardCharsets.UTF_8);
    exchange.getResponseHeaders().set("Content-Type", "application/json; charset=utf-8");
    exchange.sendResponseHeaders(status, bytes.length);
    exchange.getResponseBody().write(bytes);
    exchange.close();
  }

  private static String refusal(String why) {
    return "{\"error\":" + FlatJson.quoted(why) + "}";
  }

  /** Null where there is nothing at that path. */
  private String answer(String path, Map<String, Object> body) throws InterruptedException, Refusal {
    final String[] parts = path.split("/");
    if (parts.length == 2) return transfers.post(body);
    if (parts.length != 4) return null;
    if (!(body.get("time_us") instanceof Long)) throw new IllegalArgumentException("\"time_us\" is missing");
    return transfers.follow(parts[2], parts[3], (Long) body.get("time_us"));
  }
}
