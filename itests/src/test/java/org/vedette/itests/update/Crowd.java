package org.vedette.itests.update;

import com.unboundid.ldap.sdk.LDAPException;
import com.unboundid.ldif.LDIFException;
import java.io.IOException;
import java.security.GeneralSecurityException;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.vedette.itests.blackbox.Rest;
import org.vedette.itests.blackbox.Server;
import org.vedette.itests.blackbox.Site;
import org.vedette.testkit.held.HeldPhones;
import org.vedette.testkit.oath.SoftToken;

/** People of every kind and the applications they use, set up on a running server. */
final class Crowd {
  private static final int CALLS_AT_A_TIME = 4;
  private static final Pattern OTPAUTH = Pattern.compile("\"otpauth\"\\s*:\\s*\"([^\"]+)\"");
  private static final Pattern ID = Pattern.compile("\"id\"\\s*:\\s*\"([0-9a-f-]{36})\"");
  private static final Pattern KEY = Pattern.compile("\"secret\"\\s*:\\s*\"([0-9a-f]{64})\"");

  private final Rest rest;
  private final SlowDirectory directory;
  private final HeldPhones phones;
  private final Map<Kind, List<Person>> people = new EnumMap<>(Kind.class);

  private Crowd(Rest rest, SlowDirectory directory, HeldPhones phones) {
    this.rest = rest;
    this.directory = directory;
    this.phones = phones;
  }

  /** Adds applications, directory and as many people of each kind. */
  static Crowd on(Server server, SlowDirectory directory, HeldPhones phones, int ofEachKind)
      throws IOException,
          GeneralSecurityException,
          LDAPException,
          LDIFException,
          InterruptedException {
    server.vedette(
        "directory",
        "add",
        "corp",
        "servers=" + directory.url(),
        "allowClearText=true",
        "maxConnections=128",
        "userDnTemplate=" + SlowDirectory.USER_DN,
        "baseDn=" + SlowDirectory.BASE);
    Site.client(server, "code", Kind.CODE.address(), "primary=none");
    Site.client(server, "typed", Kind.TYPED.address(), "primary=directory:corp");
    Site.client(
        server, "appended", Kind.APPENDED.address(), "primary=directory:corp", "appended=plain");
    Site.client(server, "held", Kind.HELD.address(), "primary=none");
    server.vedette(
        "application",
        "add",
        "ldap",
        "listener=ldap",
        "selectors=" + Kind.LDAP.address(),
        "primary=directory:corp",
        "appended=plain",
        "tls=off");
    Crowd crowd = new Crowd(Rest.of(server.base()), directory, phones);
    for (Kind kind : Kind.values()) {
      crowd.add(kind, ofEachKind);
    }
    return crowd;
  }

  List<Person> people(Kind kind) {
    return people.getOrDefault(kind, List.of());
  }

  private void add(Kind kind, int count)
      throws IOException, LDAPException, LDIFException, InterruptedException {
    List<Callable<Person>> wanted = new ArrayList<>();
    for (int number = 1; number <= count; number++) {
      String name = kind.name().toLowerCase(Locale.ROOT) + number;
      if (kind.directory()) {
        directory.add(name, Site.PASSWORD);
      }
      wanted.add(() -> kind == Kind.HELD ? withPhone(name) : withToken(name));
    }
    ExecutorService threads = Executors.newFixedThreadPool(CALLS_AT_A_TIME);
    List<Person> added = new ArrayList<>();
    try {
      for (Future<Person> each : threads.invokeAll(wanted)) {
        added.add(each.get());
      }
    } catch (ExecutionException failure) {
      throw new IOException("a person could not be added", failure);
    } finally {
      threads.shutdownNow();
    }
    people.put(kind, added);
  }

  private Person withToken(String name) throws IOException, InterruptedException {
    String made = enrolled(name, "{\"method\":\"oath\",\"params\":{\"type\":\"hotp\"}}");
    return Person.withToken(name, SoftToken.scan(find(OTPAUTH, made)));
  }

  private Person withPhone(String name) throws IOException, InterruptedException {
    String order = "{\"method\":\"held\",\"params\":{\"phone\":\"%d\"}}".formatted(phones.port());
    String made = enrolled(name, order);
    phones.pair(find(ID, made), find(KEY, made));
    return Person.withPhone(name);
  }

  private String enrolled(String name, String order) throws IOException, InterruptedException {
    rest.call("POST", "/users", "{\"username\":\"%s\"}".formatted(name));
    return rest.call("POST", "/users/" + name + "/enrollments", order);
  }

  private static String find(Pattern pattern, String text) throws IOException {
    Matcher matcher = pattern.matcher(text);
    if (!matcher.find()) {
      throw new IOException("the answer to a new enrollment does not show its secret");
    }
    return matcher.group(1);
  }
}
