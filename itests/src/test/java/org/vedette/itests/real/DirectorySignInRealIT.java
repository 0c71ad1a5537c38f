package org.vedette.itests.real;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.vedette.itests.blackbox.Site.SECRET;

import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import org.junit.AfterClass;
import org.junit.BeforeClass;
import org.junit.Test;
import org.vedette.api.directory.DirectoryEntry;
import org.vedette.api.directory.DirectoryEntry.Kind;
import org.vedette.api.directory.DirectorySource.Changes;
import org.vedette.client.radius.Exchange;
import org.vedette.client.radius.RadiusClient;
import org.vedette.client.radius.RadiusRequest;
import org.vedette.directory.DirectoryAtWork;
import org.vedette.itests.blackbox.Server;
import org.vedette.itests.blackbox.Site;
import org.vedette.itests.blackbox.Site.Person;

/** Signing in with the password in a real OpenLDAP server, by each way of reaching it. */
public class DirectorySignInRealIT {
  private static final String USER_DN = "uid={name}," + Slapd.PEOPLE;

  /** No answer comes after it: who was not answered by then never is. */
  private static final Duration DEADLINE = Duration.ofSeconds(5);

  private static Slapd slapd;
  private static Server server;

  @BeforeClass
  public static void start() throws Exception {
    slapd = new Slapd();
    server = Server.unpack("directory").start();
    Path ca = slapd.authority().certificate();
    String trust = "trustedCertificates=@" + ca;
    directory("plain", slapd.plain(), "allowClearText=true");
    directory("starttls", slapd.plain(), "startTls=true", trust);
    directory("ldaps", slapd.tls(), trust);
    directory("untrusted", slapd.tls());
    directory("wrongname", slapd.tlsByWrongName(), trust);
    byTemplate("bydn", slapd.tls(), trust);
    byTemplate("bydntls", slapd.plain(), trust, "startTls=true");
  }

  private static void byTemplate(String name, String url, String... fields) {
    List<String> command =
        new ArrayList<>(
            List.of(
                "directory",
                "add",
                name,
                "servers=" + url,
                "userDnTemplate=" + USER_DN,
                "baseDn=" + Slapd.BASE));
    command.addAll(List.of(fields));
    server.vedette(command.toArray(String[]::new));
  }

  @AfterClass
  public static void stop() throws Exception {
    server.close();
    slapd.close();
  }

  private static void directory(String name, String url, String... fields) {
    String[] command = new String[fields.length + 8];
    System.arraycopy(
        new String[] {
          "directory",
          "add",
          name,
          "servers=" + url,
          "baseDn=" + Slapd.BASE,
          "bindDn=" + Slapd.SERVICE_DN,
          "userFilter=(uid={name})",
          "--stdin"
        },
        0,
        command,
        0,
        8);
    System.arraycopy(fields, 0, command, 8, fields.length);
    server.vedetteWith(Slapd.SERVICE_PASSWORD + "\n", command);
  }

  @Test
  public void everyTrustedWayChecksThePasswordAndNothingElseDoes() {
    Person person = Site.named(server, Slapd.USER);
    RadiusRequest request = RadiusRequest.access(person.name(), Slapd.USER_PASSWORD);
    try (RadiusClient untrusted = client("untrusted", "127.0.0.20");
        RadiusClient wrongname = client("wrongname", "127.0.0.21")) {
      // Silence lasts; the others are asked meanwhile.
      CompletableFuture<Exchange> first = untrusted.send(request);
      CompletableFuture<Exchange> second = wrongname.send(request);
      trustedWaysCheck(person);
      assertThat(first.join().silent()).as("untrusted: " + first.join()).isTrue();
      assertThat(second.join().silent()).as("wrongname: " + second.join()).isTrue();
    }
    assertThat(server.tryVedette("", "directory", "test", "ldaps").code()).isZero();
    assertThat(server.tryVedette("", "directory", "test", "untrusted").out())
        .contains("trustedCertificates");
  }

  private static void trustedWaysCheck(Person person) {
    int client = 10;
    for (String trusted : new String[] {"plain", "starttls", "ldaps", "bydn", "bydntls"}) {
      try (RadiusClient vpn = client(trusted, "127.0.0." + client++)) {
        Exchange challenge = vpn.authenticate(person.name(), Slapd.USER_PASSWORD);
        assertThat(challenge.challenged()).as(trusted + ": " + challenge).isTrue();
        assertThat(vpn.authenticate(person.name(), "wrong").rejected()).as(trusted).isTrue();
        assertThat(vpn.authenticate("nobody", "wrong").rejected()).as(trusted).isTrue();
        assertThat(vpn.authenticate("*", Slapd.USER_PASSWORD).rejected()).as(trusted).isTrue();
      }
    }
  }

