package org.vedette.eap;

import java.time.Duration;
import java.time.InstantSource;
import java.util.Optional;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;
import java.util.function.LongSupplier;
import org.vedette.api.auth.Outcome;
import org.vedette.api.eap.EapMessage;
import org.vedette.api.eap.EapQuestion;
import org.vedette.api.eap.EapReply;
import org.vedette.api.eap.EapServer;
import org.vedette.api.lifecycle.Health;
import org.vedette.api.lifecycle.InFlight;
import org.vedette.api.secret.SecretVault;
import org.vedette.codec.eap.EapPacket;
import org.vedette.codec.eap.EapType;

/** EAP without OSGi: finds the conversation of each message, on a bounded pool. Thread-safe. */
final class EapEngine implements EapServer, AutoCloseable {
  /** Handshakes that may wait for a processor; beyond that a client had better try again. */
  private static final int MOST_WAITING = 1024;

  private static final int STATE = 16;

  /** What a network access server sends to begin (RFC 3579 section 2.1): no more than a header. */
  private static final int EAP_START = 2;

  private static final Duration DRAIN = Duration.ofSeconds(2);
  private static final Duration QUIET = Duration.ofMillis(400);

  private final AtomicInteger threads = new AtomicInteger();
  private final InFlight inFlight = new InFlight();
  private final SecretVault vault;
  private final Certificates certificates;
  private final Conversations conversations;
  private final Sessions sessions;
  private final Methods methods;
  private final ThreadPoolExecutor pool;
  private volatile EapSettings settings;

  EapEngine(SecretVault vault, InstantSource clock, LongSupplier nanoTime, EapSettings settings) {
    this.vault = vault;
    this.settings = settings;
    certificates = new Certificates(settings.identity(), clock);
    conversations = new Conversations(nanoTime);
    sessions = new Sessions(nanoTime);
    methods = new Methods(() -> this.settings, certificates::key, sessions, vault, clock);
    int workers = Math.max(1, Runtime.getRuntime().availableProcessors());
    pool =
        new ThreadPoolExecutor(
            workers,
            workers,
            30,
            TimeUnit.SECONDS,
            new ArrayBlockingQueue<>(MOST_WAITING),
            run -> {
              Thread thread = new Thread(run, "vedette-eap-" + threads.incrementAndGet());
              thread.setDaemon(true);
              return thread;
            });
    pool.allowCoreThreadTimeOut(true);
  }

  void configure(EapSettings next) {
    settings = next;
    certificates.configure(next.identity());
  }

  /** Looks after files and ends what is too old. Called every few seconds. */
  void tend() {
    certificates.refresh();
    conversations.sweep(TimeUnit.SECONDS.toNanos(settings.idleSeconds()));
    sessions.sweep();
  }

  @Override
  public CompletionStage<EapReply> receive(
      EapMessage message, Function<EapQuestion, CompletionStage<Outcome>> ask) {
    if (inFlight.closed()) {
      return silent("EAP is being replaced");
    }
    CompletableFuture<EapReply> reply = new CompletableFuture<>();
    try {
      pool.execute(() -> serve(message, ask, reply));
    } catch (RejectedExecutionException full) {
      return silent("too many messages of EAP wait for a processor");
    }
    return inFlight.track(() -> reply);
  }

  private void serve(
      EapMessage message,
      Function<EapQuestion, CompletionStage<Outcome>> ask,
      CompletableFuture<EapReply> reply) {
    CompletionStage<EapReply> stage;
    try {
      stage =
          message.state().isPresent()
              ? known(message, message.state().get(), ask)
              : fresh(message, ask);
    } catch (RuntimeException fault) {
      stage = silent("an error of ours: " + fault);
    }
    stage.whenComplete(
        (found, failure) ->
            reply.complete(
                found == null ? new EapReply.Silent(true, "an error of ours: " + failure) : found));
  }

  private CompletionStage<EapReply> known(
      EapMessage message, byte[] state, Function<EapQuestion, CompletionStage<Outcome>> ask) {
    Optional<Conversation> found = conversations.find(state, message.application());
    return found.isPresent()
        ? found.get().receive(message, ask)
        : CompletableFuture.completedFuture(
            new EapReply.Rejected(
                Optional.empty(), "its State belongs to no conversation that runs here"));
  }

  private CompletionStage<EapReply> fresh(
      EapMessage message, Function<EapQuestion, CompletionStage<Outcome>> ask) {
    if (certificates.key().isEmpty() && needsKey(message)) {
      return silent("there is no certificate; see the health of eap");
    }
    byte[] id = vault.random(STATE);
    Conversation begun = new Conversation(id, message.application(), methods);
    if (!conversations.add(id, begun, settings.maxConversations())) {
      return silent("too many conversations wait for people");
    }
    if (message.eap().length > EAP_START) {
      return begun.receive(message, ask);
    }
    byte[] who = EapPacket.request(id[0] & 0xFF, EapType.IDENTITY, new byte[0]).encode();
    return CompletableFuture.completedFuture(new EapReply.Continue(who, id.clone(), Move.SOON));
  }

  private static boolean needsKey(EapMessage message) {
    return Methods.types(message).stream().anyMatch(type -> type != EapType.GTC);
  }

  private static CompletionStage<EapReply> silent(String why) {
    return CompletableFuture.completedFuture(new EapReply.Silent(true, why));
  }

  int running() {
    return conversations.count();
  }

  int inFlight() {
    return inFlight.count();
  }

  Health health() {
    return certificates.health();
  }

  /** Lets what runs end for a while, then ends it. */
  @Override
  public void close() {
    inFlight.drain(DRAIN, QUIET);
    conversations.clear("EAP is being replaced");
    sessions.clear();
    pool.shutdown();
  }
}
