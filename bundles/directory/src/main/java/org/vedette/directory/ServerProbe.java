package org.vedette.directory;

import com.unboundid.ldap.sdk.LDAPConnection;
import com.unboundid.ldap.sdk.LDAPException;
import com.unboundid.ldap.sdk.SearchResultEntry;
import com.unboundid.ldap.sdk.SimpleBindRequest;
import java.io.IOException;
import java.net.ConnectException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.net.UnknownHostException;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import javax.net.ssl.SSLSession;
import org.vedette.api.directory.DirectoryProbe.Credentials;
import org.vedette.api.directory.DirectoryProbe.Step;
import org.vedette.api.net.Certificates;
import org.vedette.api.secret.SecretVault;

/** Tries one server, step by step, and ends at the first step that fails. Used once. */
final class ServerProbe {
  private static final LoginName NOBODY =
      new LoginName("vedette-probe-nobody", "vedette-probe-nobody");

  private static final Duration READING = Duration.ofSeconds(10);

  private final DirectorySettings settings;
  private final ServerAddress server;
  private final UserSearch search;
  private final Connector connector;
  private final Optional<Credentials> credentials;
  private final List<Step> steps = new ArrayList<>();
  private String current = "name";
  private long started = System.nanoTime();
  private boolean stopped;

  ServerProbe(
      DirectorySettings settings,
      ServerAddress server,
      UserSearch search,
      SecretVault vault,
      Optional<Credentials> credentials) {
    this.settings = settings;
    this.server = server;
    this.search = search;
    this.connector = new Connector(settings, server, vault);
    this.credentials = credentials;
  }

  /** Tries everything; blocks. */
  void run() {
    if (name() && network()) {
      encrypted();
    }
  }

  /** Returns what was tried so far. */
  synchronized List<Step> steps() {
    return List.copyOf(steps);
  }

  /** Ends the report with the step under way; later findings are not taken any more. */
  synchronized void stopped(String why) {
    fail(why);
    stopped = true;
  }

  private boolean name() {
    begin("name");
    try {
      String addresses =
          Arrays.stream(InetAddress.getAllByName(server.host()))
              .map(InetAddress::getHostAddress)
              .collect(Collectors.joining(", "));
      return pass(server.host() + " is " + addresses);
    } catch (UnknownHostException unknown) {
      return fail(server.host() + " has no address: check the name and this host's DNS");
    }
  }

  private boolean network() {
    begin("network");
    int limit = (int) settings.limits().connect().toMillis();
    try (Socket socket = new Socket()) {
      socket.connect(new InetSocketAddress(server.host(), server.port()), limit);
      return pass("port " + server.port() + " accepts connections");
    } catch (ConnectException refused) {
      return fail(
          "connection refused: is the directory running, is port " + server.port() + " it?");
    } catch (SocketTimeoutException silent) {
      return fail("no answer within " + limit + " ms: a firewall may drop the packets");
    } catch (IOException failure) {
      return fail("cannot connect: " + failure.getMessage());
    }
  }

  private void encrypted() {
    begin("tls");
    TlsAttempt tls = connector.attempt();
    try (LDAPConnection connection = connector.connect(tls)) {
      pass(encryption(connection, tls));
      if (serviceAccount(connection) && base(connection)) {
        rightsAndSignIn(connection);
      }
    } catch (ConnectFailure failure) {
      fail(failure.why());
    }
  }

  private static String encryption(LDAPConnection connection, TlsAttempt tls) {
    SSLSession session = connection.getSSLSession();
    if (session == null) {
      return "not encrypted, as allowClearText permits: anybody on the way can read passwords";
    }
    return session.getProtocol() + ", " + tls.presented().map(Certificates::describe).orElse("");
  }

  private boolean serviceAccount(LDAPConnection connection) {
    begin("credentials");
    try {
      connector.bindAsService(connection);
      return pass(
          settings
              .service()
              .map(account -> "signed in as " + account.dn())
              .orElse("no bindDn is set: searches are anonymous"));
    } catch (ConnectFailure failure) {
      return fail(failure.why());
    }
  }

