package org.vedette.itests.blackbox;

import static org.assertj.core.api.Assertions.assertThat;
import static org.vedette.itests.blackbox.Site.PASSWORD;
import static org.vedette.itests.blackbox.Site.SECRET;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.AfterClass;
import org.junit.BeforeClass;
import org.junit.Rule;
import org.junit.Test;
import org.junit.rules.TemporaryFolder;
import org.vedette.client.radius.Exchange;
import org.vedette.client.radius.RadiusClient;
import org.vedette.client.radius.RadiusRequest;
import org.vedette.codec.radius.Attribute;
import org.vedette.codec.radius.AttributeTypes;
import org.vedette.codec.radius.Packet;
import org.vedette.testkit.oath.SoftToken;

/** Hardware tokens from the vendor's file to the sign-in by RADIUS, and back into the drawer. */
public class OathTokensIT {
  private static final String ADDRESS = "127.0.0.12";
  private static final Pattern ADDED = Pattern.compile("\"added\"\\s*:\\s*(\\d+)");
  private static final Duration STEP = Duration.ofSeconds(30);

  @Rule public final TemporaryFolder folder = new TemporaryFolder();
  private static Server server;
  private static RadiusClient vpn;

  @BeforeClass
  public static void start() {
    server = Server.unpack("oathtokens");
    server.start();
    Site.client(server, "vpn", ADDRESS);
    vpn =
        RadiusClient.to(server.radius(), SECRET)
            .from(new InetSocketAddress(ADDRESS, 0))
            .timeout(Duration.ofSeconds(5))
            .open();
  }

  @AfterClass
  public static void stop() {
    vpn.close();
    server.close();
  }

  private static void user(String name) {
    server.vedette("user", "add", name);
    server.vedetteWith(PASSWORD + "\n", "user", "password", name, "--stdin");
  }

  private static boolean signsIn(String user, String code) {
    Packet question = vpn.authenticate(user, PASSWORD).reply().orElseThrow();
    byte[] state = question.first(AttributeTypes.STATE).orElseThrow();
    Exchange end =
        vpn.exchange(
            RadiusRequest.access(user, code).with(new Attribute(AttributeTypes.STATE, state)));
    return end.accepted();
  }

  private String file(String content) throws IOException {
    Path file = folder.newFile().toPath();
    Files.writeString(file, content);
    return file.toString();
  }

  private static Path figure(int number) {
    return Path.of(System.getProperty("vedette.bundles"))
        .resolve("method.oath/src/test/resources/org/vedette/method/oath/file")
        .resolve("figure" + number + ".xml");
  }

  @Test
  public void fromTheFileToTheSignInAndBackIntoTheDrawer() throws IOException {
    BoxedToken boxed = BoxedToken.of(1);
    SoftToken token = boxed.inHand();
    String csv = file(boxed.line() + "77," + boxed.secret().replace('S', '1') + ",30\n");

    Server.Ran look = server.tryVedette("", "oath", "import", csv, "--dry-run");
    assertThat(look.code()).isEqualTo(1);
    assertThat(look.out()).contains("Would add 1 of 2", "'1' at position", "refused");
    assertThat(server.vedette("oath", "list", boxed.serial())).contains("No token is like that");

    Server.Ran ran = server.tryVedette("", "oath", "import", csv);
    assertThat(ran.out()).contains("Added 1 of 2 tokens, 1 refused.");
    assertThat(ran.out()).doesNotContain(boxed.secret().substring(4));
    assertThat(server.tryVedette("", "oath", "import", csv).out()).contains("1 there already");
    assertThat(server.vedette("oath", "list", "--state", "free")).contains(boxed.serial());

    user("hilda");
    Server.Ran wrong =
        server.tryVedette("", "oath", "assign", boxed.serial(), "000000", "--user", "hilda");
    assertThat(wrong.code()).isEqualTo(1);
    assertThat(wrong.out()).contains("no code of this time matches");

    String code = token.codeAt(Instant.now());
    assertThat(server.vedette("oath", "assign", boxed.serial(), code, "--user", "hilda"))
        .contains("hilda can sign in with the token " + boxed.serial());
    assertThat(signsIn("hilda", code)).as("the code of the assignment is used up").isFalse();
    assertThat(signsIn("hilda", token.codeAt(Instant.now().plus(STEP)))).isTrue();

    server.vedette("oath", "release", boxed.serial());
    assertThat(server.vedette("enrollment", "list", "hilda")).contains("no second factor");
    assertThat(server.vedette("oath", "show", boxed.serial())).contains("free");
    server.vedette("oath", "remove", boxed.serial());
    assertThat(server.tryVedette("", "oath", "show", boxed.serial()).code()).isEqualTo(1);
    assertThat(server.vedette("audit", "list", "--limit", "100"))
        .contains("hardware-token.import", "hardware-token.add", "hardware-token.remove")
        .contains("enrollment.add", "enrollment.remove");
  }

