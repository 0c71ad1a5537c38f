package org.vedette.primary.ntlm;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.awaitility.Awaitility;
import org.junit.After;
import org.junit.Before;
import org.junit.Rule;
import org.junit.Test;
import org.junit.rules.TemporaryFolder;
import org.vedette.api.auth.Credential;
import org.vedette.api.lifecycle.Health;
import org.vedette.api.primary.MsChapProof;
import org.vedette.api.primary.PasswordExpired;
import org.vedette.api.primary.PrimaryRequest;
import org.vedette.api.primary.PrimaryVerdict;
import org.vedette.api.primary.PrimaryVerdict.Confirmed;
import org.vedette.api.primary.PrimaryVerdict.Refused;
import org.vedette.api.primary.PrimaryVerdict.Unreachable;
import org.vedette.api.secret.Secret;
import org.vedette.testkit.memory.MemoryVault;

public class NtlmTest {
  /** RFC 2759 section 9.2 and RFC 3079 section 3.5.3. */
  private static final Credential RIGHT =
      new Credential.MsChap2(
          hex("5B5D7C7D7B3F2F3E3C2C602132262628"),
          hex("21402324255E262A28295F2B3A337C7E"),
          "User".getBytes(UTF_8),
          hex("82309ECD8D708B5EA08FAA3981CD83544233114A3D85D6DF"));

  private static final Credential WRONG =
      new Credential.MsChap2(
          hex("5B5D7C7D7B3F2F3E3C2C602132262628"),
          hex("21402324255E262A28295F2B3A337C7E"),
          "User".getBytes(UTF_8),
          new byte[24]);

  private static final int TIMEOUT = 5000;

  @Rule public final TemporaryFolder folder = new TemporaryFolder();

  private final MemoryVault vault = new MemoryVault(1);
  private final ConfiguredDomain domain =
      new ConfiguredDomain("corp", "org.vedette.primary.ntlm~corp", vault, InstantSource.system());
  private FakeHelper helper;

  @Before
  public void prepare() throws IOException {
    helper = new FakeHelper(folder.getRoot().toPath());
  }

  @After
  public void close() {
    domain.close();
  }

  @Test
  public void confirmsMsChap2AndProvesItself() {
    start(1);
    Confirmed confirmed = (Confirmed) check("User", RIGHT);

    MsChapProof proof = MsChapProof.open(confirmed.attributes(), vault).orElseThrow();
    assertThat(proof.response()).isEqualTo(hex("407A5589115FD0D6209F510FE9C04566932CDA56"));
    assertThat(proof.sendKey()).isEqualTo(hex("8B7CDC149B993A1BA118CB153F56DCCB"));
    assertThat(proof.receiveKey()).isEqualTo(hex("D5F0E9521E3EA9589645E86051C82226"));
    assertThat(confirmed.attributes().toString()).doesNotContain("407A5589", "8B7CDC14");
  }

  @Test
  public void answersBelongToTheirQuestions() throws IOException {
    start(1);
    for (int round = 0; round < 20; round++) {
      assertThat(check("User", WRONG))
          .isInstanceOfSatisfying(
              Refused.class, it -> assertThat(it.detail()).contains("NT_STATUS_WRONG_PASSWORD"));
      assertThat(check("User", RIGHT)).isInstanceOf(Confirmed.class);
      assertThat(check("nobody", RIGHT))
          .isInstanceOfSatisfying(
              Refused.class, it -> assertThat(it.detail()).contains("NT_STATUS_NO_SUCH_USER"));
    }
    assertThat(helper.starts()).isEqualTo(1);
  }

  @Test
  public void checksTypedPasswords() {
    start(2);
    assertThat(check("User", typed("clientPass"))).isInstanceOf(Confirmed.class);
    assertThat(check("User", typed("clientpass"))).isInstanceOf(Refused.class);
    assertThat(check("nobody", typed("clientPass"))).isInstanceOf(Refused.class);
    assertThat(domain.health()).isEqualTo(Health.ok());
  }

