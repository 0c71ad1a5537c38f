package org.vedette.radius;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.vedette.api.auth.Application;
import org.vedette.api.auth.KeptSecret;
import org.vedette.api.secret.Secret;
import org.vedette.api.secret.SecretVault;
import org.vedette.api.secret.UnsealException;
import org.vedette.codec.radius.Attribute;
import org.vedette.codec.radius.AttributeLines;
import org.vedette.codec.radius.SharedSecret;

/** Makes clients of applications. */
final class ClientReader {
  private static final Logger LOG = LoggerFactory.getLogger(ClientReader.class);

  /**
   * What became of all applications.
   *
   * @param clients those that can be served
   * @param unusable names of those that cannot
   */
  record Result(Clients clients, List<String> unusable) {}

  private final SecretVault vault;
  private final AttributeLines lines;

  ClientReader(SecretVault vault, AttributeLines lines) {
    this.vault = vault;
    this.lines = lines;
  }

  Result read(List<Application> applications) {
    Map<Network, Client> byNetwork = new HashMap<>();
    List<String> unusable = new ArrayList<>();
    for (Application each : applications) {
      if (each.enabled() && each.listener().equals(ClientFields.LISTENER)) {
        Optional<Client> client = client(each);
        if (client.isEmpty()) {
          unusable.add(each.label());
        }
        client.ifPresent(
            it ->
                each.selectors()
                    .forEach(
                        selector ->
                            Network.parse(selector)
                                .ifPresent(network -> byNetwork.putIfAbsent(network, it))));
      }
    }
    return new Result(new Clients(byNetwork), unusable);
  }

  private Optional<Client> client(Application from) {
    Map<String, String> extra = from.extra();
    return secret(from)
        .map(
            secret ->
                new Client(
                    from.id(),
                    from.label(),
                    from.deadline(),
                    secret,
                    previous(from),
                    ClientFields.rule(ClientFields.value(extra, ClientFields.MESSAGE_AUTHENTICATOR))
                        .orElse(Client.Rule.REQUIRED),
                    new Template(ClientFields.value(extra, ClientFields.REPLY_MESSAGE)),
                    new Template(ClientFields.value(extra, ClientFields.REJECT_MESSAGE)),
                    ClientFields.onOff(ClientFields.value(extra, ClientFields.CHALLENGE))
                        .orElse(true),
                    Protocol.list(ClientFields.value(extra, ClientFields.PROTOCOLS))
                        .orElse(Set.of(Protocol.PAP)),
                    ProtocolRules.isRelay(from.primary()),
                    EapMethods.list(ClientFields.value(extra, ClientFields.EAP_METHODS))
                        .orElse(List.of()),
                    (int)
                        ClientFields.rate(ClientFields.value(extra, ClientFields.MAX_RATE))
                            .orElse(0),
                    replyAttributes(extra),
                    ClientFields.charset(ClientFields.value(extra, ClientFields.CHARSET))
                        .orElse(StandardCharsets.UTF_8),
                    AccountingChoice.target(
                        ClientFields.value(extra, ClientFields.ACCOUNTING), from.primary()),
                    ClientFields.radsec(extra)));
  }

  private List<Attribute> replyAttributes(Map<String, String> extra) {
    return lines.read(ClientFields.value(extra, ClientFields.REPLY_ATTRIBUTES)).lines().stream()
        .map(AttributeLines.Line::attribute)
        .toList();
  }

  /** Reads the secret before the present one, while it is still honoured. */
  private Optional<Client.Previous> previous(Application from) {
    long hours =
        ClientFields.hours(ClientFields.value(from.extra(), ClientFields.SECRET_OVERLAP_HOURS))
            .orElse(0);
    try {
      return KeptSecret.open(from, ClientFields.SECRET, vault)
          .map(
              kept -> {
                try (Secret secret = kept.secret()) {
                  return new Client.Previous(
                      SharedSecret.of(secret.bytes()), kept.since().plus(Duration.ofHours(hours)));
                }
              });
    } catch (UnsealException | IllegalArgumentException damaged) {
      return Optional.empty();
    }
  }

  private Optional<SharedSecret> secret(Application from) {
    String sealed = from.extra().get(ClientFields.SECRET);
    if (sealed == null && ClientFields.radsec(from.extra()).only()) {
      return Optional.of(RadsecRule.SECRET);
    }
    if (sealed == null) {
      LOG.warn("A client without a shared secret is not served. application=\"{}\"", from.label());
      return Optional.empty();
    }
    try (Secret secret =
        vault.open(
            Application.extraPlace(from.id(), ClientFields.SECRET),
            Base64.getDecoder().decode(sealed))) {
      return Optional.of(SharedSecret.of(secret.bytes()));
    } catch (UnsealException | IllegalArgumentException damaged) {
      LOG.warn(
          "A client whose shared secret cannot be opened is not served; set it again."
              + " application=\"{}\" command=\"bin/vedette application set {} secret=...\"",
          from.label(),
          from.label());
      return Optional.empty();
    }
  }
}
