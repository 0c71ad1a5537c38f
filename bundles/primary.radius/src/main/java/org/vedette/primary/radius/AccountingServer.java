package org.vedette.primary.radius;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.UnknownHostException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import org.jspecify.annotations.Nullable;
import org.vedette.api.secret.Secret;
import org.vedette.client.radius.Exchange;
import org.vedette.client.radius.Patience;
import org.vedette.client.radius.RadiusClient;
import org.vedette.client.radius.RadiusRequest;
import org.vedette.codec.radius.Code;

/** The accounting port of one server. Opens nothing before the first report. Thread-safe. */
final class AccountingServer implements AutoCloseable {
  private final String host;
  private final int port;
  private final Secret secret;
  private @Nullable RadiusClient client;
  private boolean closed;

  AccountingServer(ServerAddress address, int everyPort, Secret secret) {
    this.host = address.host();
    this.port = address.accountingPort(everyPort);
    this.secret = secret;
  }

  /**
   * Sends a report.
   *
   * @return completes with an empty text when it is acknowledged, else with the reason
   */
  CompletableFuture<String> send(RadiusRequest request, Patience patience) {
    // Looking a name up may take seconds.
    return CompletableFuture.supplyAsync(this::open)
        .thenCompose(open -> open.send(request, patience))
        .handle(this::result);
  }

  private String result(@Nullable Exchange exchange, @Nullable Throwable failure) {
    if (exchange == null) {
      boolean wrapped = failure instanceof CompletionException && failure.getCause() != null;
      Object why = failure == null ? "no reply" : wrapped ? failure.getCause() : failure;
      return this + " " + (why instanceof Throwable thrown ? thrown.getMessage() : why);
    }
    if (exchange.is(Code.ACCOUNTING_RESPONSE)) {
      return "";
    }
    String why = exchange.problems().isEmpty() ? "no reply" : exchange.problems().get(0);
    return this + " " + exchange.reply().map(reply -> "answers " + reply.code()).orElse(why);
  }

  private synchronized RadiusClient open() {
    if (closed) {
      throw new IllegalStateException("the target was closed");
    }
    RadiusClient open = client;
    if (open == null) {
      try {
        InetSocketAddress server = new InetSocketAddress(InetAddress.getByName(host), port);
        open = RadiusClient.to(server, secret.text()).open();
        client = open;
      } catch (UnknownHostException unknown) {
        throw new IllegalStateException("its name is not known", unknown);
      }
    }
    return open;
  }

  @Override
  public synchronized void close() {
    closed = true;
    RadiusClient open = client;
    client = null;
    if (open != null) {
      open.close();
    }
  }

  @Override
  public String toString() {
    return new ServerAddress(host, port).toString();
  }
}
