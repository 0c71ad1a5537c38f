package org.vedette.gateway.asterisk;

import java.net.URI;
import java.net.http.WebSocket;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.vedette.client.http.wire.Outgoing.Header;
import org.vedette.client.http.wire.Wire;

/**
 * Keeps the WebSocket over which Asterisk tells what happens ("Events REST API" of its
 * documentation; RFC 6455). Lost, it is opened again, ever more slowly; silent, it is asked for a
 * sign of life and lost without one. All but the constructor, {@link #trouble} and the calls of the
 * client runs on the one thread of the switchboard.
 */
final class EventSocket {
  private static final Logger LOG = LoggerFactory.getLogger(EventSocket.class);
  private static final Duration OPENING = Duration.ofSeconds(5);
  private static final Duration PULSE = Duration.ofSeconds(15);
  private static final int LONGEST_WAIT_SECONDS = 15;
  private static final int LONGEST_EVENT = 65_536;

  /**
   * Whom it serves.
   *
   * @param gateway for the log
   * @param url with the application that it is opened for
   * @param header gives what proves who we are; empty while it cannot be read
   * @param heard gets each event
   * @param lost called when events may be missing from now on
   */
  record Use(
      String gateway,
      URI url,
      Supplier<Optional<Header>> header,
      Consumer<AriEvent> heard,
      Runnable lost) {}

  private final Wire wire;
  private final ScheduledExecutorService thread;
  private final Use use;
  private volatile String trouble = "not connected to the events of Asterisk yet";
  private @Nullable Ear current;
  private int failures;
  private boolean closed;

  EventSocket(Wire wire, ScheduledExecutorService thread, Use use) {
    this.wire = wire;
    this.thread = thread;
    this.use = use;
  }

  /** Returns why no events come; empty while they do. */
  String trouble() {
    return trouble;
  }

  /** Opens it. */
  void open() {
    if (closed) {
      return;
    }
    Optional<Header> header = use.header().get();
    if (header.isEmpty()) {
      failed("the secret cannot be read");
      return;
    }
    Ear ear = new Ear();
    wire.open(use.url(), List.of(header.get()), OPENING, ear)
        .whenComplete(
            (socket, failure) ->
                thread.execute(
                    () -> {
                      if (failure != null) {
                        // Its words may hold the URL.
                        failed("Asterisk takes no connection for events, or not ours");
                      } else {
                        opened(ear, socket);
                      }
                    }));
  }

  private void opened(Ear ear, WebSocket socket) {
    if (closed) {
      socket.abort();
      return;
    }
    current = ear;
    ear.socket = socket;
    failures = 0;
    trouble = "";
    LOG.info("Connected to the events of Asterisk: gateway={}", use.gateway());
    socket.request(1);
    pulse(ear);
  }

  /** RFC 6455 section 5.5.2: a ping is answered by a pong. */
  private void pulse(Ear ear) {
    thread.schedule(
        () -> {
          WebSocket socket = ear.socket;
          if (current != ear || socket == null) {
            return;
          }
          if (!ear.alive) {
            socket.abort();
            lost(ear, "Asterisk gives no sign of life");
            return;
          }
          ear.alive = false;
          socket.sendPing(ByteBuffer.allocate(0));
          pulse(ear);
        },
        PULSE.toMillis(),
        TimeUnit.MILLISECONDS);
  }

  private void lost(Ear ear, String why) {
    if (current == ear) {
      current = null;
      use.lost().run();
      failed(why);
    }
  }

  private void failed(String why) {
    if (closed) {
      return;
    }
    if (trouble.isEmpty() || failures == 0) {
      LOG.warn("No events of Asterisk: gateway={} why=\"{}\"", use.gateway(), why);
    }
    trouble = why;
    long wait = Math.min(1L << Math.min(failures++, 4), LONGEST_WAIT_SECONDS);
    thread.schedule(this::open, wait, TimeUnit.SECONDS);
  }

  /** Closes it for good. */
  void close() {
    closed = true;
    if (current != null && current.socket != null) {
      current.socket.abort();
    }
    current = null;
  }

  /** Listens to one connection. */
  private final class Ear implements WebSocket.Listener {
    private final StringBuilder text = new StringBuilder();
    private @Nullable WebSocket socket;
    private boolean alive = true;

    /** Nothing is asked for before the connection is the current one. */
    @Override
    public void onOpen(WebSocket opened) {}

    @Override
    public @Nullable CompletionStage<?> onText(WebSocket from, CharSequence part, boolean last) {
      text.append(part);
      if (text.length() > LONGEST_EVENT) {
        from.abort();
        thread.execute(() -> lost(this, "Asterisk sends an event without an end"));
        return CompletableFuture.completedFuture(null);
      }
      String whole = last ? text.toString() : "";
      if (last) {
        text.setLength(0);
      }
      // The next one is asked for when this one is dealt with, so that none pile up.
      thread.execute(
          () -> {
            alive = true;
            AriEvent.read(whole).ifPresent(use.heard());
            from.request(1);
          });
      return null;
    }

    @Override
    public @Nullable CompletionStage<?> onPong(WebSocket from, ByteBuffer message) {
      thread.execute(() -> alive = true);
      from.request(1);
      return null;
    }

    @Override
    public @Nullable CompletionStage<?> onClose(WebSocket from, int status, String reason) {
      thread.execute(() -> lost(this, "Asterisk closed the connection for events"));
      return null;
    }

    @Override
    public void onError(WebSocket from, Throwable failure) {
      thread.execute(() -> lost(this, "the connection for events broke"));
    }
  }
}
