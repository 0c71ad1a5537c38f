package org.vedette.ldap;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.UnknownHostException;
import java.nio.channels.SocketChannel;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.SSLParameters;
import org.jspecify.annotations.Nullable;
import org.vedette.api.directory.DirectoryServers;
import org.vedette.api.directory.DirectoryServers.Protection;
import org.vedette.api.directory.DirectoryServers.Server;
import org.vedette.listener.ModernTls;
import org.vedette.listener.ldap.BrokenException;
import org.vedette.listener.ldap.Wire;

/**
 * One connection to a directory: the first of its servers that can be reached, protected as the
 * directory's settings say, under the name in its certificate. For the thread of its loop alone.
 */
final class Backend implements Wire.User {
  /** Who uses it. */
  interface Owner {
    /** A message came. */
    void message(byte[] bytes) throws BrokenException;

    /** Few messages wait to be sent, after there were many. */
    void few();

    /** It is over, or never began; told once, unless it was closed. */
    void lost(String why);
  }

  private static final Duration GAP = Duration.ofSeconds(5);
  private static final long PATIENCE_NANOS = TimeUnit.SECONDS.toNanos(5);
  private static final int TLS_REQUEST = 1;

  private final Shared shared;
  private final Wire.Means means;
  private final String directory;
  private final Owner owner;
  private final Queue<byte[]> early = new ArrayDeque<>();
  private final Deque<Server> left = new ArrayDeque<>();
  private int earlyBytes;
  private @Nullable DirectoryServers servers;
  private @Nullable Server server;
  private @Nullable Wire wire;
  private boolean open;
  private boolean closed;
  private String why = "";

  Backend(Shared shared, Wire.Means means, String directory, Owner owner) {
    this.shared = shared;
    this.means = means;
    this.directory = directory;
    this.owner = owner;
  }

  /**
   * Looks for a server; waits up to 5 s for the directory's bundle, which may be being replaced.
   */
  void begin() {
    shared
        .directories()
        .await(directory, GAP)
        .whenComplete((found, failure) -> means.loop().execute(() -> found(found)));
  }

  /** Sends a message, now or once it is connected. */
  void send(byte[] bytes) {
    Wire now = wire;
    if (open && now != null) {
      now.send(bytes);
    } else {
      early.add(bytes);
      earlyBytes += bytes.length;
    }
  }

  /** Whether so much waits to be sent that no more should come. */
  boolean isFull() {
    Wire now = wire;
    return open && now != null ? now.isFull() : earlyBytes > Limits.WAITING;
  }

  void pause() {
    Wire now = wire;
    if (now != null) {
      now.pause();
    }
  }

  void resume() {
    Wire now = wire;
    if (now != null) {
      now.resume();
    }
  }

  /** Ends it; nobody is told. */
  void close() {
    closed = true;
    Wire now = wire;
    if (now != null && open) {
      // RFC 4511 section 4.3. It is sent, if it can be, before the next task is done.
      now.send(Replies.unbind());
      means.loop().execute(() -> now.end("closed"));
    } else if (now != null) {
      now.end("closed");
    }
  }

  /** Looks at deadlines. */
  void tick() {
    Wire now = wire;
    if (now != null) {
      now.tick();
      if (!open && now.isOver(PATIENCE_NANOS)) {
        now.end("it did not answer within 5 s");
      } else if (open && now.isStalled(TimeUnit.SECONDS.toNanos(60))) {
        now.end("it stopped in the middle of an answer, or reads nothing any more");
      }
    }
  }

  private void found(@Nullable Optional<DirectoryServers> found) {
    if (closed) {
      return;
    }
    if (found == null || found.isEmpty()) {
      why = "the directory is not configured, or its bundle is missing";
    } else {
      servers = found.get();
      left.addAll(found.get().servers());
    }
    next();
  }

  private void next() {
    Server to = left.poll();
    server = to;
    if (to == null) {
      lost(why.isEmpty() ? "it has no servers" : why);
      return;
    }
    try {
      means
          .slow()
          .execute(
              () -> {
                @Nullable InetAddress address = resolve(to.host());
                means.loop().execute(() -> connect(to, address));
              });
    } catch (RejectedExecutionException closing) {
      lost("the listener is being closed");
    }
  }

  private static @Nullable InetAddress resolve(String host) {
    try {
      return InetAddress.getByName(host);
    } catch (UnknownHostException unknown) {
      return null;
    }
  }

  private void connect(Server to, @Nullable InetAddress address) {
    if (closed) {
      return;
    }
    if (address == null) {
      failed("its name is unknown: " + to.host());
      return;
    }
    try {
      SocketChannel channel = SocketChannel.open();
      try {
        Wire next = new Wire(channel, means, () -> shared.limits().get().response(), this);
        wire = next;
        next.connect(new InetSocketAddress(address, to.port()));
      } catch (IOException refused) {
        channel.close();
        throw refused;
      }
    } catch (IOException refused) {
      failed(String.valueOf(refused.getMessage()));
    }
  }

  @Override
  public void connected() throws IOException {
    Wire now = wire;
    Server to = server;
    if (now == null || to == null) {
      return;
    }
    if (to.protection() == Protection.NONE) {
      opened();
    } else if (to.protection() == Protection.TLS) {
      now.secure(engine(to));
    } else {
      now.send(Replies.askForTls(TLS_REQUEST));
    }
  }

  @Override
  public void secured() {
    opened();
  }

  @Override
  public boolean message(byte[] bytes) throws BrokenException {
    if (open) {
      if (!closed) {
        owner.message(bytes);
      }
      return !closed;
    }
    Message answer = Message.read(bytes);
    Wire now = wire;
    Server to = server;
    if (now == null || to == null || answer.id() != TLS_REQUEST || answer.result() != 0) {
      throw new BrokenException("it refuses StartTLS");
    }
    now.secure(engine(to));
    return false;
  }

  @Override
  public void broken(String reason) {
    Wire now = wire;
    if (now != null) {
      now.end(reason);
    }
  }

  @Override
  public void few() {
    if (!closed) {
      owner.few();
    }
  }

  @Override
  public void ended(String reason) {
    if (closed) {
      return;
    }
    if (open) {
      lost(reason);
    } else {
      failed(reason);
    }
  }

  private void opened() {
    Wire now = wire;
    open = true;
    if (now != null) {
      early.forEach(now::send);
    }
    early.clear();
    earlyBytes = 0;
    if (!closed) {
      owner.few();
    }
  }

  private void failed(String reason) {
    wire = null;
    DirectoryServers all = servers;
    Server to = server;
    if (all != null && to != null) {
      why = to.host() + ":" + to.port() + ": " + reason;
      all.failed(to, reason);
    }
    next();
  }

  private void lost(String reason) {
    closed = true;
    early.clear();
    owner.lost(reason);
  }

  private SSLEngine engine(Server to) {
    DirectoryServers all = servers;
    if (all == null) {
      throw new IllegalStateException("no server was found yet");
    }
    SSLEngine engine = all.tls().createSSLEngine(to.host(), to.port());
    engine.setUseClientMode(true);
    SSLParameters parameters = ModernTls.of(engine.getSSLParameters());
    // RFC 4513 section 3.1.3: the certificate must be of the name that was connected to.
    parameters.setEndpointIdentificationAlgorithm("LDAPS");
    engine.setSSLParameters(parameters);
    return engine;
  }
}
