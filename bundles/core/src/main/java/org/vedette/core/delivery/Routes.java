package org.vedette.core.delivery;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import org.vedette.core.delivery.Gateways.Named;

/**
 * Which gateways serve which addresses, and in what order: the route with the longest prefix
 * counts. Channels and addresses without a route are served by every gateway of the channel.
 *
 * @param routes in the order they were written
 */
public record Routes(List<Route> routes) {
  /** No routes. */
  public static final Routes NONE = new Routes(List.of());

  /** How to write them. */
  public static final String FORM =
      "CHANNEL PREFIX GATEWAY[,GATEWAY] with ; between, for example sms +41 http:swiss,http:world;"
          + " sms * http:world";

  private static final String ANY = "*";
  private static final int MOST = 200;

  /**
   * One route.
   *
   * @param channel channel
   * @param prefix beginning of the address; empty for all
   * @param gateways names, the first is tried first
   */
  public record Route(String channel, String prefix, List<String> gateways) {}

  /** Copies the list. */
  public Routes {
    routes = List.copyOf(routes);
  }

  /** Reads {@link #FORM}; empty when it is not written so. */
  public static Optional<Routes> parse(String text) {
    List<Route> found = new ArrayList<>();
    for (String each : text.split(";", -1)) {
      if (each.isBlank()) {
        continue;
      }
      String[] words = each.strip().split("\\s+", -1);
      if (words.length != 3
          || !words[0].matches("[a-z]{1,16}")
          || !words[1].matches("\\*|[^\\s]{1,64}")
          || !words[2].matches("[^,\\s]{1,100}(,[^,\\s]{1,100}){0,9}")
          || found.size() == MOST) {
        return Optional.empty();
      }
      found.add(
          new Route(
              words[0], words[1].equals(ANY) ? "" : words[1], List.of(words[2].split(",", -1))));
    }
    return Optional.of(new Routes(found));
  }

  /** Chooses among the gateways that are here; empty when none of the route is. */
  List<Named> choose(String channel, String to, List<Named> here) {
    return routes.stream()
        .filter(each -> each.channel().equals(channel) && to.startsWith(each.prefix()))
        .max(Comparator.comparingInt(each -> each.prefix().length()))
        .map(
            route ->
                route.gateways().stream()
                    .flatMap(name -> here.stream().filter(each -> each.name().equals(name)))
                    .toList())
        .orElse(here);
  }
}