  @Test
  public void row99PagesGoBeyondTheSizeLimitAndChangesAreTold() throws Exception {
    slapd.addMany(Slapd.SIZE_LIMIT + 50);
    try (DirectoryAtWork corp = reading("50")) {
      String before = corp.cursor();
      List<DirectoryEntry> all = corp.all(Kind.USER, Slapd.PEOPLE);
      assertThat(all).hasSizeGreaterThan(Slapd.SIZE_LIMIT + 50);
      assertThat(corp.members(Slapd.GROUP)).hasSize(1);
      assertThat(corp.named("CORP\\ALICE")).extracting(DirectoryEntry::dn).hasSize(1);
      slapd.add(
          """
          dn: uid=many1,%1$s
          changetype: modify
          replace: mail
          mail: new@corp.example

          dn: uid=many2,%1$s
          changetype: modrdn
          newrdn: uid=renamed
          deleteoldrdn: 1

          dn: uid=many3,%1$s
          changetype: delete
          """
              .formatted(Slapd.PEOPLE));
      Changes changes = corp.since(before);
      assertThat(changes.changed())
          .extracting(each -> each.fact(DirectoryEntry.USERNAME).orElse(""))
          .containsExactlyInAnyOrder("many1", "renamed");
      assertThat(changes.gone())
          .containsExactly(
              all.stream()
                  .filter(each -> each.dn().startsWith("uid=many3,"))
                  .findFirst()
                  .orElseThrow()
                  .id());
      assertThat(corp.since(changes.cursor()).changed()).isEmpty();
    }
  }

  @Test
  public void passwordThatWasResetIsToldApart() {
    try (RadiusClient vpn = client("ldaps", "127.0.0.31")) {
      Exchange refused = vpn.authenticate(Slapd.RESET_USER, Slapd.USER_PASSWORD);
      assertThat(refused.rejected()).as(refused.toString()).isTrue();
      assertThat(server.vedette("audit", "list", "--text", Slapd.RESET_USER, "--json"))
          .contains("password must be changed");
    }
  }

  private static DirectoryAtWork reading(String pageSize) throws Exception {
    return new DirectoryAtWork(
        Map.of(
            "servers",
            slapd.tls(),
            "trustedCertificates",
            slapd.authority().pem(),
            "baseDn",
            Slapd.BASE,
            "bindDn",
            Slapd.SERVICE_DN,
            "bindPassword",
            Slapd.SERVICE_PASSWORD,
            "pageSize",
            pageSize));
  }

  @Test
  public void stoppedDirectoryIsUnavailableNotRefusedAndSaidOnce() throws Exception {
    slapd.addUser("carol", Slapd.USER_PASSWORD);
    Person carol = Site.named(server, "carol");
    try (RadiusClient vpn = client("ldaps", "127.0.0.30")) {
      assertThat(vpn.authenticate("carol", Slapd.USER_PASSWORD).challenged()).isTrue();
      slapd.stop();
      try {
        CompletableFuture<Exchange> right =
            vpn.send(RadiusRequest.access("carol", Slapd.USER_PASSWORD));
        CompletableFuture<Exchange> wrong = vpn.send(RadiusRequest.access("carol", "wrong"));
        assertThat(right.join().silent()).as("right password: " + right.join()).isTrue();
        assertThat(wrong.join().silent()).as("wrong password: " + wrong.join()).isTrue();
        assertThat(server.log().lines().filter(DirectorySignInRealIT::saysUnreachable)).hasSize(1);
      } finally {
        slapd.start();
      }
      try (RadiusClient asking = asking("127.0.0.30", Duration.ofMillis(500))) {
        await("the directory that runs again is asked again")
            .atMost(Duration.ofSeconds(60))
            .until(() -> asking.authenticate("carol", Slapd.USER_PASSWORD).challenged());
      }
      Exchange challenge = vpn.authenticate("carol", Slapd.USER_PASSWORD);
      String code = carol.token().codeAt(Instant.now());
      assertThat(vpn.answer(challenge, "carol", code).accepted()).isTrue();
    }
  }

  private static boolean saysUnreachable(String line) {
    return line.contains(" WARN ") && line.contains("directory=ldaps");
  }

  private static RadiusClient client(String directory, String address) {
    Site.client(
        server,
        directory + address.replace('.', '-'),
        address,
        "primary=directory:" + directory,
        "deadlineSeconds=" + DEADLINE.toSeconds());
    return asking(address, DEADLINE.plusSeconds(1));
  }

  private static RadiusClient asking(String address, Duration timeout) {
    return RadiusClient.to(server.radius(), SECRET)
        .from(new InetSocketAddress(address, 0))
        .sends(1)
        .timeout(timeout)
        .open();
  }
}
