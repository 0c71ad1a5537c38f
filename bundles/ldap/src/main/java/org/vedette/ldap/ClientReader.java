package org.vedette.ldap;

import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.vedette.api.auth.Application;
import org.vedette.api.policy.AddressRange;

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

  private ClientReader() {}

  static Result read(List<Application> applications) {
    Map<AddressRange, Client> byNetwork = new HashMap<>();
    List<String> unusable = new ArrayList<>();
    for (Application each : applications) {
      if (each.enabled() && each.listener().equals(Fields.LISTENER)) {
        Optional<Client> client = client(each);
        if (client.isEmpty()) {
          unusable.add(each.label());
          LOG.warn(
              "An application is not served, because its settings cannot be read; set them again."
                  + " application=\"{}\"",
              each.label());
        }
        client.ifPresent(
            it ->
                each.selectors()
                    .forEach(
                        selector ->
                            AddressRange.parse(selector)
                                .ifPresent(network -> byNetwork.putIfAbsent(network, it))));
      }
    }
    return new Result(new Clients(byNetwork), unusable);
  }

  /** What passed the schema can be read; a record of a later version may hold what cannot. */
  private static Optional<Client> client(Application from) {
    Map<String, String> extra = from.extra();
    if (!LdapSchema.problems(from.primary(), extra).isEmpty()) {
      return Optional.empty();
    }
    try {
      return Optional.of(
          new Client(
              from.id(),
              from.version(),
              from.label(),
              from.deadline(),
              Fields.directory(from.primary(), extra),
              Fields.tlsRequired(Fields.value(extra, Fields.TLS)).orElse(true),
              Fields.onOff(Fields.value(extra, Fields.ANONYMOUS)).orElse(false),
              ServiceAccounts.read(Fields.rules(Fields.value(extra, Fields.SERVICE_ACCOUNTS))),
              DnRules.read(Fields.rules(Fields.value(extra, Fields.DN_RULES))),
              allowed(extra),
              number(extra, Fields.MAX_CONNECTIONS),
              Duration.ofMinutes(number(extra, Fields.IDLE_MINUTES)),
              new Client.Remembering(
                  Duration.ofSeconds(number(extra, Fields.COLLAPSE_SECONDS)),
                  Duration.ofSeconds(number(extra, Fields.CACHE_IDLE_SECONDS)),
                  Duration.ofSeconds(number(extra, Fields.CACHE_LIFE_SECONDS)))));
    } catch (UnreadableRuleException unreadable) {
      return Optional.empty();
    }
  }

  private static Allowed allowed(Map<String, String> extra) {
    List<String> words = Fields.list(Fields.value(extra, Fields.OPERATIONS));
    return new Allowed(
        Allowed.operations(words).orElse(Set.of()),
        words.contains(Allowed.PASSWORD_MODIFY),
        Set.copyOf(Fields.list(Fields.value(extra, Fields.EXTENSIONS))),
        Fields.list(Fields.value(extra, Fields.ATTRIBUTES)).stream()
            .map(Allowed::base)
            .collect(Collectors.toUnmodifiableSet()),
        number(extra, Fields.SIZE_LIMIT));
  }

  private static int number(Map<String, String> extra, String field) {
    return Fields.number(Fields.value(extra, field), Integer.MAX_VALUE).orElse(0);
  }
}
