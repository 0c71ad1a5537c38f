package org.vedette.itests.real;

import static org.assertj.core.api.Assertions.assertThat;
import static org.vedette.itests.blackbox.Site.PASSWORD;

import java.io.IOException;
import java.time.Instant;
import java.util.concurrent.CompletableFuture;
import org.awaitility.Awaitility;
import org.junit.AfterClass;
import org.junit.BeforeClass;
import org.junit.Test;
import org.vedette.itests.blackbox.HeldBundle;
import org.vedette.itests.blackbox.Server;
import org.vedette.itests.blackbox.Site;
import org.vedette.itests.blackbox.Site.Person;
import org.vedette.testkit.held.HeldPhones;
import org.vedette.testkit.held.HeldPhones.Decision;
import org.vedette.testkit.held.HeldPhones.Prompt;

/**
 * {@code pam_radius_auth}, by which Unix hosts ask: from pamtester, and from an OpenSSH server. It
 * sends no Message-Authenticator, and shows challenges.
 */
public class PamRadiusRealIT {
  private static final String UNIX = "127.0.0.2";
  private static final String JOINED = "127.0.0.3";
  private static final String STRICT = "127.0.0.4";
  private static final String SHORT = "127.0.0.5";
  private static final String QUESTION = "Code from your app:";
  private static final int PATIENT = 30;

  private static HeldPhones phones;
  private static Server server;

  @BeforeClass
  public static void start() throws Exception {
    phones = new HeldPhones();
    server = Server.unpack("pam");
    HeldBundle.into(server);
    server.start();
    HeldBundle.await(server);
    String off = "messageAuthenticator=off";
    Site.client(server, "unix", UNIX, off, "replyMessage=" + QUESTION);
    Site.client(server, "joined", JOINED, off, "appended=plain", "challenge=off");
    Site.client(server, "strict", STRICT);
    Site.client(server, "short", SHORT, off, "deadlineSeconds=5");
  }

  @AfterClass
  public static void stop() throws Exception {
    server.close();
    phones.close();
  }

  private static String now(Person person) {
    return person.token().codeAt(Instant.now());
  }

  private static PamService pam(String from, int seconds) throws IOException {
    return new PamService(server.radius(), from, seconds);
  }

  @Test
  public void passwordThenCodeOnceAndTheSecondPromptShowsTheQuestion() throws IOException {
    Person person = Site.person(server);
    String code = now(person);
    try (PamService unix = pam(UNIX, PATIENT)) {
      Tools.Ran right = unix.signIn(person.name(), PASSWORD, code);
      assertThat(right.succeeded()).as(right.output()).isTrue();
      assertThat(right.output())
          .containsSubsequence("Password:", QUESTION, "successfully authenticated");

      for (Tools.Ran wrong :
          new Tools.Ran[] {
            unix.signIn(person.name(), PASSWORD, code),
            unix.signIn(person.name(), PASSWORD, "000000"),
            unix.signIn(person.name(), "wrong", code),
            unix.signIn("nobody", PASSWORD, code)
          }) {
        assertThat(wrong.succeeded()).isFalse();
        assertThat(wrong.output()).contains("Authentication failure");
      }
    }
  }

  @Test
  public void codeBehindThePasswordNeedsNoSecondPrompt() throws IOException {
    Person person = Site.person(server);
    try (PamService joined = pam(JOINED, PATIENT)) {
      assertThat(joined.signIn(person.name(), PASSWORD + "000000").succeeded()).isFalse();
      Tools.Ran alone = joined.signIn(person.name(), PASSWORD);
      assertThat(alone.succeeded()).as("no code, and none is asked for").isFalse();
      assertThat(alone.output()).contains("Authentication failure");
      Tools.Ran right = joined.signIn(person.name(), PASSWORD + now(person));
      assertThat(right.succeeded()).as(right.output()).isTrue();
    }
  }

