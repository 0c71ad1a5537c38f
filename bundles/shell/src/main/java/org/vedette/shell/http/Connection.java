package org.vedette.shell.http;

import java.io.IOException;
import java.net.URI;
import java.net.URISyntaxException;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.vedette.shell.Failure;
import org.vedette.shell.line.Arguments;
import org.vedette.shell.line.Option;

/**
 * Which server is talked to, as whom, and which certificate it must show.
 *
 * @param server address
 * @param local whether it is the one of this host
 * @param token credential
 * @param pins its certificate
 */
record Connection(URI server, boolean local, String token, Pins pins) {
  private static final String WEB = "etc/org.ops4j.pax.web.cfg";

  /** Finds it out from options, environment and files, in this order. */
  static Connection of(Arguments arguments, Environment environment) {
    Optional<String> named =
        arguments.option(Option.SERVER).or(() -> environment.variable("VEDETTE_SERVER"));
    Optional<String> token = token(arguments, environment);
    if (named.isPresent()) {
      return elsewhere(named.get(), token, arguments, environment);
    }
    Path base =
        environment
            .base()
            .orElseThrow(
                () ->
                    Failure.usage(
                        "No server is named, and there is none on this host.",
                        "name it: --server https://mfa.example.org:8443 --token-file FILE"));
    return new Connection(
        local(base), true, token.orElseGet(() -> localCredential(base)), new LocalPins(base));
  }

  private static Connection elsewhere(
      String url, Optional<String> token, Arguments arguments, Environment environment) {
    URI server = url(url);
    Optional<Fingerprint> trust = arguments.option(Option.TRUST).map(Connection::fingerprint);
    int port = server.getPort() < 0 ? 443 : server.getPort();
    Pins pins =
        new KnownServers(environment.configuration(), server.getHost() + ":" + port, url, trust);
    String known =
        token.orElseThrow(
            () ->
                Failure.usage(
                    "A token is needed to talk to " + url + ".",
                    "make one on the server's own host: bin/vedette token create NAME",
                    "keep it in a file of mode 600, and add: --token-file FILE"));
    return new Connection(server, false, known, pins);
  }

  private static Fingerprint fingerprint(String typed) {
    return Fingerprint.parse(typed)
        .orElseThrow(
            () ->
                Failure.usage(
                    "--trust: 64 hexadecimal digits are expected, with or without colons"));
  }

  private static URI url(String text) {
    try {
      URI uri = new URI(text.endsWith("/") ? text.substring(0, text.length() - 1) : text);
      boolean bare = uri.getRawPath() == null || uri.getRawPath().isEmpty();
      if ("https".equals(uri.getScheme()) && uri.getHost() != null && bare) {
        return uri;
      }
    } catch (URISyntaxException e) {
      // Told below, as other texts that are no address are.
    }
    throw Failure.usage(
        "\"" + text + "\" is no address of a server; one looks like https://mfa.example.org:8443");
  }

  private static Optional<String> token(Arguments arguments, Environment environment) {
    Optional<String> file = arguments.option(Option.TOKEN_FILE);
    if (file.isEmpty()) {
      return environment.variable("VEDETTE_TOKEN").map(String::strip);
    }
    try {
      return Optional.of(Files.readString(Path.of(file.get())).strip());
    } catch (IOException | IllegalArgumentException e) {
      throw Failure.usage("--token-file: " + file.get() + " cannot be read.");
    }
  }

  private static String localCredential(Path base) {
    Path file = base.resolve("var/secrets/local-credential");
    try {
      return Files.readString(file).strip();
    } catch (NoSuchFileException e) {
      throw Failure.refused(
          "The server in " + base + " has never been started.", base + "/bin/start");
    } catch (AccessDeniedException e) {
      throw Failure.refused(
          "You may not read " + file + ", which lets the server's user act as administrator.",
          "run this as the server's user, for example with: sudo -u vedette",
          "or use a token: --server URL --token-file FILE");
    } catch (IOException e) {
      throw Failure.refused(file + " cannot be read: " + e.getMessage());
    }
  }

  /** The address that the server's own settings give. */
  private static URI local(Path base) {
    String host = "127.0.0.1";
    String port = "8443";
    for (String line : lines(base.resolve(WEB))) {
      int equals = line.indexOf('=');
      String key = equals < 0 ? "" : line.substring(0, equals).strip();
      String value = line.substring(equals + 1).strip();
      if (key.equals("org.osgi.service.http.port.secure")) {
        port = value;
      } else if (key.equals("org.ops4j.pax.web.listening.addresses") && !value.equals("0.0.0.0")) {
        host = value;
      }
    }
    return URI.create("https://" + host + ":" + port);
  }

  private static List<String> lines(Path file) {
    try {
      return Files.readAllLines(file);
    } catch (IOException e) {
      return List.of();
    }
  }
}
