package org.vedette.core.mail;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.junit.Test;
import org.vedette.api.audit.AuditRecord;
import org.vedette.api.delivery.Delivery;
import org.vedette.api.delivery.DeliveryGateway;
import org.vedette.api.delivery.Message;
import org.vedette.api.delivery.UserMails;
import org.vedette.api.delivery.UserMails.Event;
import org.vedette.api.lifecycle.ServiceDirectory;
import org.vedette.api.secret.Secret;
import org.vedette.api.store.Actor;
import org.vedette.api.store.RecordType;
import org.vedette.api.store.StoredRecord;
import org.vedette.api.store.WriteListener.Written;
import org.vedette.api.user.Block;
import org.vedette.api.user.DirectoryLink;
import org.vedette.api.user.Enrollment;
import org.vedette.api.user.Phone;
import org.vedette.api.user.User;
import org.vedette.core.checks.Failures;
import org.vedette.core.delivery.DeliveryNotes;
import org.vedette.core.delivery.Gateways;
import org.vedette.core.delivery.OpenQuestions;
import org.vedette.core.delivery.Outbox;
import org.vedette.core.flow.Ports;
import org.vedette.core.policy.Policies;
import org.vedette.core.settings.CoreSettings;
import org.vedette.core.settings.MailSettings;
import org.vedette.core.text.Texts;
import org.vedette.testkit.memory.FakeClock;
import org.vedette.testkit.memory.MemoryRecords;
import org.vedette.testkit.memory.MemoryState;
import org.vedette.testkit.memory.MemoryVault;

public class MailDeskTest {
  private static final Actor OLGA = new Actor("olga", "rest", "192.0.2.7");
  private static final User ALICE =
      User.builder(new UUID(0, 1), "alice@corp.example", "alice@corp.example")
          .firstName("Alice")
          .phone(Optional.of(new Phone("41", "446681800", "")))
          .build();

  private final FakeClock clock = new FakeClock(Instant.parse("2026-05-01T12:00:00Z"));
  private final MemoryRecords records = new MemoryRecords();
  private final MemoryState state = new MemoryState(clock);
  private final MemoryVault vault = new MemoryVault(7);
  private final Gateways gateways = new Gateways();
  private final List<Message> sent = new ArrayList<>();
  private Delivery answer = new Delivery.Sent("1");
  private CoreSettings settings = settings(true);
  private MailDesk desk = desk();

  public MailDeskTest() {
    gateways.add(
        new Gateways.Named(
            "mail",
            "mail:main",
            0,
            new DeliveryGateway() {
              @Override
              public String channel() {
                return "mail";
              }

              @Override
              public CompletionStage<Delivery> send(Message message) {
                sent.add(message);
                return CompletableFuture.completedFuture(answer);
              }
            }));
  }

  private MailDesk desk() {
    Outbox outbox =
        new Outbox(gateways, () -> settings, clock, new OpenQuestions(), new Texts(List::of));
    Ports ports =
        new Ports(
            records,
            records,
            state,
            state,
            state,
            state,
            vault,
            new ServiceDirectory<>(),
            new ServiceDirectory<>(),
            new ServiceDirectory<>(),
            new ServiceDirectory<>(),
            outbox,
            new Policies(records),
            () -> "1.0.0",
            clock,
            () -> settings,
            new ServiceDirectory<>());
    return new MailDesk(
        ports, new MailQueue(outbox, new DeliveryNotes(state, vault, clock), Runnable::run));
  }

  private static CoreSettings settings(boolean on) {
    CoreSettings it = CoreSettings.DEFAULTS;
    return new CoreSettings(
        it.challengeLife(),
        3,
        it.lockoutReset(),
        it.lockoutLife(),
        it.throttlePasswords(),
        it.throttleWindow(),
        it.throttleCodes(),
        it.pins(),
        it.fraud(),
        "Example Ltd",
        it.language(),
        it.routes(),
        it.sending(),
        new MailSettings(
            on, "https://portal.example", on ? List.of("admin@corp.example") : List.of()),
        it.names());
  }