  @Test
  public void knowsTheFormsOfNames() {
    start(1);
    assertThat(check("CORP\\User", RIGHT)).isInstanceOf(Confirmed.class);
    assertThat(check("User@corp.example", typed("clientPass"))).isInstanceOf(Confirmed.class);
    assertThat(check("OTHER\\User", RIGHT)).isInstanceOf(Refused.class);
    assertThat(check("User@other.example", RIGHT)).isInstanceOf(Refused.class);
  }

  /** Nothing in a name or a password becomes a line of its own, or another name. */
  @Test
  public void nothingCanBeSlippedIn() throws IOException {
    start(1);
    String line = "\nUsername: User\nNT-Domain: CORP\nPassword: clientPass\n.\n";
    for (String name :
        List.of(
            "x" + line, "User\0", "User\0x", "\0", "", " ", "CORP\\", "\\User", "@corp.example")) {
      assertThat(check(name, typed("clientPass"))).isInstanceOf(Refused.class);
    }
    for (String name : List.of("a\\CORP\\User", "CORP\\User@x", "User@x@corp.example", "x\uD800")) {
      assertThat(check(name, RIGHT)).isInstanceOf(Refused.class);
    }
    assertThat(check("x".repeat(251) + "\u00e9", RIGHT)).isInstanceOf(Refused.class);
    assertThat(check("User: . :: x", RIGHT)).isInstanceOf(Refused.class);
    assertThat(check("User", typed("x" + line))).isInstanceOf(Refused.class);
    assertThat(check("User", typed("clientPass\0"))).isInstanceOf(Refused.class);
    assertThat(check("User", typed("clientPass\0x"))).isInstanceOf(Refused.class);
    assertThat(check("User", typed("x".repeat(256)))).isInstanceOf(Refused.class);

    assertThat(helper.asked())
        .allMatch(
            each ->
                each.equals(".")
                    || each.matches("(Username|NT-Domain|Password):: [A-Za-z0-9+/=]+")
                    || each.matches("(LANMAN-Challenge|NT-Response): [0-9A-F]+")
                    || each.equals("Request-User-Session-Key: Yes"));
    assertThat(check("User", typed("clientPass"))).isInstanceOf(Confirmed.class);
  }

  @Test
  public void tellsTheStateOfAnAccountToAdministrators() throws IOException {
    start(1);
    Map<String, String> states =
        Map.of(
            "The user account password has expired.",
            "PASSWORD_EXPIRED",
            "The user password must be changed before logging on the first time.",
            "PASSWORD_MUST_CHANGE",
            "The user account has been automatically locked because too many invalid logon attempts"
                + " or password change attempts have been requested.",
            "ACCOUNT_LOCKED_OUT",
            "The referenced account is currently disabled and cannot be logged on to.",
            "ACCOUNT_DISABLED",
            "The user account has expired.",
            "ACCOUNT_EXPIRED",
            "The user account has time restrictions and cannot be logged onto at this time.",
            "INVALID_LOGON_HOURS",
            "NT_STATUS_LOGON_FAILURE",
            "LOGON_FAILURE");
    for (Map.Entry<String, String> each : states.entrySet()) {
      helper.mode("says " + each.getKey());
      assertThat(check("User", RIGHT))
          .isInstanceOfSatisfying(
              Refused.class,
              it -> {
                assertThat(it.detail()).contains("NT_STATUS_" + each.getValue() + ")");
                assertThat(PasswordExpired.isIn(it.attributes()))
                    .isEqualTo(each.getValue().startsWith("PASSWORD_"));
              });
    }
  }

  @Test
  public void anOutageIsNoRefusal() throws IOException {
    start(1);
    for (String outage :
        List.of(
            "No logon servers are currently available to service the logon request.",
            "Reading winbind reply failed!",
            "The specified named pipe is in the disconnected state.",
            "something never heard of")) {
      helper.mode("says " + outage);
      assertThat(check("User", RIGHT))
          .isInstanceOfSatisfying(Unreachable.class, it -> assertThat(it.why()).contains(outage));
      helper.mode("bare " + outage);
      assertThat(check("User", typed("clientPass"))).isInstanceOf(Unreachable.class);
    }
    assertThat(domain.health().status()).isEqualTo(Health.Status.CRITICAL);
    assertThat(domain.health().message()).contains("something never heard of", "winbindd_priv");

    helper.mode("works");
    assertThat(check("User", RIGHT)).isInstanceOf(Confirmed.class);
    assertThat(domain.health()).isEqualTo(Health.ok());
    assertThat(helper.starts()).isEqualTo(1);
  }

