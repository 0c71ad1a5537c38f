package org.vedette.gateway.sip.call;

import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import java.util.function.IntFunction;
import org.jspecify.annotations.Nullable;
import org.vedette.gateway.sip.link.Dialer;
import org.vedette.gateway.sip.link.Link;
import org.vedette.gateway.sip.link.LinkException;
import org.vedette.gateway.sip.message.CSeq;
import org.vedette.gateway.sip.message.Headers;
import org.vedette.gateway.sip.message.SipMessage;
import org.vedette.gateway.sip.message.SipRequest;
import org.vedette.gateway.sip.message.SipResponse;
import org.vedette.gateway.sip.message.Via;

/**
 * This server as a SIP user agent of one trunk: keeps the link, finds for each message the
 * transaction or call that it belongs to. Everything goes through the trunk, as through an outbound
 * proxy (RFC 3261 section 8.1.2): no address that a peer names is ever sent a message to. On the
 * loop only, but for what links tell.
 */
public final class UserAgent implements Link.Listener, AutoCloseable {
  static final String ALLOW = "INVITE, ACK, CANCEL, BYE, OPTIONS, INFO";
  private static final String NAME = "Vedette";

  /** Most messages that came in and wait: what floods the link costs no memory. */
  private static final int MOST_UNREAD = 2000;

  private static final Duration LOOK = Duration.ofMillis(20);

  private final Loop loop;
  private final Dialer dialer;
  private final Account account;
  private final Timers timers;
  private final IntFunction<byte[]> random;
  private final ExecutorService connector;
  private final Map<String, ClientTransaction> transactions = new HashMap<>();
  private final Map<String, SipCall> calls = new HashMap<>();
  private final RecentResponses recent = new RecentResponses();
  private final List<Consumer<Link>> waiting = new ArrayList<>();
  private final List<Consumer<LinkException>> waitingToFail = new ArrayList<>();
  private final AtomicInteger unread = new AtomicInteger();
  private @Nullable Link current;
  private boolean connecting;
  private boolean closed;

  /**
   * Begins without a link.
   *
   * @param random gives so many octets of a strong source
   */
  public UserAgent(
      Loop loop,
      Dialer dialer,
      Account account,
      Timers timers,
      IntFunction<byte[]> random,
      String threads) {
    this.loop = loop;
    this.dialer = dialer;
    this.account = account;
    this.timers = timers;
    this.random = random;
    this.connector =
        new ThreadPoolExecutor(
            0,
            1,
            5,
            TimeUnit.SECONDS,
            new LinkedBlockingQueue<>(4),
            run -> {
              Thread thread = new Thread(run, threads + "-connect");
              thread.setDaemon(true);
              return thread;
            },
            new ThreadPoolExecutor.DiscardPolicy());
  }

  Loop loop() {
    return loop;
  }

  Timers timers() {
    return timers;
  }

  Account account() {
    return account;
  }

  /** Returns hexadecimal digits by chance, two for each octet. */
  String random(int octets) {
    return HexFormat.of().formatHex(random.apply(octets));
  }

  /** Hands an open link to one of the two, at once or when it is known. */
  public void withLink(Consumer<Link> use, Consumer<LinkException> failed) {
    Link link = current;
    if (link != null && link.open()) {
      use.accept(link);
      return;
    }
    waiting.add(use);
    waitingToFail.add(failed);
    if (!connecting && !closed) {
      connecting = true;
      connector.execute(this::connect);
    }
  }

  private void connect() {
    try {
      Link opened = dialer.open(this);
      loop.execute(() -> connected(opened));
    } catch (LinkException failed) {
      loop.execute(() -> failed(failed));
    }
  }

  private void connected(Link opened) {
    connecting = false;
    if (closed) {
      opened.close();
      return;
    }
    current = opened;
    List<Consumer<Link>> told = List.copyOf(waiting);
    waiting.clear();
    waitingToFail.clear();
    told.forEach(each -> each.accept(opened));
  }

  private void failed(LinkException why) {
    connecting = false;
    List<Consumer<LinkException>> told = List.copyOf(waitingToFail);
    waiting.clear();
    waitingToFail.clear();
    told.forEach(each -> each.accept(why));
  }