  private static Enrollment enrollment(int id, String method, String mode) {
    return new Enrollment(
        new UUID(1, id),
        1,
        ALICE.id(),
        method,
        mode,
        "key ring",
        true,
        Instant.parse("2026-05-01T12:00:00Z"),
        6,
        Map.of(),
        Optional.empty(),
        Optional.empty());
  }

  private <T extends StoredRecord> void write(RecordType<T> type, T after) {
    Optional<StoredRecord> before = records.find(type, after.id()).map(it -> it);
    records.given(type, after);
    desk.written(List.of(new Written(before, Optional.of(after))), OLGA);
  }

  private List<String> subjects() {
    return sent.stream().map(each -> each.text().orElseThrow().subject()).toList();
  }

  private List<String> templates() {
    return sent.stream().map(Message::template).toList();
  }

  /** Row 45. */
  @Test
  public void aUserIsWelcomedOnceAllTold() {
    write(User.TYPE, ALICE);
    assertThat(sent).as("incomplete").isEmpty();
    write(Enrollment.TYPE, enrollment(1, "text", "standard"));
    write(User.TYPE, ALICE.change().description("changed").build());
    write(User.TYPE, ALICE.change().enabled(false).build());
    write(User.TYPE, ALICE.change().enabled(true).build());
    desk = desk();
    write(User.TYPE, ALICE.change().enabled(false).build());
    write(User.TYPE, ALICE.change().enabled(true).build());

    assertThat(sent).hasSize(1);
    assertThat(subjects()).containsExactly("Your sign-in at Example Ltd");
    assertThat(sent.get(0).to()).isEqualTo("alice@corp.example");
    assertThat(sent.get(0).text().orElseThrow().body())
        .contains("Hello Alice,", "+41 446681800", "https://portal.example")
        .doesNotContain("PIN");
    AuditRecord note = state.audit().get(0);
    assertThat(note.result()).isEqualTo("mail.sent");
    assertThat(note.actor()).isEqualTo("olga");
    assertThat(note.fields()).containsEntry("template", "mail.welcome.text");
    assertThat(note.toString()).doesNotContain("Hello");
  }

  @Test
  public void aUserWhoIsEnabledWhenCompleteIsWelcomed() {
    User disabled = ALICE.change().enabled(false).build();
    write(User.TYPE, disabled);
    write(Enrollment.TYPE, enrollment(1, "oath", "pin"));
    assertThat(sent).isEmpty();
    write(User.TYPE, disabled.change().enabled(true).build());
    assertThat(templates()).containsExactly("welcome.oath.pin");
    assertThat(sent.get(0).text().orElseThrow().body()).contains("your PIN");
  }

  /** A user and enrollments made by one change, as an import does. */
  @Test
  public void oneChangeMayMakeAUserWhole() {
    records.given(User.TYPE, ALICE);
    Enrollment phone = enrollment(1, "phone", "pin");
    records.given(Enrollment.TYPE, phone);
    desk.written(
        List.of(
            new Written(Optional.empty(), Optional.of(ALICE)),
            new Written(Optional.empty(), Optional.of(phone))),
        OLGA);
    assertThat(templates()).containsExactly("welcome.call.pin");
  }

  @Test
  public void whatFailedIsSaidAndTriedWithTheNextChance() {
    answer = new Delivery.Unreachable("the server is down");
    write(User.TYPE, ALICE);
    write(Enrollment.TYPE, enrollment(1, "text", "standard"));
    assertThat(state.audit().get(0).result()).isEqualTo("mail.failed");
    assertThat(state.audit().get(0).fields()).containsEntry("reason", "the server is down");

    answer = new Delivery.Sent("1");
    write(User.TYPE, ALICE.change().enabled(false).build());
    write(User.TYPE, ALICE.change().enabled(true).build());
    assertThat(templates()).containsExactly("welcome.text", "welcome.text");
  }

  /** Row 47. */
  @Test
  public void theMasterSwitchSilencesAll() {
    settings = settings(false);
    write(User.TYPE, ALICE);
    write(Enrollment.TYPE, enrollment(1, "text", "standard"));
    desk.tell(Event.UPDATE, ALICE, Map.of());
    desk.tellPin(ALICE, Secret.of("2580"));
    desk.lockedOut(ALICE.id(), clock.instant());
    assertThat(sent).isEmpty();
    assertThat(state.audit()).isEmpty();
    assertThat(desk.hindrance(ALICE)).hasValueSatisfying(it -> assertThat(it).contains("mailTo"));
  }

