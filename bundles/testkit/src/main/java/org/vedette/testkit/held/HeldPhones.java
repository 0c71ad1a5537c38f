package org.vedette.testkit.held;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.time.Duration;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * Phones of any number of users at one port: they receive prompts of the method {@code held} and
 * answer when they are told to. An answer is repeated until the server has said what became of it,
 * as an app does. Thread-safe.
 */
public final class HeldPhones implements AutoCloseable {
  private static final int MAX_LENGTH = 512;
  private static final int BUFFER = 4 << 20;
  private static final Duration AGAIN = Duration.ofMillis(250);
  private static final int MAX_SENDS = 120;

  /** What a person does with a prompt. */
  public enum Decision {
    /** Lets the sign-in go on. */
    APPROVE("approve"),
    /** Ends it. */
    DECLINE("decline");

    private final String word;

    Decision(String word) {
      this.word = word;
    }
  }

  /**
   * A prompt on a phone.
   *
   * @param token names it
   * @param number to be signed
   * @param enrollment whose phone it is on
   * @param server where to answer
   */
  public record Prompt(String token, String number, String enrollment, InetSocketAddress server) {}

  private final DatagramSocket socket;
  private final Map<String, String> keys = new ConcurrentHashMap<>();
  private final Map<String, Prompt> prompts = new ConcurrentHashMap<>();
  private final Map<String, String> results = new ConcurrentHashMap<>();
  private final AtomicInteger rings = new AtomicInteger();
  private final ScheduledExecutorService repeats =
      Executors.newSingleThreadScheduledExecutor(run -> daemon(run, "held-phones-repeat"));

  /** Switches the phones on, at a free port of loopback. */
  public HeldPhones() throws IOException {
    this(InetAddress.getLoopbackAddress());
  }

  /** Switches the phones on, at a free port of this address. */
  public HeldPhones(InetAddress address) throws IOException {
    socket = new DatagramSocket(0, address);
    socket.setReceiveBufferSize(BUFFER);
    daemon(this::read, "held-phones").start();
  }

  private static Thread daemon(Runnable run, String name) {
    Thread thread = new Thread(run, name);
    thread.setDaemon(true);
    return thread;
  }

  /** The port, for the parameter {@code phone} of an enrollment. */
  public int port() {
    return socket.getLocalPort();
  }

  /** Address and port, for the parameter {@code phone} of an enrollment at servers elsewhere. */
  public String address() {
    return socket.getLocalAddress().getHostAddress() + ":" + port();
  }

  /** The prompts that were received and not answered, in no order. */
  public List<Prompt> open() {
    return List.copyOf(prompts.values());
  }

  /** How often a prompt was received, repetitions included. */
  public int rings() {
    return rings.get();
  }

  /** What the server said of an answer: {@code granted} or {@code denied}; empty until it did. */
  public Optional<String> result(Prompt prompt) {
    return Optional.ofNullable(results.get(prompt.token()));
  }

  /**
   * Pairs the phone of an enrollment.
   *
   * @param enrollment its id
   * @param key the key that enrolling has shown
   */
  public void pair(String enrollment, String key) {
    keys.put(enrollment, key);
  }

  /**
   * Answers a prompt at another server than the one that sent it.
   *
   * @throws IllegalStateException when the phone was not paired
   */
  public void answer(Prompt prompt, Decision decision, InetSocketAddress server) {
    prompts.remove(prompt.token());
    answer(new Prompt(prompt.token(), prompt.number(), prompt.enrollment(), server), decision);
  }

  /**
   * Answers a prompt.
   *
   * @throws IllegalStateException when the phone was not paired
   */
  public void answer(Prompt prompt, Decision decision) {
    prompts.remove(prompt.token());
    String key = keys.get(prompt.enrollment());
    if (key == null) {
      throw new IllegalStateException("no phone is paired with " + prompt.enrollment());
    }
    String text =
        "answer "
            + prompt.token()
            + " "
            + decision.word
            + " "
            + sign(key, decision, HexFormat.of().parseHex(prompt.number()));
    send(prompt, text.getBytes(StandardCharsets.US_ASCII), MAX_SENDS);
  }

  private void send(Prompt prompt, byte[] datagram, int left) {
    if (left == 0 || results.containsKey(prompt.token()) || socket.isClosed()) {
      return;
    }
    try {
      socket.send(new DatagramPacket(datagram, datagram.length, prompt.server()));
      repeats.schedule(
          () -> send(prompt, datagram, left - 1), AGAIN.toMillis(), TimeUnit.MILLISECONDS);
    } catch (IOException failure) {
      if (!socket.isClosed()) {
        throw new UncheckedIOException(failure);
      }
    }
  }

  private void read() {
    DatagramPacket datagram = new DatagramPacket(new byte[MAX_LENGTH], MAX_LENGTH);
    while (!socket.isClosed()) {
      try {
        socket.receive(datagram);
        take(datagram);
      } catch (IOException failure) {
        if (!socket.isClosed()) {
          throw new UncheckedIOException(failure);
        }
      }
    }
  }

  private void take(DatagramPacket datagram) {
    String text =
        new String(datagram.getData(), 0, datagram.getLength(), StandardCharsets.US_ASCII);
    String[] words = text.split(" ", -1);
    if (words.length == 4 && words[0].equals("prompt")) {
      rings.incrementAndGet();
      InetSocketAddress server = (InetSocketAddress) datagram.getSocketAddress();
      prompts.put(words[1], new Prompt(words[1], words[2], words[3], server));
    } else if (words.length == 3 && words[0].equals("result") && !words[2].equals("unavailable")) {
      results.put(words[1], words[2]);
    }
  }

  private static String sign(String key, Decision decision, byte[] number) {
    try {
      Mac mac = Mac.getInstance("HmacSHA256");
      mac.init(new SecretKeySpec(key.getBytes(StandardCharsets.UTF_8), "HmacSHA256"));
      mac.update(decision.word.getBytes(StandardCharsets.US_ASCII));
      return HexFormat.of().formatHex(mac.doFinal(number));
    } catch (GeneralSecurityException missing) {
      throw new IllegalStateException(missing);
    }
  }

  @Override
  public void close() {
    repeats.shutdownNow();
    socket.close();
  }
}
