package org.vedette.gateway.mail;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLSocket;

/**
 * A mail server on loopback that misbehaves as told: what it answers to a command, or to GREETING
 * and END, stands in {@link #answers}; some words there make it do other things.
 */
final class FakeServer implements AutoCloseable {
  /** Says nothing any more. */
  static final String HANG = "hang";

  /** Waits until it is told to go on, then says the usual. */
  static final String HOLD = "hold";

  /** Closes the connection. */
  static final String CLOSE = "close";

  /** Says one octet every 20 ms, and never the end of a line. */
  static final String DRIP = "drip";

  /** Never ends its line. */
  static final String ENDLESS = "endless";

  /** Never ends its answer. */
  static final String LINES = "lines";

  final Map<String, String> answers = new ConcurrentHashMap<>();
  final List<String> heard = new CopyOnWriteArrayList<>();
  final List<String> mails = new CopyOnWriteArrayList<>();
  final AtomicInteger connections = new AtomicInteger();
  final AtomicInteger open = new AtomicInteger();

  private final ServerSocket listening;
  private final Optional<SSLContext> tls;
  private final boolean fromTheFirst;
  private final Set<Socket> sockets = ConcurrentHashMap.newKeySet();
  private final CountDownLatch closing = new CountDownLatch(1);
  private final CountDownLatch held = new CountDownLatch(1);

  /** A server without TLS. */
  FakeServer() throws IOException {
    this(Optional.empty(), false, 0);
  }

  /**
   * A server.
   *
   * @param fromTheFirst whether TLS comes before the greeting, else STARTTLS is offered
   * @param port 0 for any
   */
  FakeServer(Optional<SSLContext> tls, boolean fromTheFirst, int port) throws IOException {
    this.tls = tls;
    this.fromTheFirst = fromTheFirst;
    this.listening = new ServerSocket(port, 50, InetAddress.getByName("127.0.0.1"));
    thread(this::listen);
  }

  /** Goes on. */
  void release() {
    held.countDown();
  }

  int port() {
    return listening.getLocalPort();
  }

  private static void thread(Runnable run) {
    Thread thread = new Thread(run, "fake-mail-server");
    thread.setDaemon(true);
    thread.start();
  }

  private void listen() {
    try {
      while (true) {
        Socket socket = listening.accept();
        sockets.add(socket);
        connections.incrementAndGet();
        open.incrementAndGet();
        thread(() -> serve(socket));
      }
    } catch (IOException closed) {
      // The test is over.
    }
  }

  private void serve(Socket socket) {
    try (socket) {
      new Dialog(socket).run();
    } catch (IOException | InterruptedException gone) {
      // The client has closed, or the test is over.
    } finally {
      open.decrementAndGet();
    }
  }

  @Override
  public void close() throws IOException {
    closing.countDown();
    listening.close();
    for (Socket each : sockets) {
      each.close();
    }
  }

  private final class Dialog {
    private Socket socket;
    private BufferedReader in;
    private OutputStream out;
    private boolean secure;

    Dialog(Socket socket) throws IOException {
      this.socket = socket;
      if (fromTheFirst) {
        encrypt();
      } else {
        streams();
      }
    }

    private void streams() throws IOException {
      in = new BufferedReader(new InputStreamReader(socket.getInputStream(), UTF_8));
      out = socket.getOutputStream();
    }

    private void encrypt() throws IOException {
      SSLSocket wrapped =
          (SSLSocket)
              tls.orElseThrow().getSocketFactory().createSocket(socket, "localhost", 0, true);
      wrapped.setUseClientMode(false);
      wrapped.startHandshake();
      socket = wrapped;
      secure = true;
      streams();
    }

    void run() throws IOException, InterruptedException {
      if (!say("GREETING", "220 mail.test ESMTP")) {
        return;
      }
      for (String line = in.readLine(); line != null; line = in.readLine()) {
        heard.add((secure ? "tls " : "") + line);
        String verb = line.split(" ", 2)[0].toUpperCase(Locale.ROOT);
        if (!say(verb, usual(verb))) {
          return;
        }
        boolean yes = !answers.containsKey(verb);
        if (verb.equals("STARTTLS") && yes) {
          encrypt();
        } else if (verb.equals("DATA") && yes) {
          mail();
          if (!say("END", "250 2.0.0 Ok: queued as 4F3A")) {
            return;
          }
        }
      }
    }

    private String usual(String verb) {
      return switch (verb) {
        case "EHLO" ->
            "250-mail.test\r\n"
                + (tls.isPresent() && !secure ? "250-STARTTLS\r\n" : "")
                + (secure ? "250-AUTH PLAIN LOGIN XOAUTH2\r\n" : "")
                + "250 ENHANCEDSTATUSCODES";
        case "STARTTLS" -> "220 go ahead";
        case "AUTH" -> "235 2.7.0 accepted";
        case "DATA" -> "354 go ahead";
        case "QUIT" -> "221 bye";
        default -> "250 2.1.0 Ok";
      };
    }

    private void mail() throws IOException {
      StringBuilder mail = new StringBuilder();
      for (String line = in.readLine(); line != null && !line.equals("."); line = in.readLine()) {
        mail.append(line.startsWith(".") ? line.substring(1) : line).append("\r\n");
      }
      mails.add(mail.toString());
    }

    private boolean say(String verb, String usual) throws IOException, InterruptedException {
      String answer = answers.getOrDefault(verb, usual);
      switch (answer) {
        case HANG -> {
          boolean over = closing.await(60, TimeUnit.SECONDS);
          return !over;
        }
        case HOLD -> {
          boolean released = held.await(60, TimeUnit.SECONDS);
          write(usual + "\r\n");
          return released;
        }
        case CLOSE -> {
          return false;
        }
        case DRIP -> {
          while (!closing.await(20, TimeUnit.MILLISECONDS)) {
            write("2");
          }
          return false;
        }
        case ENDLESS -> {
          while (closing.getCount() > 0) {
            write("250 and so on ".repeat(100));
          }
          return false;
        }
        case LINES -> {
          while (closing.getCount() > 0) {
            write("250-and so on\r\n".repeat(100));
          }
          return false;
        }
        default -> write(answer + "\r\n");
      }
      return !answer.startsWith("421");
    }

    private void write(String text) throws IOException {
      out.write(text.getBytes(UTF_8));
      out.flush();
    }
  }
}