  /** Gives the link up, because nobody answers there: the next one may go to another address. */
  public void renew() {
    Link link = current;
    if (link != null && transactions.isEmpty() && calls.isEmpty()) {
      dialer.failed();
      link.close();
      current = null;
    }
  }

  /** Returns the one Via of a new request (8.1.1.7), asking for symmetry (RFC 3581). */
  Headers via(Link link) {
    return Headers.none()
        .with(
            "Via",
            "SIP/2.0/"
                + link.transport()
                + " "
                + link.sentBy()
                + ";branch="
                + Via.COOKIE
                + random(12)
                + ";rport");
  }

  /** Returns what every request outside and inside of dialogs has (8.1.1). */
  Headers common() {
    return Headers.none().with("Max-Forwards", "70").with("User-Agent", NAME);
  }

  /** Returns the address at which the trunk reaches us (8.1.1.8). */
  String contact(Link link) {
    String transport = link.transport().equals("UDP") ? "" : ";transport=" + link.transport();
    String address = account.self() + "@" + link.sentBy() + transport;
    return "<sip:" + address.replace("TCP", "tcp").replace("TLS", "tls") + ">";
  }

  ClientTransaction transact(Link link, SipRequest request, ClientTransaction.User user) {
    String key = key(request);
    ClientTransaction transaction =
        new ClientTransaction(loop, timers, link, request, user, () -> transactions.remove(key));
    transactions.put(key, transaction);
    transaction.start();
    return transaction;
  }

  /** 17.1.3: branch and method belong together. */
  private static String key(SipMessage message) {
    return message.branch() + " " + message.cseq().map(CSeq::method).orElse("");
  }

  void add(SipCall call) {
    calls.put(call.callId(), call);
  }

  /** Forgets a call once no repetition of its messages can come any more. */
  void forget(SipCall call) {
    loop.after(timers.longest(), () -> calls.remove(call.callId()));
  }

  @Override
  public void received(Link link, SipMessage message, InetSocketAddress from) {
    if (unread.incrementAndGet() > MOST_UNREAD) {
      // As lost as a datagram that the network has no room for.
      unread.decrementAndGet();
      return;
    }
    loop.execute(
        () -> {
          unread.decrementAndGet();
          if (message instanceof SipResponse response) {
            response(response);
          } else if (message instanceof SipRequest request) {
            request(link, request, from);
          }
        });
  }

  private void response(SipResponse response) {
    ClientTransaction transaction = transactions.get(key(response));
    SipCall call = calls.get(response.callId());
    if (transaction != null) {
      transaction.received(response);
    } else if (call != null && response.success()) {
      // 13.2.2.4: repetitions of a success, and successes of other branches.
      call.successAgain(response);
    }
  }

  private void request(Link link, SipRequest request, InetSocketAddress from) {
    SipCall call = calls.get(request.callId());
    if (request.method().equals("ACK")) {
      if (call != null) {
        call.acknowledged(request);
      }
      return;
    }
    recent
        .answer(request, () -> Answers.to(request, call, random(6)))
        .ifPresent(answer -> link.reply(answer, from));
  }

  @Override
  public void broken(Link link, String why) {
    loop.execute(
        () ->
            List.copyOf(transactions.values()).stream()
                .filter(each -> each.link() == link)
                .forEach(each -> each.fail(why)));
  }

  /** Completes once all requests are answered, or after so many looks, 20 ms apart. */
  public CompletionStage<Boolean> quiet(int looks) {
    CompletableFuture<Boolean> quiet = new CompletableFuture<>();
    look(looks, quiet);
    return quiet;
  }

  private void look(int looks, CompletableFuture<Boolean> quiet) {
    boolean still = transactions.values().stream().noneMatch(ClientTransaction::open);
    if (still || looks <= 0) {
      quiet.complete(still);
    } else {
      loop.after(LOOK, () -> look(looks - 1, quiet));
    }
  }

  /** Ends the link and all that waits for it. */
  @Override
  public void close() {
    closed = true;
    Link link = current;
    if (link != null) {
      link.close();
    }
    connector.shutdownNow();
  }
}
