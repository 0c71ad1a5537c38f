package org.vedette.core.flow;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.UnaryOperator;
import org.vedette.api.auth.Answer;
import org.vedette.api.auth.Application;
import org.vedette.api.auth.Application.Appended;
import org.vedette.api.auth.Asking;
import org.vedette.api.auth.AuthRequest;
import org.vedette.api.auth.Caller;
import org.vedette.api.auth.ChallengeToken;
import org.vedette.api.auth.Credential;
import org.vedette.api.auth.Outcome;
import org.vedette.api.auth.ResultCode;
import org.vedette.api.auth.Waiting;
import org.vedette.api.delivery.DeliveryGateway;
import org.vedette.api.delivery.TextTemplate;
import org.vedette.api.directory.DirectorySource;
import org.vedette.api.lifecycle.ServiceDirectory;
import org.vedette.api.method.AuthenticationMethod;
import org.vedette.api.policy.NetworkList;
import org.vedette.api.policy.PolicyRule;
import org.vedette.api.primary.PrimaryAuthenticator;
import org.vedette.api.primary.PrimaryVerdict;
import org.vedette.api.secret.Secret;
import org.vedette.api.state.RegisterKey;
import org.vedette.api.state.RegisterValue;
import org.vedette.api.store.Actor;
import org.vedette.api.store.Change;
import org.vedette.api.user.Enrollment;
import org.vedette.api.user.User;
import org.vedette.core.checks.Failures;
import org.vedette.core.checks.PasswordThrottle;
import org.vedette.core.delivery.Gateways;
import org.vedette.core.delivery.OpenQuestions;
import org.vedette.core.delivery.Outbox;
import org.vedette.core.enrolling.EnrollmentDesk;
import org.vedette.core.policy.Policies;
import org.vedette.core.settings.CoreSettings;
import org.vedette.core.settings.NameSettings;
import org.vedette.core.text.Texts;
import org.vedette.testkit.memory.FakeClock;
import org.vedette.testkit.memory.MemoryRecords;
import org.vedette.testkit.memory.MemoryState;
import org.vedette.testkit.memory.MemoryVault;

/** A small world around the flow: one application, one user with one code list. */
public final class World {
  public static final String PASSWORD = "right-horse";
  public static final UUID ALICE = new UUID(0, 1);
  public static final UUID VPN = new UUID(0, 2);
  public static final UUID LIST = new UUID(0, 3);

  public final FakeClock clock = new FakeClock(Instant.parse("2026-05-01T12:00:00Z"));
  public final MemoryRecords records = new MemoryRecords();
  public final MemoryState state = new MemoryState(clock);
  public final MemoryVault vault = new MemoryVault(7);
  public final AtomicInteger passwordChecks = new AtomicInteger();
  final ServiceDirectory<String, PrimaryAuthenticator> primaries = new ServiceDirectory<>();
  final ServiceDirectory<String, AuthenticationMethod> methods = new ServiceDirectory<>();
  final ServiceDirectory<String, DirectorySource> sources = new ServiceDirectory<>();
  final Gateways gateways = new Gateways();
  final Map<User, Map<String, String>> frauds = new java.util.HashMap<>();
  final OpenQuestions questions = new OpenQuestions();
  final CodeListMethod method = new CodeListMethod();
  volatile CoreSettings settings = CoreSettings.DEFAULTS;
  final Outbox outbox;
  public final Policies policies = new Policies(records);
  public final Ports ports;
  public final SignInFlow flow;
  public final EnrollmentDesk desk;
  private final AtomicInteger requests = new AtomicInteger();

  public World() {
    outbox =
        new Outbox(
            gateways,
            () -> settings,
            clock,
            questions,
            new Texts(() -> records.all(TextTemplate.TYPE)));
    ports =
        new Ports(
            records,
            records,
            state,
            state,
            state,
            state,
            vault,
            primaries,
            methods,
            new ServiceDirectory<>(),
            new ServiceDirectory<>(),
            outbox,
            policies,
            () -> "1.0.0",
            clock,
            () -> settings,
            sources);
    Candidates candidates = new Candidates(ports);
    flow = newFlow();
    desk = new EnrollmentDesk(ports, candidates);
    primaries.add("local", 0, request -> check(((Credential.Typed) request.credential()).text()));
    methods.add(CodeListMethod.ID, 0, method);
    records.given(User.TYPE, User.builder(ALICE, "Alice", "alice").build());
    application(it -> it);
    enrollment("standard");
  }

