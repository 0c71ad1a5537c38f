package org.vedette.directory;

import java.security.GeneralSecurityException;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.stream.Stream;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManager;
import org.vedette.api.directory.DirectoryServers;
import org.vedette.api.net.TrustAnchors;

/**
 * Tells a listener that relays where the servers of a directory are. Those to which passwords must
 * not travel, because nothing would protect them, are not among them.
 */
final class ListedServers implements DirectoryServers {
  private record Trust(Directory of, SSLContext context) {}

  private final Supplier<Optional<Directory>> directory;
  private volatile Optional<Trust> trust = Optional.empty();

  /** Tells of the directory as it is now. */
  ListedServers(Supplier<Optional<Directory>> directory) {
    this.directory = directory;
  }

  @Override
  public List<Server> servers() {
    return directory.get().map(ListedServers::of).orElse(List.of());
  }

  private static List<Server> of(Directory from) {
    DirectorySettings settings = from.settings();
    List<org.vedette.directory.Server> usable =
        from.servers().stream().filter(each -> !settings.refusesClearText(each.address())).toList();
    return Stream.concat(
            usable.stream().filter(each -> each.trouble().isEmpty()),
            usable.stream().filter(each -> each.trouble().isPresent()))
        .map(each -> listed(each.address(), settings))
        .toList();
  }

  private static Server listed(ServerAddress address, DirectorySettings settings) {
    Protection protection =
        address.tls()
            ? Protection.TLS
            : settings.startTls() ? Protection.START_TLS : Protection.NONE;
    return new Server(address.host(), address.port(), protection);
  }

  @Override
  public SSLContext tls() {
    Optional<Directory> now = directory.get();
    Optional<Trust> known = trust;
    if (known.isPresent() && now.isPresent() && known.get().of() == now.get()) {
      return known.get().context();
    }
    SSLContext made = context(now);
    now.ifPresent(it -> trust = Optional.of(new Trust(it, made)));
    return made;
  }

  private static SSLContext context(Optional<Directory> of) {
    try {
      SSLContext context = SSLContext.getInstance("TLS");
      TrustManager judge =
          TrustAnchors.judge(of.map(it -> it.settings().trusted()).orElse(List.of()));
      context.init(null, new TrustManager[] {judge}, null);
      return context;
    } catch (GeneralSecurityException broken) {
      throw new IllegalStateException("this Java has no TLS", broken);
    }
  }

  /** The watch decides whether it is in trouble, and takes it back when it is not. */
  @Override
  public void failed(Server server, String why) {
    directory
        .get()
        .ifPresent(
            from ->
                from.servers().stream()
                    .filter(each -> each.address().host().equals(server.host()))
                    .filter(each -> each.address().port() == server.port())
                    .filter(each -> each.trouble().isEmpty())
                    .forEach(from::watchNow));
  }
}
