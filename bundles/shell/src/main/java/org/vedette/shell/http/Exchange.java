package org.vedette.shell.http;

import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetSocketAddress;
import java.net.ProtocolException;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import javax.net.ssl.SSLSocket;
import javax.net.ssl.SSLSocketFactory;

/**
 * One request and its response by HTTP/1.1 over TLS, on a connection of its own.
 *
 * <p>Of the clients that come with Java, one takes twice as long to load as this whole program may
 * take to answer, and the other cannot send PATCH.
 */
final class Exchange {
  private static final int CONNECT_MILLIS = 5_000;
  private static final int MAX_LINE = 16_384;
  private static final int MAX_HEADERS = 200;
  private static final int MAX_BODY = 64 * 1024 * 1024;

  /**
   * What is asked.
   *
   * @param method GET, POST, PUT, PATCH or DELETE
   * @param path path and query, encoded
   * @param authorization value of that header; empty to send none
   * @param type media type of the body
   * @param headers more headers; names and values of ASCII without line ends
   * @param body what is sent; empty to send none
   */
  record Request(
      String method,
      String path,
      String authorization,
      String type,
      Map<String, String> headers,
      byte[] body) {}

  /**
   * What was answered.
   *
   * @param status status code
   * @param headers by name in lower case
   * @param body bytes, decoded of chunks
   */
  record Response(int status, Map<String, String> headers, byte[] body) {
    Optional<String> header(String name) {
      return Optional.ofNullable(headers.get(name));
    }
  }

  private Exchange() {}

  /**
   * Connects, asks, and reads the answer.
   *
   * @param patience longest silence of the server
   * @throws IOException when there is no answer, or none that is HTTP
   */
  static Response send(SSLSocketFactory sockets, URI server, Request request, Duration patience)
      throws IOException {
    int port = server.getPort() < 0 ? 443 : server.getPort();
    try (Socket plain = new Socket()) {
      plain.connect(new InetSocketAddress(host(server), port), CONNECT_MILLIS);
      plain.setTcpNoDelay(true);
      plain.setSoTimeout((int) patience.toMillis());
      try (SSLSocket socket = (SSLSocket) sockets.createSocket(plain, host(server), port, true)) {
        socket.startHandshake();
        OutputStream out = socket.getOutputStream();
        out.write(head(server, request).getBytes(StandardCharsets.ISO_8859_1));
        out.write(request.body());
        out.flush();
        return new Reader(socket.getInputStream()).response();
      }
    }
  }

  /** Host without the brackets of an IPv6 address. */
  static String host(URI server) {
    String host = String.valueOf(server.getHost());
    return host.startsWith("[") ? host.substring(1, host.length() - 1) : host;
  }

  // RFC 9112, 3 and 5: request line and header fields.
  private static String head(URI server, Request request) {
    StringBuilder head = new StringBuilder();
    head.append(request.method()).append(' ').append(request.path()).append(" HTTP/1.1\r\n");
    head.append("Host: ").append(server.getRawAuthority()).append("\r\n");
    head.append("Connection: close\r\nUser-Agent: vedette\r\n");
    head.append("Accept: application/json, application/problem+json\r\n");
    if (!request.authorization().isEmpty()) {
      head.append("Authorization: ").append(request.authorization()).append("\r\n");
    }
    request.headers().forEach((name, value) -> field(head, name, value));
    if (request.body().length > 0) {
      head.append("Content-Type: ").append(request.type()).append("\r\n");
    }
    if (request.body().length > 0 || !request.method().equals("GET")) {
      head.append("Content-Length: ").append(request.body().length).append("\r\n");
    }
    return head.append("\r\n").toString();
  }

  private static void field(StringBuilder head, String name, String value) {
    if (!value.chars().allMatch(it -> it >= ' ' && it < 127)) {
      throw new IllegalArgumentException("header " + name + " holds what no header may hold");
    }
    head.append(name).append(": ").append(value).append("\r\n");
  }

  /** Reads a response. */
  static final class Reader {
    private final InputStream in;

    Reader(InputStream in) {
      this.in = new BufferedInputStream(in);
    }

    Response response() throws IOException {
      int status = status(line());
      Map<String, String> headers = headers();
      // RFC 9110, 15.2: interim responses come before the final one.
      while (status >= 100 && status < 200) {
        status = status(line());
        headers = headers();
      }
      return new Response(status, headers, body(status, headers));
    }

    // RFC 9112, 4: status line.
    private static int status(String line) throws ProtocolException {
      if (!line.matches("HTTP/1\\.[01] [1-5][0-9][0-9]( .*)?")) {
        throw new ProtocolException("this is no web server");
      }
      return Integer.parseInt(line.substring(9, 12));
    }

    private Map<String, String> headers() throws IOException {
      Map<String, String> headers = new HashMap<>();
      for (String line = line(); !line.isEmpty(); line = line()) {
        int colon = line.indexOf(':');
        if (colon < 1 || headers.size() >= MAX_HEADERS) {
          throw new ProtocolException("damaged header");
        }
        headers.put(
            line.substring(0, colon).toLowerCase(Locale.ROOT), line.substring(colon + 1).strip());
      }
      return headers;
    }

    // RFC 9112, 6.3: length of the body.
    private byte[] body(int status, Map<String, String> headers) throws IOException {
      if (status == 204 || status == 304) {
        return new byte[0];
      }
      if ("chunked".equalsIgnoreCase(headers.get("transfer-encoding"))) {
        return chunks();
      }
      String length = headers.get("content-length");
      if (length == null) {
        byte[] body = in.readNBytes(MAX_BODY + 1);
        limit(body.length);
        return body;
      }
      return exactly(number(length, 10));
    }

    // RFC 9112, 7.1: chunked transfer coding.
    private byte[] chunks() throws IOException {
      ByteArrayOutputStream body = new ByteArrayOutputStream();
      for (int size = chunkSize(); size > 0; size = chunkSize()) {
        limit(body.size() + size);
        body.writeBytes(exactly(size));
        if (!line().isEmpty()) {
          throw new ProtocolException("damaged chunk");
        }
      }
      headers();
      return body.toByteArray();
    }

    private int chunkSize() throws IOException {
      String line = line();
      int extension = line.indexOf(';');
      return number((extension < 0 ? line : line.substring(0, extension)).strip(), 16);
    }

    private static int number(String text, int radix) throws ProtocolException {
      try {
        int value = Integer.parseInt(text, radix);
        limit(value);
        return value;
      } catch (NumberFormatException e) {
        throw new ProtocolException("damaged length");
      }
    }

    private static void limit(int size) throws ProtocolException {
      if (size < 0 || size > MAX_BODY) {
        throw new ProtocolException("the answer is too long");
      }
    }

    private byte[] exactly(int size) throws IOException {
      byte[] bytes = in.readNBytes(size);
      if (bytes.length < size) {
        throw new EOFException("the connection ended within the answer");
      }
      return bytes;
    }

    private String line() throws IOException {
      StringBuilder line = new StringBuilder();
      for (int next = in.read(); next != '\n'; next = in.read()) {
        if (next < 0) {
          throw new EOFException("the connection ended without an answer");
        }
        if (line.length() >= MAX_LINE) {
          throw new ProtocolException("damaged header");
        }
        line.append((char) next);
      }
      int end = line.length();
      return end > 0 && line.charAt(end - 1) == '\r' ? line.substring(0, end - 1) : line.toString();
    }
  }
}
