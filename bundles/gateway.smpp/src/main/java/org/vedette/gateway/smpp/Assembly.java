package org.vedette.gateway.smpp;

import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.DoubleSupplier;
import java.util.function.Supplier;
import org.vedette.api.secret.Secret;
import org.vedette.gateway.smpp.back.Inbound;
import org.vedette.gateway.smpp.wire.Address;
import org.vedette.gateway.smpp.wire.Connector;
import org.vedette.gateway.smpp.wire.Role;

/**
 * Puts a gateway together from its settings.
 *
 * @param name name of the instance
 * @param settings its settings
 * @param clock tells the time
 * @param random gives numbers from 0 to 1
 */
record Assembly(String name, SmppSettings settings, InstantSource clock, DoubleSupplier random) {

  /**
   * Makes the gateway, which has not begun.
   *
   * @param password gives it for each bind; empty while it cannot be read
   */
  Gateway gateway(Inbound inbound, Supplier<Optional<Secret>> password) {
    Threads threads = new Threads("vedette-gateway-smpp-" + name);
    return new Gateway(name, settings, inbound, threads, owner -> pool(owner, threads, password));
  }

  private Pool pool(Link.Owner owner, Threads threads, Supplier<Optional<Secret>> password) {
    Connector connector =
        new Connector(
            settings.login(),
            settings.tls(),
            settings.trusted(),
            settings.connecting(),
            settings.answering());
    List<Link> links = new ArrayList<>();
    for (Address centre : settings.centres()) {
      for (int i = 0; i < settings.binds(); i++) {
        for (Role role : settings.roles()) {
          String link = "vedette-gateway-smpp-" + name + "-" + links.size();
          links.add(
              new Link(centre, role, link, connector, threads::limit, password, random, owner));
        }
      }
    }
    return new Pool(
        "smpp:" + name, links, settings.centres(), settings.spread(), settings.window(), clock);
  }
}