  @Test
  public void aTokenThatDriftedIsFoundAgain() throws IOException {
    BoxedToken boxed = BoxedToken.of(2);
    SoftToken token = boxed.inHand();
    server.vedette("oath", "import", file(boxed.line()));
    user("drifter");
    Instant ahead = Instant.now().plus(STEP.multipliedBy(8));
    server.vedette("oath", "assign", boxed.serial(), token.codeAt(ahead), "--user", "drifter");
    assertThat(signsIn("drifter", token.codeAt(ahead.plus(STEP)))).as("drift kept").isTrue();

    Instant astray = ahead.plus(STEP.multipliedBy(12));
    assertThat(signsIn("drifter", token.codeAt(astray))).isFalse();
    String first = token.codeAt(astray);
    String second = token.codeAt(astray.plus(STEP));
    assertThat(server.vedette("oath", "resync", boxed.serial(), first, second))
        .contains("Found its place again");
    assertThat(signsIn("drifter", second)).as("used up").isFalse();
    assertThat(signsIn("drifter", token.codeAt(astray.plus(STEP.multipliedBy(2))))).isTrue();
    Server.Ran again = server.tryVedette("", "oath", "resync", boxed.serial(), first, second);
    assertThat(again.code()).as(again.out()).isEqualTo(1);
  }

  @Test
  public void anEncryptedFileHoldsAnEventToken() throws Exception {
    SoftToken token =
        SoftToken.scan("otpauth://hotp/x?secret=GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ&digits=8");
    String file = figure(7).toString();
    Server.Ran shut = server.tryVedette("", "oath", "import", file);
    assertThat(shut.out()).contains("passphrase: the file is encrypted");
    Server.Ran wrong = server.tryVedette("qwertz\n", "oath", "import", file, "--passphrase-stdin");
    assertThat(wrong.out()).contains("passphrase: it does not open this file");
    assertThat(
            server.vedetteWith(
                "qwerty\n", "oath", "import", file, "--passphrase-stdin", "--format", "pskc"))
        .contains("Added 1 of 1 tokens.");
    assertThat(
            server.vedette(
                "oath",
                "import",
                figure(6).toString(),
                "--key-file",
                file("12345678901234567890123456789012\n")))
        .contains("Added 1 of 1 tokens.");

    user("event");
    String acme = "TokenVendorAcme";
    Server.Ran several =
        server.tryVedette("", "oath", "assign", "987654321", token.codeFor(0), "--user", "event");
    assertThat(several.out()).contains("several made this serial number");
    server.vedette(
        "oath",
        "assign",
        "987654321",
        token.codeFor(300),
        token.codeFor(301),
        "--user",
        "event",
        "--manufacturer",
        acme);
    assertThat(signsIn("event", token.codeFor(301))).isFalse();
    assertThat(signsIn("event", token.codeFor(302))).isTrue();
    // The user goes, the token is free, and what was used stays used.
    server.vedette("user", "remove", "event");
    assertThat(server.vedette("oath", "show", "987654321", "--manufacturer", acme))
        .contains("free");
    user("event2");
    Server.Ran used =
        server.tryVedette(
            "",
            "oath",
            "assign",
            "987654321",
            token.codeFor(302),
            "--user",
            "event2",
            "--manufacturer",
            acme);
    assertThat(used.code()).as(used.out()).isEqualTo(1);
  }

  @Test
  public void theCloudsFileLeavesTokensWaitingForTheirUsers() throws IOException {
    BoxedToken boxed = BoxedToken.of(3);
    user("helga");
    String csv =
        "upn,serial number,secret key,time interval,manufacturer,model\n"
            + "Helga@contoso.example,%s,%s,30,Contoso,HardwareKey\n"
                .formatted(boxed.serial(), boxed.secret());
    assertThat(server.vedette("oath", "import", file(csv)))
        .contains("1 waiting for a code of their user");
    assertThat(server.vedette("oath", "list", "--state", "waiting")).contains("helga");
    assertThat(server.vedette("enrollment", "list", "helga")).contains("no second factor");
    server.vedette("oath", "assign", boxed.serial(), boxed.inHand().codeAt(Instant.now()));
    assertThat(signsIn("helga", boxed.inHand().codeAt(Instant.now().plus(STEP)))).isTrue();
  }

  @Test
  public void tenThousandTokensAreImportedInSeconds() throws IOException {
    StringBuilder csv = new StringBuilder();
    for (int i = 0; i < 10_000; i++) {
      csv.append(BoxedToken.of(100_000 + i).line());
    }
    String file = file(csv.toString());
    Instant begin = Instant.now();
    Matcher added = ADDED.matcher(server.vedette("oath", "import", file, "--json"));
    Duration took = Duration.between(begin, Instant.now());
    assertThat(added.find()).isTrue();
    assertThat(added.group(1)).isEqualTo("10000");
    assertThat(took).isLessThan(Duration.ofSeconds(60));
    assertThat(server.vedette("oath", "list", "--state", "free", "--limit", "1", "--json"))
        .containsPattern("\"total\"\\s*:\\s*100");
    assertThat(server.vedette("oath", "import", file)).contains("10000 there already");
  }
}
