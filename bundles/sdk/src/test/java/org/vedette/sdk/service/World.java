package org.vedette.sdk.service;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import org.jspecify.annotations.Nullable;
import org.osgi.service.cm.ConfigurationAdmin;
import org.vedette.api.accounting.AccountingSessions;
import org.vedette.api.audit.AuditLog;
import org.vedette.api.auth.Answer;
import org.vedette.api.auth.ApplicationSchema;
import org.vedette.api.cluster.Cluster;
import org.vedette.api.delivery.TextDesk;
import org.vedette.api.delivery.UserMails;
import org.vedette.api.directory.DirectoryProbe;
import org.vedette.api.directory.DirectorySource;
import org.vedette.api.enroll.EnrollRequest;
import org.vedette.api.enroll.EnrollResult;
import org.vedette.api.enroll.EnrollStep;
import org.vedette.api.enroll.Enroller;
import org.vedette.api.enroll.EnrollmentOrder;
import org.vedette.api.enroll.EnrollmentService;
import org.vedette.api.lifecycle.Capability;
import org.vedette.api.lifecycle.Health;
import org.vedette.api.method.AuthenticationMethod;
import org.vedette.api.method.Enrolled;
import org.vedette.api.method.MethodContext;
import org.vedette.api.method.MethodInfo;
import org.vedette.api.method.OpenChallenge;
import org.vedette.api.method.Verification;
import org.vedette.api.policy.PolicyDesk;
import org.vedette.api.radius.RadiusDesk;
import org.vedette.api.report.ReportDesk;
import org.vedette.api.secret.Secret;
import org.vedette.api.store.Actor;
import org.vedette.api.store.Change;
import org.vedette.api.store.ChangeLog;
import org.vedette.api.store.Committed;
import org.vedette.api.sync.SyncDesk;
import org.vedette.api.token.TokenDesk;
import org.vedette.api.user.Block;
import org.vedette.api.user.Enrollment;
import org.vedette.api.user.User;
import org.vedette.sdk.http.Caller;
import org.vedette.sdk.http.Problem;
import org.vedette.sdk.http.Role;
import org.vedette.sdk.signin.SignInSchema;
import org.vedette.testkit.memory.FakeClock;
import org.vedette.testkit.memory.MemoryRecords;
import org.vedette.testkit.memory.MemoryState;
import org.vedette.testkit.memory.MemoryVault;

/** A server in memory for tests of routes: everything is there unless a test takes it away. */
public final class World implements AutoCloseable {
  private static final ObjectMapper MAPPER =
      JsonMapper.builder()
          .enable(com.fasterxml.jackson.core.JsonParser.Feature.ALLOW_SINGLE_QUOTES)
          .build();

  public final FakeClock clock = new FakeClock(Instant.parse("2026-11-21T06:00:00Z"));
  public final MemoryRecords records = new MemoryRecords();
  public final MemoryState state = new MemoryState(clock);
  public final MemoryVault vault = new MemoryVault(1);
  public final Installed installed = new Installed();
  public final Plugins plugins = new Plugins();
  public final Worker worker = new Worker();
  public final Writes writes = new Writes(installed, worker);
  public final Caller caller = new Caller("tester", Role.ADMIN, "192.0.2.9");
  public final Map<UUID, Instant> locked = new HashMap<>();
  public final Map<UUID, Block> frauds = new HashMap<>();
  public final Map<UUID, Secret> passwords = new HashMap<>();
  public final Map<UUID, Optional<Secret>> pins = new HashMap<>();
  public final List<EnrollmentOrder> orders = new ArrayList<>();

  public World() {
    installed.records = records;
    installed.changeLog = records;
    installed.secretVault = vault;
    installed.journal = state;
    installed.challengeStore = state;
    installed.lockouts = new FakeLockouts(locked, frauds);
    installed.localPasswords =
        (user, password, actor) -> {
          passwords.put(user, password);
          return done();
        };
    installed.enrollmentService = new FakeEnrollments();
    plugins.addMethod(new FakeMethod(), Map.of(AuthenticationMethod.PROPERTY, "oath"));
    plugins.addEnroller(new FakeEnroller(), Map.of(AuthenticationMethod.PROPERTY, "oath"));
    plugins.addListener(new FakeSchema(), Map.of(ApplicationSchema.PROPERTY, "radius"));
    plugins.addListener(
        new SignInSchema(), Map.of(ApplicationSchema.PROPERTY, SignInSchema.LISTENER));
  }

  /** Everything is gone, as while all bundles are replaced. */
  public void nothingInstalled() {
    installed.records = null;
    installed.changeLog = null;
    installed.secretVault = null;
    installed.journal = null;
    installed.challengeStore = null;
    installed.lockouts = null;
    installed.localPasswords = null;
    installed.enrollmentService = null;
    installed.auditLog = null;
    installed.accountingSessions = null;
    installed.configurationAdmin = null;
  }

  public void accounting(AccountingSessions sessions) {
    installed.accountingSessions = sessions;
  }

  public void radius(RadiusDesk desk) {
    installed.radiusDesk = desk;
  }

  public void tokens(TokenDesk desk) {
    installed.tokenDesk = desk;
  }

  public void sync(@Nullable SyncDesk desk) {
    installed.syncDesk = desk;
  }

  public void cluster(@Nullable Cluster cluster) {
    installed.cluster = cluster;
  }

  public void policy(PolicyDesk desk) {
    installed.policyDesk = desk;
  }

  public void texts(TextDesk desk) {
    installed.textDesk = desk;
  }

  public void mails(UserMails mails) {
    installed.userMails = mails;
  }

  public void reports(ReportDesk desk) {
    installed.reportDesk = desk;
  }

  public void auditLog(AuditLog log) {
    installed.auditLog = log;
  }