  @Test
  public void garbageConfirmsNothing() throws IOException {
    start(1);
    for (String garbage :
        List.of(
            "Authenticated: Yes\\nAuthenticated: No\\n.\\n",
            "Authenticated: No\\nAuthenticated: Yes\\n.\\n",
            "Authenticated: Yes\\nAuthentication-Error: no\\n.\\n",
            "Authenticated: yes\\n.\\n",
            "Error: No password supplied!\\nAuthenticated: Yes\\n.\\n",
            "Error: Parameter not found!\\n.\\n",
            "Authenticated: Yes\\nUser-Session-Key: 41C0\\n.\\n",
            "Authenticated: Yes\\nUser-Session-Key: zz\\n.\\n",
            "Authenticated: Yes\\nElse: x\\n.\\n",
            "\\n.\\n",
            "x".repeat(2000))) {
      helper.mode("raw " + garbage);
      assertThat(check("User", RIGHT)).as(garbage).isInstanceOf(Unreachable.class);
      helper.mode("works");
      assertThat(check("User", RIGHT)).as("after " + garbage).isInstanceOf(Confirmed.class);
    }
  }

  @Test
  public void anAnswerThatNobodyAskedForIsNobodys() throws IOException {
    helper.mode("early");
    start(1);
    Awaitility.await().until(() -> folder.getRoot().toPath().resolve("said").toFile().exists());
    assertThat(check("User", WRONG)).isInstanceOf(Unreachable.class);
    assertThat(check("User", WRONG)).isInstanceOf(Refused.class);
  }

  @Test
  public void aConfirmationWithoutKeyIsOfNoUseToMsChap2() throws IOException {
    helper.mode("keyless");
    start(1);
    assertThat(check("User", RIGHT)).isInstanceOf(Unreachable.class);
    assertThat(check("User", typed("any"))).isInstanceOf(Confirmed.class);
  }

  @Test
  public void aHelperThatDiesIsStartedAnew() throws IOException {
    start(1);
    helper.mode("dies-once");
    assertThat(check("User", RIGHT)).isInstanceOf(Unreachable.class);
    assertThat(check("User", RIGHT)).isInstanceOf(Confirmed.class);
    assertThat(domain.health()).isEqualTo(Health.ok());

    helper.started().forEach(ProcessHandle::destroyForcibly);
    Awaitility.await().until(() -> helper.starts() == 3);
    assertThat(check("User", RIGHT)).isInstanceOf(Confirmed.class);
  }

  @Test
  public void helpersThatDoNotWorkRestLongerEachTime() throws IOException {
    helper.mode("dies");
    start(2);
    Awaitility.await().until(() -> domain.health().status() == Health.Status.CRITICAL);
    Awaitility.await().until(() -> check("User", RIGHT).toString().contains("no helper works"));
    assertThat(helper.starts()).isLessThan(10);
    assertThat(
            List.of(
                HelperPool.restMillis(1),
                HelperPool.restMillis(2),
                HelperPool.restMillis(3),
                HelperPool.restMillis(1000)))
        .containsExactly(0L, 500L, 1000L, 30_000L);

    helper.mode("works");
    Awaitility.await().until(() -> domain.health().equals(Health.ok()));
    assertThat(check("User", RIGHT)).isInstanceOf(Confirmed.class);
  }

  @Test
  public void aSilentHelperIsEnded() throws IOException {
    domain.configure(helper.settings(1, 1500));
    assertThat(check("User", RIGHT)).isInstanceOf(Confirmed.class);
    ProcessHandle first = helper.started().get(0);
    helper.mode("hangs");
    assertThat(check("User", RIGHT))
        .isInstanceOfSatisfying(
            Unreachable.class, it -> assertThat(it.why()).contains("silent for 1500 ms"));
    Awaitility.await().until(() -> !first.isAlive());
    helper.mode("works");
    assertThat(check("User", RIGHT)).isInstanceOf(Confirmed.class);
  }