  @Test
  public void whoHasNoAddressGetsNone() {
    User bob = User.builder(new UUID(0, 2), "bob", "bob").build();
    desk.tell(Event.UPDATE, bob, Map.of());
    assertThat(sent).isEmpty();
    assertThat(desk.hindrance(bob)).contains("the user has no address for mail");
  }

  @Test
  public void anotherEnrollmentIsToldToItsUser() {
    write(User.TYPE, ALICE);
    write(Enrollment.TYPE, enrollment(1, "text", "standard"));
    clock.advance(Duration.ofHours(1));
    write(Enrollment.TYPE, enrollment(2, "oath", "standard"));
    assertThat(templates()).containsExactly("welcome.text", "newdevice");
    assertThat(sent.get(1).text().orElseThrow().body()).contains("oath (key ring)");
  }

  @Test
  public void updatesQuoteWhatIsInForceAndLeaveOutWhatIsNot() {
    records.given(User.TYPE, ALICE);
    desk.tell(Event.UPDATE, ALICE.change().languages(Map.of("text", "de")).build(), Map.of());
    assertThat(sent.get(0).text().orElseThrow().body())
        .contains("Telefon: +41 446681800", "https://portal.example")
        .doesNotContain("Ersatztelefon", "Methode");
  }

  @Test
  public void aPinIsInTheMailAndNowhereElse() {
    desk.tellPin(ALICE, Secret.of("2580"));
    assertThat(sent.get(0).text().orElseThrow().body()).contains("    2580\n");
    assertThat(state.audit().toString()).contains("mail.pin").doesNotContain("2580");
  }

  @Test
  public void blocksAreToldToAdministrators() {
    records.given(User.TYPE, ALICE);
    write(
        User.TYPE,
        ALICE
            .change()
            .block(Optional.of(new Block("stolen", "olga", clock.instant(), clock.instant())))
            .build());
    assertThat(sent).extracting(Message::to).containsExactly("admin@corp.example");
    assertThat(sent.get(0).text().orElseThrow().body())
        .contains("By: olga", "Reason: stolen", "Until: 2026-05-01 12:00 UTC");
  }

  @Test
  public void usersFromADirectoryAreWelcomedOnlyIfTheirItemSaysSo() {
    records.given(
        DirectoryLink.TYPE,
        new DirectoryLink(
            ALICE.id(), 1, "corp", "9f-1", Optional.empty(), Map.of(DirectoryLink.MAILS, "false")));
    write(User.TYPE, ALICE);
    write(Enrollment.TYPE, enrollment(1, "text", "standard"));
    assertThat(sent).isEmpty();
  }

  /** Row 103. */
  @Test
  public void whatWaitsForApprovalIsToldToAdministratorsOrThoseWhoApprove() {
    Map<String, String> fields = Map.of("count", "7", "list", "3f9a", "users", "    disable bob");
    desk.tellAdministrators(UserMails.Event.SYNC, List.of(), fields);
    desk.tellAdministrators(UserMails.Event.SYNC, List.of("it@corp.example"), fields);
    assertThat(sent)
        .extracting(Message::to)
        .containsExactly("admin@corp.example", "it@corp.example");
    assertThat(subjects()).containsOnly("7 users wait for your approval");
    assertThat(sent.get(0).text().orElseThrow().body())
        .contains("disable bob", "bin/vedette sync approve 3f9a");
  }

  @Test
  public void aLockoutIsToldOnce() {
    records.given(User.TYPE, ALICE);
    Failures failures = new Failures(state, desk::lockedOut);
    for (int i = 0; i < 5; i++) {
      var unused =
          state.append(
              new org.vedette.api.state.JournalEntry(
                  List.of(),
                  new byte[0],
                  failures.denied(ALICE.id(), true, settings, clock.instant()),
                  List.of(),
                  List.of(),
                  List.of()));
    }
    assertThat(templates()).containsExactly("lockout");
    assertThat(sent.get(0).text().orElseThrow().body()).contains("until 2026-05-01 12:15 UTC");
  }
}