  /** Row 62: what the module sends is not answered where Message-Authenticator is demanded. */
  @Test
  public void whereMessageAuthenticatorIsRequiredNobodyGetsIn() throws IOException {
    Person person = Site.person(server);
    try (PamService strict = pam(STRICT, 3)) {
      Tools.Ran ran = strict.signIn(person.name(), PASSWORD, now(person));
      assertThat(ran.succeeded()).isFalse();
      // Its words for silence, after the time-out; a reject reads otherwise.
      assertThat(ran.output()).contains("cannot retrieve authentication info");
    }
    assertThat(server.log())
        .contains("Requests without Message-Authenticator are dropped")
        .contains("bin/vedette application set strict messageAuthenticator=")
        .contains("source=" + STRICT);
  }

  @Test
  public void phoneDecidesWhileTheModuleWaits() throws Exception {
    Site.withPhone(server, "pat", phones);
    Site.password(server, "pat");
    try (PamService unix = pam(UNIX, PATIENT)) {
      for (Decision decision : Decision.values()) {
        CompletableFuture<Tools.Ran> waiting =
            CompletableFuture.supplyAsync(() -> unix.signIn("pat", PASSWORD));
        phones.answer(ringing(), decision);
        assertThat(waiting.join().succeeded())
            .as(waiting.join().output())
            .isEqualTo(decision == Decision.APPROVE);
      }
    }
  }

  /** Row 59: a reject comes before the module gives up, when its time-out is above the deadline. */
  @Test
  public void nobodyAnswersAndTheDeadlineOfTheApplicationEndsIt() throws Exception {
    Site.withPhone(server, "quentin", phones);
    Site.password(server, "quentin");
    try (PamService patient = pam(SHORT, PATIENT)) {
      Tools.Ran ran = patient.signIn("quentin", PASSWORD);
      assertThat(ran.succeeded()).isFalse();
      assertThat(ran.output()).contains("Authentication failure");
    }
    assertThat(server.vedette("audit", "list", "--text", "quentin")).contains("TIMED_OUT");
    phones.answer(ringing(), Decision.DECLINE);
  }

  /** What a time-out of three seconds, the module's own, does to a person with a phone. */
  @Test
  public void tooShortATimeOutGivesUpWhileThePhoneRings() throws Exception {
    Site.withPhone(server, "rita", phones);
    Site.password(server, "rita");
    try (PamService hasty = pam(UNIX, 3)) {
      Tools.Ran ran = hasty.signIn("rita", PASSWORD);
      assertThat(ran.succeeded()).isFalse();
      assertThat(ran.output()).contains("cannot retrieve authentication info");
    }
    phones.answer(ringing(), Decision.APPROVE);
  }

  private static Prompt ringing() {
    Awaitility.await("a phone rings").until(() -> !phones.open().isEmpty());
    assertThat(phones.open()).as("one phone rings").hasSize(1);
    return phones.open().get(0);
  }

  @Test
  public void sshLetsInByPasswordThenCode() throws IOException {
    String user = "vdt" + ProcessHandle.current().pid();
    Person person = Site.named(server, user);
    Site.password(server, user);
    try (PamService unix = pam(UNIX, PATIENT);
        SshServer ssh = new SshServer(unix, user)) {
      String code = now(person);
      SshServer.Login right = ssh.signIn(PASSWORD, code);
      assertThat(right.success()).as(right.output()).isTrue();
      assertThat(right.prompts()).hasSize(2);
      assertThat(right.prompts().get(0)).endsWith("Password: ");
      assertThat(right.prompts().get(1)).endsWith(QUESTION);

      SshServer.Login used = ssh.signIn(PASSWORD, code);
      assertThat(used.success()).as("a code works once").isFalse();
      assertThat(used.prompts()).hasSize(2);
      SshServer.Login wrong = ssh.signIn("wrong", code);
      assertThat(wrong.success()).isFalse();
      assertThat(wrong.prompts()).as("a wrong password leads to no question").hasSize(1);
    }
    assertThat(server.vedette("audit", "list", "--text", user))
        .contains("OATH_VERIFIED", "OATH_DUPLICATE", "PRIMARY_REFUSED");
  }
}