  @Test
  public void waitsNoLongerThanItIsOfUseAndNotForTooMany() throws Exception {
    start(1);
    assertThat(check("User", RIGHT)).isInstanceOf(Confirmed.class);
    helper.mode("hangs");
    Duration soon = Duration.ofMillis(700);
    List<CompletableFuture<PrimaryVerdict>> all = new ArrayList<>();
    for (int count = 0; count < HelperPool.MAX_WAITING + 50; count++) {
      all.add(begin("User", typed("clientPass"), soon));
    }
    long refused =
        all.stream()
            .filter(CompletableFuture::isDone)
            .filter(each -> each.join().toString().contains("too many"))
            .count();
    assertThat(refused).isBetween(49L, 50L);
    for (CompletableFuture<PrimaryVerdict> each : all) {
      assertThat(each.get(3, TimeUnit.SECONDS)).isInstanceOf(Unreachable.class);
    }
    assertThat(begin("User", RIGHT, Duration.ofMillis(100)).getNow(null))
        .isInstanceOf(Unreachable.class);
  }

  @Test
  public void wipesWhatNobodyAsks() {
    byte[] question = "Password".getBytes(UTF_8);
    Job job = new Job(question, new byte[0]);
    job.end(new Answer.None("not in time"));
    assertThat(question).containsOnly(0);
    assertThat(job.take()).isEmpty();
  }

  @Test
  public void helpersEndWithTheirSettings() throws IOException {
    start(3);
    assertThat(check("User", RIGHT)).isInstanceOf(Confirmed.class);
    Awaitility.await().until(() -> helper.starts() == 3);
    List<ProcessHandle> first = helper.started();
    start(1);
    Awaitility.await().until(() -> first.stream().noneMatch(ProcessHandle::isAlive));
    assertThat(check("User", RIGHT)).isInstanceOf(Confirmed.class);
    domain.close();
    Awaitility.await().until(() -> helper.started().stream().noneMatch(ProcessHandle::isAlive));
    assertThat(check("User", RIGHT)).isInstanceOf(Unreachable.class);
  }

  @Test
  public void badSettingsLeaveTheLastGoodOnes() {
    start(1);
    Map<String, Object> bad = helper.settings(33, TIMEOUT);
    bad.put("command", "ntlm_auth");
    bad.put("domain", "");
    domain.configure(bad);
    assertThat(domain.health().status()).isEqualTo(Health.Status.CRITICAL);
    assertThat(domain.health().message()).contains("command", "domain", "helpers");
    assertThat(check("User", RIGHT)).isInstanceOf(Confirmed.class);
    start(1);
    assertThat(domain.health()).isEqualTo(Health.ok());
  }

  @Test
  public void whatADomainCannotCheckIsRefused() {
    start(1);
    assertThat(check("User", new Credential.Chap(1, new byte[16], new byte[16])))
        .isInstanceOf(Refused.class);
    assertThat(check("User", new Credential.Opaque(new byte[0]))).isInstanceOf(Refused.class);
  }

  private void start(int helpers) {
    domain.configure(helper.settings(helpers, TIMEOUT));
  }

  private PrimaryVerdict check(String name, Credential shown) {
    return begin(name, shown, Duration.ofSeconds(20)).join();
  }

  private CompletableFuture<PrimaryVerdict> begin(String name, Credential shown, Duration useful) {
    return domain
        .check(
            new PrimaryRequest(
                "r1",
                name,
                Optional.empty(),
                shown,
                new UUID(0, 1),
                "192.0.2.1",
                false,
                Instant.now().plus(useful)))
        .toCompletableFuture();
  }

  private static Credential typed(String text) {
    return new Credential.Typed(Secret.of(text));
  }

  private static byte[] hex(String digits) {
    return HexFormat.of().parseHex(digits);
  }
}
