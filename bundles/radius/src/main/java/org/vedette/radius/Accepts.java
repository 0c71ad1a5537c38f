package org.vedette.radius;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.vedette.api.auth.Memberships;
import org.vedette.codec.radius.Attribute;
import org.vedette.codec.radius.AttributeTypes;
import org.vedette.codec.radius.Dictionary;
import org.vedette.codec.radius.VendorAttribute;

/**
 * Chooses the attributes of an Access-Accept. What is more specific wins, all values of an
 * attribute together: the user's, those of the user's groups, what primary authentication said,
 * those of the application.
 */
final class Accepts {
  /**
   * An attribute of a reply.
   *
   * @param attribute what is written; a hidden value is clear
   * @param from {@code user}, {@code group}, {@code primary} or {@code application}
   */
  record Said(Attribute attribute, String from) {}

  private record Key(int type, int vendor, int vendorType) {}

  private final Dictionary dictionary;
  private final Relays relays;
  private final Replies replies;

  Accepts(Dictionary dictionary, Relays relays, Replies replies) {
    this.dictionary = dictionary;
    this.relays = relays;
    this.replies = replies;
  }

  /**
   * Chooses.
   *
   * @param username as the core names who comes in
   * @param primary what primary authentication said
   */
  List<Said> choose(Client client, String username, Map<String, String> primary) {
    List<Said> chosen = new ArrayList<>();
    replies
        .of(username, Memberships.read(primary))
        .forEach(it -> chosen.add(new Said(it.attribute(), it.from())));
    if (!primary.isEmpty()) {
      Stream<Attribute> named =
          new TreeMap<>(primary)
              .entrySet().stream()
                  .flatMap(it -> dictionary.encode(it.getKey(), it.getValue()).stream())
                  .filter(it -> !ReplyRules.isOwn(it));
      // A target may say EAP-Message, and it alone: the rest of what is ours it cannot say.
      add(Stream.concat(relays.said(primary).stream(), named), "primary", chosen);
    }
    add(client.replyAttributes().stream(), "application", chosen);
    return chosen;
  }

  private void add(Stream<Attribute> attributes, String from, List<Said> chosen) {
    Set<Key> taken = new HashSet<>();
    chosen.forEach(it -> taken.addAll(keys(it.attribute())));
    attributes
        .filter(it -> taken.isEmpty() || keys(it).stream().noneMatch(taken::contains))
        .forEach(it -> chosen.add(new Said(it, from)));
  }

  private List<Key> keys(Attribute attribute) {
    if (attribute.type() != AttributeTypes.VENDOR_SPECIFIC) {
      return List.of(new Key(attribute.type(), 0, 0));
    }
    return VendorAttribute.all(attribute, dictionary).stream()
        .map(it -> new Key(attribute.type(), it.vendor(), it.type()))
        .toList();
  }
}
