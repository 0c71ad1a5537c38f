package org.vedette.shell.http;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.vedette.shell.Failure;

/**
 * The certificates of servers elsewhere, one line each: {@code host:port fingerprint}. A server is
 * added by its fingerprint, which the person compares with what the server's own host shows.
 */
final class KnownServers implements Pins {
  private final Path folder;
  private final Path file;
  private final String server;
  private final String url;
  private final Optional<Fingerprint> trust;

  /**
   * Knows the servers listed in the file {@code known_servers}.
   *
   * @param folder where it lies
   * @param server host and port of the one talked to
   * @param url the same as the person typed it
   * @param trust what the person says the certificate is
   */
  KnownServers(Path folder, String server, String url, Optional<Fingerprint> trust) {
    this.folder = folder;
    this.file = folder.resolve("known_servers");
    this.server = server;
    this.url = url;
    this.trust = trust;
  }

  @Override
  public Optional<Failure> check(Fingerprint shown) {
    try {
      Optional<Fingerprint> known = known();
      if (known.equals(Optional.of(shown))) {
        return Optional.empty();
      }
      if (trust.equals(Optional.of(shown))) {
        remember(shown);
        return Optional.empty();
      }
      return Optional.of(
          trust.isPresent()
              ? other(shown)
              : known.map(it -> changed(it, shown)).orElseGet(() -> unknown(shown)));
    } catch (IOException e) {
      return Optional.of(
          Failure.refused(
              file + " cannot be read or written: " + e.getMessage(),
              "make it yours: a file of mode 600 in a directory of mode 700"));
    }
  }

  private Failure unknown(Fingerprint shown) {
    return Failure.refused(
        url
            + " shows a certificate that this client does not know yet, so nothing was sent to it."
            + " SHA-256 fingerprint: "
            + shown,
        "compare it with the one that \"bin/vedette status\" shows on the server's own host",
        "if they are equal: the same command with --trust " + shown);
  }

  private Failure changed(Fingerprint known, Fingerprint shown) {
    return Failure.refused(
        url
            + " shows another certificate than before, so nothing was sent to it. Known: "
            + known
            + " Shown: "
            + shown,
        "ask whoever runs the server whether it got a new certificate; if nobody knows, somebody"
            + " may be listening in between",
        "if it did: the same command with --trust " + shown);
  }

  private Failure other(Fingerprint shown) {
    return Failure.refused(
        url
            + " shows another certificate than the one given with --trust, so nothing was sent to"
            + " it. SHA-256 fingerprint shown: "
            + shown,
        "compare it with the one that \"bin/vedette status\" shows on the server's own host");
  }

  private Optional<Fingerprint> known() throws IOException {
    return lines().stream()
        .filter(it -> it.startsWith(server + " "))
        .findFirst()
        .flatMap(it -> Fingerprint.parse(it.substring(server.length() + 1)));
  }

  private List<String> lines() throws IOException {
    return Files.exists(file) ? Files.readAllLines(file) : List.of();
  }

  private void remember(Fingerprint shown) throws IOException {
    List<String> lines = new ArrayList<>(lines());
    lines.removeIf(it -> it.startsWith(server + " "));
    lines.add(server + " " + shown);
    Files.createDirectories(folder);
    boolean posix = Files.getFileStore(folder).supportsFileAttributeView("posix");
    Path fresh = folder.resolve("known_servers.new");
    Files.deleteIfExists(fresh);
    if (posix) {
      Files.createFile(
          fresh,
          PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
    }
    Files.write(fresh, lines);
    Files.move(fresh, file, StandardCopyOption.REPLACE_EXISTING);
  }
}