  private boolean base(LDAPConnection connection) {
    begin("base");
    try {
      search.checkBase(connection);
      return pass(settings.baseDn() + " is there");
    } catch (LDAPException failure) {
      return fail(
          settings.baseDn()
              + " cannot be read: "
              + Causes.answer(failure)
              + "; check baseDn, and what the service account may read");
    }
  }

  private void rightsAndSignIn(LDAPConnection connection) {
    begin("rights");
    LoginName name =
        credentials
            .map(given -> LoginName.of(given.username(), settings.stripDomain()))
            .orElse(NOBODY);
    Optional<String> templateDn = search.templateDn(name);
    if (templateDn.isPresent()) {
      pass("not needed: the user DN template is used");
      reading(connection);
      credentials.ifPresent(given -> signIn(templateDn.get(), Optional.empty(), given));
      return;
    }
    try {
      UserSearch.Found found = search.find(connection, name, true, response());
      pass("the user filter can be searched");
      reading(connection);
      credentials.ifPresent(given -> signInAs(found, given));
    } catch (LDAPException failure) {
      fail("the search for users failed: " + Causes.answer(failure));
    }
  }

  private void reading(LDAPConnection connection) {
    begin("reading");
    try {
      Profile profile = search.profile(connection, response());
      InstantSource clock = InstantSource.system();
      Budget budget = new Budget(clock, clock.instant().plus(READING), response());
      pass(
          String.join("; ", new ReadingProbe(settings, server, connection, profile, budget).run()));
    } catch (LDAPException failure) {
      fail("the connection broke: " + Causes.of(failure));
    }
  }

  private void signInAs(UserSearch.Found who, Credentials given) {
    List<SearchResultEntry> found = who.entries();
    if (found.size() == 1) {
      signIn(found.get(0).getDN(), who.at(), given);
      return;
    }
    begin("sign-in");
    fail(
        found.isEmpty()
            ? "no entry has the name " + given.username() + ": check userFilter and baseDn"
            : "more than one entry has the name " + given.username() + ": narrow userFilter");
  }

  private void signIn(String dn, Optional<ServerAddress> at, Credentials given) {
    begin("sign-in");
    byte[] password = given.password().bytes();
    try (LDAPConnection connection = connect(at)) {
      if (password.length == 0 || dn.isBlank()) {
        fail("the password is empty");
        return;
      }
      SimpleBindRequest request = new SimpleBindRequest(dn, password);
      request.setResponseTimeoutMillis(response().toMillis());
      connection.bind(request);
      pass(dn + " signed in" + at.map(it -> ", referred to " + it).orElse(""));
    } catch (LDAPException failure) {
      fail(dn + " could not sign in: " + explain(failure));
    } finally {
      Arrays.fill(password, (byte) 0);
    }
  }

  private LDAPConnection connect(Optional<ServerAddress> at) throws ConnectFailure {
    return at.isPresent()
        ? search.elsewhere().open(at.get())
        : connector.connect(connector.attempt());
  }

  private static String explain(LDAPException failure) {
    BindAnswer answer = BindAnswer.of(failure);
    if (answer instanceof BindAnswer.Misconfigured misconfigured) {
      return misconfigured.why();
    }
    return answer instanceof BindAnswer.Wrong wrong ? wrong.detail() : Causes.of(failure);
  }

  private Duration response() {
    return settings.limits().response();
  }

  private synchronized void begin(String step) {
    current = step;
    started = System.nanoTime();
  }

  private boolean pass(String detail) {
    end(true, detail);
    return true;
  }

  private boolean fail(String detail) {
    end(false, detail);
    return false;
  }

  private synchronized void end(boolean passed, String detail) {
    if (!stopped) {
      long millis = (System.nanoTime() - started) / 1_000_000;
      steps.add(new Step(server.toString(), current, passed, detail, millis));
    }
  }
}
