package org.vedette.radius;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.CompletionStage;
import java.util.function.Supplier;
import org.vedette.api.auth.Memberships;
import org.vedette.api.radius.ClientState;
import org.vedette.api.radius.RadiusDesk;
import org.vedette.codec.radius.Attribute;
import org.vedette.codec.radius.Code;
import org.vedette.codec.radius.Dictionary;
import org.vedette.codec.radius.Packet;
import org.vedette.codec.radius.PacketText;
import org.vedette.codec.radius.PacketWriter;
import org.vedette.codec.radius.SharedSecret;

/** What administrators see and do here. Thread-safe. */
final class ClientDesk implements RadiusDesk {
  private static final int MOST_ATTRIBUTES = 200;
  private static final SharedSecret NONE = SharedSecret.of(new byte[] {0});

  private final Supplier<Clients> clients;
  private final Dictionary dictionary;
  private final PacketText text;
  private final Learned learned;
  private final Accepts accepts;
  private final ReplyRules rules;
  private final Onlooker onlooker;
  private final Exercises exercises;
  private final InstantSource clock;

  ClientDesk(
      Supplier<Clients> clients,
      Dictionary dictionary,
      Learned learned,
      Accepts accepts,
      ReplyRules rules,
      Onlooker onlooker,
      Exercises exercises,
      InstantSource clock) {
    this.clients = clients;
    this.dictionary = dictionary;
    this.text = new PacketText(dictionary);
    this.learned = learned;
    this.accepts = accepts;
    this.rules = rules;
    this.onlooker = onlooker;
    this.exercises = exercises;
    this.clock = clock;
  }

  @Override
  public List<ClientState> clients() {
    Instant now = clock.instant();
    Map<Client, List<String>> networks = new LinkedHashMap<>();
    clients
        .get()
        .byNetwork()
        .forEach(
            (network, client) ->
                networks.computeIfAbsent(client, each -> new ArrayList<>()).add(network.text()));
    return networks.entrySet().stream()
        .map(
            each ->
                onlooker
                    .of(each.getKey())
                    .state(
                        each.getKey(),
                        each.getValue().stream().sorted().toList(),
                        learned.knows(each.getKey()),
                        now))
        .sorted(Comparator.comparing(ClientState::name))
        .toList();
  }

  @Override
  public boolean forget(UUID application) {
    Optional<Client> client = find(application);
    client.ifPresent(
        it -> {
          learned.forget(it);
          onlooker.of(it).forget();
        });
    return client.isPresent();
  }

  @Override
  public List<AttributeInfo> attributes(String part) {
    return dictionary.search(part).stream()
        .limit(MOST_ATTRIBUTES)
        .map(
            it ->
                new AttributeInfo(
                    it.name(),
                    dictionary.vendorName(it.vendor()).orElse(""),
                    dictionary.help(it),
                    it.hiding() == Dictionary.Hiding.NONE
                        && it.space() == 0
                        && !(it.vendor() == Dictionary.NO_VENDOR
                            && ReplyRules.isOwn(new Attribute(it.type(), new byte[1])))))
        .toList();
  }

  @Override
  public List<String> problems(String lines) {
    return rules.problems(lines);
  }

  @Override
  public Optional<Preview> preview(UUID application, String username, Set<String> groups) {
    return find(application).map(client -> preview(client, username, groups));
  }

  private Preview preview(Client client, String username, Set<String> groups) {
    PacketWriter writer = new PacketWriter(Code.ACCESS_ACCEPT, 0).messageAuthenticator();
    List<Line> lines = new ArrayList<>();
    lines.add(new Line("Message-Authenticator", PacketText.BLANKED, "listener"));
    int leftOut = 0;
    for (Accepts.Said each : accepts.choose(client, username, Memberships.write(groups))) {
      if (writer.add(each.attribute())) {
        text.lines(each.attribute())
            .forEach(line -> lines.add(new Line(line.name(), line.value(), each.from())));
      } else {
        leftOut++;
      }
    }
    int octets = writer.reply(new byte[Packet.AUTHENTICATOR], NONE).length;
    return new Preview(lines, octets, leftOut);
  }

  @Override
  public boolean watch(UUID application, Duration length) {
    Optional<Client> client = find(application);
    client.ifPresent(it -> onlooker.watches().begin(application, length));
    return client.isPresent();
  }

  @Override
  public void unwatch(UUID application) {
    onlooker.watches().end(application);
  }

  @Override
  public CompletionStage<Watched> watched(UUID application, long after, Duration wait) {
    return onlooker.watches().after(application, after, wait);
  }

  @Override
  public Optional<ClientTest> test(UUID application, Step step, Duration wait) {
    return find(application).map(client -> exercises.begin(application, step, wait));
  }

  @Override
  public Optional<ClientTest> test(UUID application) {
    return exercises.find(application);
  }

  @Override
  public void endTest(UUID application) {
    exercises.end(application);
  }

  private Optional<Client> find(UUID application) {
    return clients.get().all().stream()
        .filter(each -> each.application().equals(application))
        .findFirst();
  }
}