  public void configurationAdmin(ConfigurationAdmin admin) {
    installed.configurationAdmin = admin;
  }

  public void authentication(org.vedette.api.auth.AuthenticationService service) {
    installed.authenticationService = service;
  }

  /** Makes a directory readable. */
  public void source(String name, DirectorySource source) {
    plugins.addSource(source, Map.of(DirectoryProbe.PROPERTY, name));
  }

  public void directory(String name, DirectoryProbe probe) {
    plugins.addDirectory(probe, Map.of(DirectoryProbe.PROPERTY, name));
  }

  public void capability(String id, Health health) {
    Capability capability =
        new Capability() {
          @Override
          public String id() {
            return id;
          }

          @Override
          public String version() {
            return "1.2.3";
          }

          @Override
          public Health health() {
            return health;
          }
        };
    plugins.addCapability(capability, Map.of(Capability.PROPERTY, id));
  }

  /** Somebody else is faster: before the next change is made, {@code other} happens. */
  public void before(Runnable other) {
    installed.changeLog =
        new ChangeLog() {
          private boolean happened;

          @Override
          public CompletionStage<Committed> append(Change change, Actor actor) {
            if (!happened) {
              happened = true;
              other.run();
            }
            return records.append(change, actor);
          }
        };
  }

  /** Reads JSON; single quotes serve as well. */
  public static ObjectNode json(String text) {
    try {
      return (ObjectNode) MAPPER.readTree(text);
    } catch (IOException malformed) {
      throw new UncheckedIOException(malformed);
    }
  }

  /** Waits for an answer, and throws the problem if there was one. */
  public static <T> T await(CompletionStage<T> stage) {
    try {
      return stage
          .toCompletableFuture()
          .orTimeout(10, java.util.concurrent.TimeUnit.SECONDS)
          .join();
    } catch (CompletionException failure) {
      if (failure.getCause() instanceof Problem problem) {
        throw problem;
      }
      throw failure;
    }
  }

  @Override
  public void close() {
    worker.stop();
  }

  private static CompletionStage<Committed> done() {
    return CompletableFuture.completedFuture(new Committed.Done(0, 1));
  }

  private final class FakeEnrollments implements EnrollmentService {
    @Override
    public CompletionStage<EnrollResult> add(EnrollmentOrder order, Actor actor) {
      orders.add(order);
      if (order.params().containsKey("wrong")) {
        return CompletableFuture.completedFuture(
            new EnrollResult.Rejected("params.wrong", "params.wrong is unknown"));
      }
      Enrollment enrollment =
          new Enrollment(
              UUID.randomUUID(),
              1,
              order.user(),
              order.method(),
              order.mode(),
              order.label(),
              true,
              clock.instant(),
              6,
              order.params(),
              Optional.empty(),
              Optional.of(new byte[] {1}));
      records.given(Enrollment.TYPE, enrollment);
      return CompletableFuture.completedFuture(
          new EnrollResult.Enrolled(
              enrollment, Map.of("otpauth", Secret.of("otpauth://totp/x?secret=MARKED"))));
    }

    @Override
    public CompletionStage<EnrollResult> remove(UUID id, Actor actor) {
      Enrollment found = records.find(Enrollment.TYPE, id).orElseThrow();
      return records
          .append(Change.remove(Enrollment.TYPE, found), actor)
          .thenApply(committed -> new EnrollResult.Enrolled(found, Map.of()));
    }

    @Override
    public CompletionStage<EnrollResult> resynchronise(UUID id, List<Secret> codes, Actor actor) {
      return CompletableFuture.completedFuture(
          codes.get(0).text().equals("123456")
              ? new EnrollResult.Enrolled(records.find(Enrollment.TYPE, id).orElseThrow(), Map.of())
              : new EnrollResult.NotStored(new Committed.Unavailable("method is missing")));
    }

    @Override
    public CompletionStage<Optional<EnrollResult>> setPin(
        UUID user, Optional<Secret> pin, boolean mustChange, Actor actor) {
      if (pin.filter(Secret.of("1111")::equals).isPresent()) {
        return CompletableFuture.completedFuture(
            Optional.of(new EnrollResult.Rejected("pin", "a single repeated digit is too weak")));
      }
      pins.put(user, pin);
      return CompletableFuture.completedFuture(Optional.empty());
    }

    @Override
    public Map<String, String> state(Enrollment enrollment) {
      return Map.of("left", "7");
    }

    @Override
    public Secret proposePin(User user) {
      return Secret.of("5830");
    }
  }

  private static final class FakeMethod implements AuthenticationMethod {
    @Override
    public MethodInfo info() {
      return new MethodInfo(
          "oath", "Token", Set.of("standard", "pin"), MethodInfo.AnswerKind.TYPED, false);
    }

    @Override
    public Set<String> registers() {
      return Set.of();
    }

    @Override
    public Verification begin(Enrolled enrollment, MethodContext context) {
      throw new UnsupportedOperationException();
    }

    @Override
    public Verification verify(
        Enrolled enrollment,
        Optional<OpenChallenge> challenge,
        Answer answer,
        MethodContext context) {
      throw new UnsupportedOperationException();
    }
  }

  private static final class FakeEnroller implements Enroller {
    @Override
    public List<Param> params() {
      return List.of(new Param("digits", "Length of the code, 6 to 8.", "6"));
    }

    @Override
    public EnrollStep begin(EnrollRequest request) {
      throw new UnsupportedOperationException();
    }

    @Override
    public EnrollStep advance(Secret state, Map<String, Secret> entered, MethodContext context) {
      throw new UnsupportedOperationException();
    }
  }

  /** How long tests wait at most. */
  public static Duration patience() {
    return Duration.ofSeconds(10);
  }
}