  /** Another core on the same data. */
  SignInFlow newFlow() {
    return new SignInFlow(
        ports, new Failures(state), new Candidates(ports), new PasswordThrottle(), frauds::put);
  }

  private CompletionStage<PrimaryVerdict> check(Secret password) {
    passwordChecks.incrementAndGet();
    return CompletableFuture.completedFuture(
        password.text().equals(PASSWORD)
            ? new PrimaryVerdict.Confirmed(Map.of("Class", "staff"), Set.of("cn=vpn"))
            : new PrimaryVerdict.Refused("wrong password"));
  }

  void gateway(DeliveryGateway gateway) {
    gateways.add(new Gateways.Named(gateway.channel(), gateway.channel(), 0, gateway));
  }

  /** Puts these rules and no others, in the order given, as the store would. */
  void rules(PolicyRule... rules) {
    for (PolicyRule old : records.all(PolicyRule.TYPE)) {
      records
          .append(Change.remove(PolicyRule.TYPE, old), new Actor("desk", "test", ""))
          .toCompletableFuture()
          .join();
    }
    for (int i = 0; i < rules.length; i++) {
      records.given(PolicyRule.TYPE, rules[i].at(i + 1));
    }
    policies.changed(Set.of(PolicyRule.TYPE));
  }

  void network(String name, String... entries) {
    records.given(
        NetworkList.TYPE, new NetworkList(UUID.randomUUID(), 1, name, name, List.of(entries)));
    policies.changed(Set.of(NetworkList.TYPE));
  }

  void user(UnaryOperator<User> change) {
    records.given(User.TYPE, change.apply(User.builder(ALICE, "Alice", "alice").build()));
  }

  /** Settings with a lockout after so many denials with a PIN, and no waits. */
  static CoreSettings lockingAfter(int denials) {
    CoreSettings it = CoreSettings.DEFAULTS;
    return new CoreSettings(
        it.challengeLife(),
        denials,
        it.lockoutReset(),
        it.lockoutLife(),
        it.throttlePasswords(),
        it.throttleWindow(),
        100,
        it.pins(),
        it.fraud(),
        it.issuer(),
        it.language(),
        it.routes(),
        it.sending(),
        it.mails(),
        it.names());
  }

  /** The same settings with other rules for names. */
  static CoreSettings with(CoreSettings it, NameSettings names) {
    return new CoreSettings(
        it.challengeLife(),
        it.lockoutThreshold(),
        it.lockoutReset(),
        it.lockoutLife(),
        it.throttlePasswords(),
        it.throttleWindow(),
        it.throttleCodes(),
        it.pins(),
        it.fraud(),
        it.issuer(),
        it.language(),
        it.routes(),
        it.sending(),
        it.mails(),
        names);
  }

  /** The same settings with other rules for PINs. */
  static CoreSettings with(CoreSettings it, CoreSettings.Pins pins) {
    return new CoreSettings(
        it.challengeLife(),
        it.lockoutThreshold(),
        it.lockoutReset(),
        it.lockoutLife(),
        it.throttlePasswords(),
        it.throttleWindow(),
        it.throttleCodes(),
        pins,
        it.fraud(),
        it.issuer(),
        it.language(),
        it.routes(),
        it.sending(),
        it.mails(),
        it.names());
  }

  void enrollment(String mode) {
    enrollment(LIST, CodeListMethod.ID, mode);
  }

  /** Gives Alice an enrollment. */
  void enrollment(UUID id, String method, String mode) {
    records.given(
        Enrollment.TYPE,
        new Enrollment(
            id,
            1,
            ALICE,
            method,
            mode,
            "",
            true,
            clock.instant(),
            6,
            Map.of(),
            Optional.empty(),
            Optional.of(vault.seal(Enrollment.place(id), Secret.of("55")))));
  }

