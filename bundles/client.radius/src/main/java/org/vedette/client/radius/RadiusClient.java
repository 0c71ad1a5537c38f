package org.vedette.client.radius;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicInteger;
import org.vedette.codec.radius.SharedSecret;

/**
 * A RADIUS client: hides passwords, signs requests, sends the same octets again when no reply
 * comes, and believes only replies whose authenticators are right.
 *
 * <p>Thread-safe. One thread serves all its source ports; each port carries 256 requests at a time.
 */
public final class RadiusClient implements AutoCloseable {
  /** Collects how a client behaves. */
  public static final class Builder {
    private final InetSocketAddress server;
    private final String secret;
    private InetSocketAddress local = new InetSocketAddress(0);
    private int ports = 1;
    private int sends = 3;
    private Duration timeout = Duration.ofSeconds(5);
    private Protection protection = Protection.JUDGED;

    private Builder(InetSocketAddress server, String secret) {
      this.server = server;
      this.secret = secret;
    }

    /** Sends from this local address; port 0 for any; default any address. */
    public Builder from(InetSocketAddress address) {
      local = address;
      return this;
    }

    /** Sends from this many source ports in turn; default 1. */
    public Builder ports(int count) {
      ports = count;
      return this;
    }

    /** Sends a request this often before giving up; default 3. */
    public Builder sends(int count) {
      sends = count;
      return this;
    }

    /** Waits this long for a reply after each sending; default 5 s. */
    public Builder timeout(Duration each) {
      timeout = each;
      return this;
    }

    /** What is made of replies without Message-Authenticator; default {@code JUDGED}. */
    public Builder protection(Protection rule) {
      protection = rule;
      return this;
    }

    /** Opens the source ports. */
    public RadiusClient open() {
      try {
        return new RadiusClient(this);
      } catch (IOException failure) {
        throw new UncheckedIOException(failure);
      }
    }
  }

  private final List<SourcePort> sources = new ArrayList<>();
  private final ClientLoop loop;
  private final Patience patience;
  private final AtomicInteger turn = new AtomicInteger();

  private RadiusClient(Builder settings) throws IOException {
    SharedSecret secret = SharedSecret.of(settings.secret);
    for (int index = 0; index < settings.ports; index++) {
      sources.add(new SourcePort(settings.local, settings.server, secret, settings.protection));
    }
    patience = new Patience(settings.timeout, settings.sends, false);
    loop = new ClientLoop(sources);
  }

  /** Begins a client of this server. */
  public static Builder to(InetSocketAddress server, String secret) {
    return new Builder(server, secret);
  }

  /**
   * Sends a request without waiting.
   *
   * @return completes with the reply or, after the last timeout, without one; fails with {@link
   *     IllegalStateException} when all identifiers of all ports are in use, or after {@link
   *     #close}
   */
  public CompletableFuture<Exchange> send(RadiusRequest request) {
    return send(request, patience);
  }

  /** Sends a request and waits as long as told; who does not want to any more cancels it. */
  public CompletableFuture<Exchange> send(RadiusRequest request, Patience howLong) {
    int first = turn.getAndIncrement() & Integer.MAX_VALUE;
    for (int index = 0; index < sources.size(); index++) {
      SourcePort source = sources.get((first + index) % sources.size());
      Outstanding outstanding = source.begin(request, howLong);
      if (outstanding != null) {
        loop.watch(outstanding);
        return outstanding.exchange();
      }
    }
    return CompletableFuture.failedFuture(
        new IllegalStateException("all identifiers are in use: open more ports"));
  }

  /** Sends a request and waits for what becomes of it. */
  public Exchange exchange(RadiusRequest request) {
    return send(request).join();
  }

  /** Signs in with PAP. */
  public Exchange authenticate(String username, String password) {
    return exchange(RadiusRequest.access(username, password));
  }

  /** Answers a challenge. */
  public Exchange answer(Exchange challenge, String username, String code) {
    return exchange(RadiusRequest.access(username, code).state(challenge.state()));
  }

  /** Asks whether the server lives (RFC 5997). */
  public Exchange status() {
    return exchange(RadiusRequest.status());
  }

  /** How many requests wait for their reply. */
  public int outstanding() {
    return sources.stream().mapToInt(SourcePort::outstanding).sum();
  }

  /** Closes the ports; what waits fails. */
  @Override
  public void close() {
    loop.close();
    sources.forEach(SourcePort::close);
  }
}
