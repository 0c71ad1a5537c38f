package org.vedette.primary.radius;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.vedette.api.accounting.AccountingForwarder.Delivered;
import org.vedette.api.accounting.AccountingForwarder.Forwarded;
import org.vedette.api.accounting.AccountingForwarder.Impossible;
import org.vedette.api.accounting.AccountingForwarder.Silent;
import org.vedette.api.secret.Secret;
import org.vedette.api.secret.SecretVault;
import org.vedette.client.radius.Patience;
import org.vedette.client.radius.RadiusRequest;

/**
 * The servers of a target as takers of reports: asked one after the other, beginning with the one
 * that took the last. Thread-safe.
 */
final class AccountingServers implements AutoCloseable {
  /** All of them together have less than a minute. */
  private static final Duration ALTOGETHER = Duration.ofSeconds(50);

  private final List<AccountingServer> servers;
  private final Patience patience;
  private final SecretVault vault;
  private volatile int preferred;

  AccountingServers(TargetSettings settings, Secret secret, SecretVault vault) {
    this.vault = vault;
    this.servers =
        settings.servers().stream()
            .map(each -> new AccountingServer(each, settings.accountingPort(), secret))
            .toList();
    Duration share = ALTOGETHER.dividedBy(servers.size());
    Duration each = settings.timeout().compareTo(share) < 0 ? settings.timeout() : share;
    Duration resend = settings.resend().compareTo(each) < 0 ? settings.resend() : each;
    this.patience = new Patience(resend, (int) Math.max(1, each.dividedBy(resend)), true);
  }

  /** See {@link org.vedette.api.accounting.AccountingForwarder#forward}. */
  CompletionStage<Forwarded> forward(byte[] attributes, Duration waited) {
    return AccountingRequest.write(attributes, waited, vault)
        .map(request -> sendFrom(0, preferred, request, ""))
        .orElseGet(
            () ->
                CompletableFuture.completedFuture(
                    new Impossible("a packet of 4096 octets has no room for it")));
  }

  private CompletableFuture<Forwarded> sendFrom(
      int tried, int at, RadiusRequest request, String before) {
    if (tried == servers.size()) {
      return CompletableFuture.completedFuture(new Silent(before));
    }
    return servers
        .get(at)
        .send(request, patience)
        .thenCompose(
            why -> {
              if (why.isEmpty()) {
                preferred = at;
                return CompletableFuture.completedFuture(new Delivered());
              }
              String all = before.isEmpty() ? why : before + "; " + why;
              return sendFrom(tried + 1, (at + 1) % servers.size(), request, all);
            });
  }

  @Override
  public void close() {
    servers.forEach(AccountingServer::close);
  }
}