  /** Puts the application, changed from: match on, local passwords, three tries. */
  void application(UnaryOperator<Plan> change) {
    Plan plan = change.apply(new Plan(true, "local", Set.of(), Appended.OFF, 3, List.of(), false));
    records.given(
        Application.TYPE,
        new Application(
            VPN,
            1,
            "VPN",
            "vpn",
            "radius",
            List.of("192.0.2.1/32"),
            true,
            plan.match,
            plan.primary,
            Set.of(),
            plan.groups,
            Duration.ofSeconds(30),
            plan.appended,
            plan.tries,
            plan.trusted,
            plan.always,
            Map.of()));
  }

  record Plan(
      boolean match,
      String primary,
      Set<String> groups,
      Appended appended,
      int tries,
      List<String> trusted,
      boolean always) {
    Plan match(boolean value) {
      return new Plan(value, primary, groups, appended, tries, trusted, always);
    }

    Plan primary(String value) {
      return new Plan(match, value, groups, appended, tries, trusted, always);
    }

    Plan groups(Set<String> value) {
      return new Plan(match, primary, value, appended, tries, trusted, always);
    }

    Plan appended(Appended value) {
      return new Plan(match, primary, groups, value, tries, trusted, always);
    }

    Plan tries(int value) {
      return new Plan(match, primary, groups, appended, value, trusted, always);
    }

    Plan trusted(List<String> value, boolean requireAlways) {
      return new Plan(match, primary, groups, appended, tries, value, requireAlways);
    }
  }

  /** Alice. */
  static User user() {
    return User.builder(ALICE, "Alice", "alice").build();
  }

  /** Gives Alice a PIN. */
  void pin(String digits) {
    desk.setPin(ALICE, Optional.of(Secret.of(digits)), false, new Actor("desk", "test", ""))
        .toCompletableFuture()
        .join();
  }

  /** How many wrong answers of Alice are counted. */
  long wrongCodes() {
    return state
        .read(new RegisterKey("core.wrong-codes", ALICE.toString()))
        .map(RegisterValue::value)
        .orElse(0L);
  }

  /** Begins a sign-in that waits for what happens elsewhere. */
  CompletableFuture<Outcome> hold() {
    return flow.authenticate(
            new AuthRequest(
                "r-held",
                caller("held"),
                "alice",
                Optional.of(new Credential.Typed(Secret.of(PASSWORD))),
                Map.of(),
                Waiting.HOLD,
                Asking.TYPED,
                clock.instant().plusSeconds(30)))
        .toCompletableFuture();
  }

  Caller caller(String owner) {
    return new Caller(
        "radius", VPN, "192.0.2.1", "198.51.100.9", owner.getBytes(StandardCharsets.UTF_8));
  }

  private Caller caller() {
    return caller("request-" + requests.incrementAndGet());
  }

  public Outcome signIn(String username, String password) {
    return signIn(username, password, caller());
  }

  Outcome signIn(String username, String password, Caller caller) {
    return join(
        flow.authenticate(
            new AuthRequest(
                "r" + requests.incrementAndGet(),
                caller,
                username,
                Optional.of(new Credential.Typed(Secret.of(password))),
                Map.of(),
                Waiting.HOLD,
                Asking.TYPED,
                clock.instant().plusSeconds(30))));
  }

  public ChallengeToken challenge() {
    return token(signIn("alice", PASSWORD));
  }

  static ChallengeToken token(Outcome outcome) {
    return ((Outcome.Challenged) outcome).token();
  }

  public Outcome answer(ChallengeToken token, String code) {
    return answer(token, "alice", code, caller());
  }

  Outcome answer(ChallengeToken token, String username, String code, Caller caller) {
    return join(flow.answer(token, username, new Answer.Typed(Secret.of(code)), caller));
  }

  static Outcome join(CompletionStage<Outcome> stage) {
    return stage.toCompletableFuture().join();
  }

  public static ResultCode result(Outcome outcome) {
    return outcome.match(
        Outcome.Granted::result,
        challenged -> ResultCode.CHALLENGED,
        Outcome.Denied::result,
        unavailable -> ResultCode.UNAVAILABLE,
        moved -> ResultCode.ABANDONED);
  }
}
