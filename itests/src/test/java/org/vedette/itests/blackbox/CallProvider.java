package org.vedette.itests.blackbox;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URLDecoder;
import java.net.http.HttpResponse;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A provider of telephone calls by HTTP, as Twilio is one, and the people whom it calls: each
 * number does what it was told to do.
 */
final class CallProvider implements AutoCloseable {
  static final String TOKEN = "vdtmark-call-token";

  private static final Pattern ACTION = Pattern.compile("<Gather[^>]*action=\"([^\"]+)\"");
  private static final Pattern PLAYED = Pattern.compile("<Play[^>]*>([^<]*)</Play>");
  private static final Pattern SAID = Pattern.compile("<Say[^>]*>([^<]*)</Say>");

  private final Map<String, Deque<String>> people = new ConcurrentHashMap<>();
  private final List<String> called = new CopyOnWriteArrayList<>();
  private final List<String> said = new CopyOnWriteArrayList<>();
  private final List<String> played = new CopyOnWriteArrayList<>();
  private final List<String> callers = new CopyOnWriteArrayList<>();
  private final List<String> dialled = new CopyOnWriteArrayList<>();
  private final List<String> asked = new CopyOnWriteArrayList<>();
  private final List<Throwable> faults = new CopyOnWriteArrayList<>();
  private final ExecutorService calls = Executors.newCachedThreadPool();
  private final HttpServer http;
  private final TwilioPost post;

  CallProvider(Server server) throws IOException {
    post = new TwilioPost(server, TOKEN);
    http = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    http.createContext("/2010-04-01/Accounts/AC1/Calls.json", this::order);
    http.start();
  }

  String url() {
    return "http://127.0.0.1:" + http.getAddress().getPort();
  }

  /**
   * Says what the person at a number does: an end of the call ({@code busy}, {@code no-answer}), or
   * keys, {@code #} included, for each time that keys are awaited; {@code hangup} instead of keys.
   */
  void person(String number, String... does) {
    people.put(number, new ArrayDeque<>(List.of(does)));
  }

  /** Numbers in the order in which they were called. */
  List<String> called() {
    return called;
  }

  /** All that was said, in order. */
  List<String> said() {
    return said;
  }

  /** Addresses of all sounds that were played, in order. */
  List<String> played() {
    return played;
  }

  /** Numbers that people saw, in order. */
  List<String> callers() {
    return callers;
  }

  /** What was dialled after connections. */
  List<String> dialled() {
    return dialled;
  }

  /** The address that the provider asked last, below that of the server. */
  String lastAsked() {
    return asked.get(asked.size() - 1);
  }

  /** What went wrong in calls. */
  List<Throwable> faults() {
    return faults;
  }

  private void order(HttpExchange exchange) throws IOException {
    Map<String, String> form = form(new String(exchange.getRequestBody().readAllBytes(), UTF_8));
    called.add(form.get("To"));
    callers.add(form.get("From"));
    if (form.containsKey("SendDigits")) {
      dialled.add(form.get("SendDigits"));
    }
    String sid = "CA" + called.size();
    byte[] answer = ("{\"sid\":\"" + sid + "\",\"status\":\"queued\"}").getBytes(UTF_8);
    exchange.sendResponseHeaders(201, answer.length);
    exchange.getResponseBody().write(answer);
    exchange.close();
    calls.execute(() -> call(sid, form));
  }

  private void call(String sid, Map<String, String> order) {
    try {
      Deque<String> person = people.getOrDefault(order.get("To"), new ArrayDeque<>());
      String first = person.isEmpty() ? "no-answer" : person.peek();
      if (first.equals("busy") || first.equals("no-answer")) {
        person.poll();
        end(order, sid, first);
        return;
      }
      String twiml = ask(order.get("Url"), Map.of("CallSid", sid, "CallStatus", "in-progress"));
      Matcher gather = ACTION.matcher(twiml);
      while (gather.find()) {
        String keys = person.isEmpty() ? "hangup" : person.poll();
        if (keys.equals("hangup")) {
          break;
        }
        boolean ended = keys.endsWith("#");
        twiml =
            ask(
                gather.group(1).replace("&amp;", "&"),
                Map.of(
                    "CallSid",
                    sid,
                    "CallStatus",
                    "in-progress",
                    "Digits",
                    ended ? keys.substring(0, keys.length() - 1) : keys,
                    "FinishedOnKey",
                    ended ? "#" : ""));
        gather = ACTION.matcher(twiml);
      }
      end(order, sid, "completed");
    } catch (Exception | AssertionError fault) {
      faults.add(fault);
    }
  }

  private void end(Map<String, String> order, String sid, String status) throws Exception {
    send(order.get("StatusCallback"), Map.of("CallSid", sid, "CallStatus", status));
  }

  private String ask(String url, Map<String, String> fields) throws Exception {
    HttpResponse<String> answer = send(url, fields);
    if (answer.statusCode() != 200) {
      throw new AssertionError("answered " + answer.statusCode());
    }
    SAID.matcher(answer.body()).results().forEach(it -> said.add(it.group(1)));
    PLAYED.matcher(answer.body()).results().forEach(it -> played.add(it.group(1)));
    return answer.body();
  }

  private HttpResponse<String> send(String url, Map<String, String> fields) throws Exception {
    String path = url.substring(TwilioPost.PUBLIC.length());
    asked.add(path);
    return post.send(path, fields);
  }

  private static Map<String, String> form(String body) {
    Map<String, String> form = new HashMap<>();
    for (String field : body.split("&", -1)) {
      String[] pair = field.split("=", 2);
      form.put(URLDecoder.decode(pair[0], UTF_8), URLDecoder.decode(pair[1], UTF_8));
    }
    return form;
  }

  @Override
  public void close() {
    http.stop(0);
    calls.shutdownNow();
  }
}
