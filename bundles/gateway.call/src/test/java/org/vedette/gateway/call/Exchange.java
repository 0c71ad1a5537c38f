package org.vedette.gateway.call;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URLDecoder;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import javax.xml.parsers.DocumentBuilderFactory;
import org.vedette.api.delivery.GatewayCallback;
import org.vedette.api.secret.Secret;
import org.vedette.client.http.callback.Macs;
import org.w3c.dom.Document;
import org.w3c.dom.Element;

/**
 * A provider of calls on loopback, after Twilio's documentation: takes orders, and asks back,
 * signed, what to do in each call.
 */
final class Exchange implements AutoCloseable {
  private static final String BASE = "https://mfa.example/callbacks/call:main/";

  /** Orders that came. */
  final List<Map<String, String>> orders = new CopyOnWriteArrayList<>();

  /** What orders are answered. */
  volatile String answer = "{\"sid\":\"CA1\",\"status\":\"queued\"}";

  volatile int status = 201;
  volatile String key = TestSettings.TOKEN;
  private final HttpServer server;
  private GatewayCallback gateway;

  Exchange() throws IOException {
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.createContext("/2010-04-01/Accounts/AC01/Calls.json", this::order);
    server.start();
  }

  /** Calls back to {@code to}. */
  void connect(GatewayCallback to) {
    gateway = to;
  }

  String url() {
    return "http://localhost:" + server.getAddress().getPort();
  }

  private void order(HttpExchange exchange) throws IOException {
    orders.add(
        Arrays.stream(
                new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8)
                    .split("&"))
            .map(each -> each.split("=", 2))
            .collect(Collectors.toMap(each -> each[0], each -> decoded(each[1]))));
    String basic =
        "Basic "
            + Base64.getEncoder()
                .encodeToString(("AC01:" + TestSettings.TOKEN).getBytes(StandardCharsets.UTF_8));
    boolean known = basic.equals(exchange.getRequestHeaders().getFirst("Authorization"));
    byte[] body = (known ? answer : "{\"code\":20003}").getBytes(StandardCharsets.UTF_8);
    exchange.sendResponseHeaders(known ? status : 401, body.length);
    exchange.getResponseBody().write(body);
    exchange.close();
  }

  /** The person takes up the last call: what is to be done. */
  Document takenUp() throws Exception {
    return document(ask(last().get("Url"), Map.of("CallStatus", "in-progress")));
  }

  /** The person presses keys in answer to what was said. */
  Document pressed(Document asked, String digits, String end) throws Exception {
    return document(
        ask(
            gather(asked).getAttribute("action"),
            Map.of("Digits", digits, "FinishedOnKey", end, "CallStatus", "in-progress")));
  }

  /** The last call ends. */
  int ended(String status, String... more) throws Exception {
    Map<String, String> fields = new TreeMap<>(Map.of("CallStatus", status));
    for (int i = 0; i < more.length; i += 2) {
      fields.put(more[i], more[i + 1]);
    }
    return ask(last().get("StatusCallback"), fields).status();
  }

  Map<String, String> last() {
    return orders.get(orders.size() - 1);
  }

  /** Sends a form to an address that the gateway gave, signed. */
  GatewayCallback.Response ask(String url, Map<String, String> fields) throws Exception {
    if (!url.startsWith(BASE)) {
      throw new IllegalArgumentException("not ours: " + url);
    }
    Map<String, String> sorted = new TreeMap<>(fields);
    StringBuilder signed = new StringBuilder(url);
    sorted.forEach((name, value) -> signed.append(name).append(value));
    byte[] mac =
        Macs.of("HmacSHA1", Secret.of(key), signed.toString().getBytes(StandardCharsets.UTF_8));
    String form =
        sorted.entrySet().stream()
            .map(each -> each.getKey() + "=" + encoded(each.getValue()))
            .collect(Collectors.joining("&"));
    return gateway
        .handle(
            new GatewayCallback.Request(
                "POST",
                url.substring(BASE.length()),
                "",
                Map.of("x-twilio-signature", List.of(Base64.getEncoder().encodeToString(mac))),
                form.getBytes(StandardCharsets.UTF_8)))
        .toCompletableFuture()
        .get(10, TimeUnit.SECONDS);
  }

  static Document document(GatewayCallback.Response response) throws Exception {
    if (response.status() != 200 || !response.type().equals("text/xml")) {
      throw new IllegalStateException("answered " + response.status());
    }
    return DocumentBuilderFactory.newInstance()
        .newDocumentBuilder()
        .parse(new ByteArrayInputStream(response.body().getBytes(StandardCharsets.UTF_8)));
  }

  static Element gather(Document document) {
    return (Element) document.getElementsByTagName("Gather").item(0);
  }

  static Element only(Document document, String name) {
    if (document.getElementsByTagName(name).getLength() != 1) {
      throw new IllegalStateException("not one " + name);
    }
    return (Element) document.getElementsByTagName(name).item(0);
  }

  static boolean hangsUp(Document document) {
    return document.getElementsByTagName("Hangup").getLength() == 1
        && document.getElementsByTagName("Gather").getLength() == 0;
  }

  private static String encoded(String text) {
    return URLEncoder.encode(text, StandardCharsets.UTF_8);
  }

  private static String decoded(String text) {
    return URLDecoder.decode(text, StandardCharsets.UTF_8);
  }

  @Override
  public void close() {
    server.stop(0);
  }
}
