package org.vedette.core.flow;

import static org.assertj.core.api.Assertions.assertThat;
import static org.vedette.core.flow.World.ALICE;
import static org.vedette.core.flow.World.PASSWORD;
import static org.vedette.core.flow.World.result;
import static org.vedette.core.flow.World.token;

import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.junit.Before;
import org.junit.Test;
import org.vedette.api.audit.AuditRecord;
import org.vedette.api.auth.Application.Appended;
import org.vedette.api.auth.Outcome;
import org.vedette.api.auth.ResultCode;
import org.vedette.api.directory.DirectoryAnswer;
import org.vedette.api.directory.DirectoryAnswer.Trouble;
import org.vedette.api.directory.DirectoryEntry;
import org.vedette.api.directory.DirectorySource;
import org.vedette.api.policy.PolicyExplanation;
import org.vedette.api.policy.PolicyQuestion;
import org.vedette.api.primary.AccountEntry;
import org.vedette.api.primary.PrimaryVerdict;
import org.vedette.api.user.Block;
import org.vedette.api.user.DirectoryLink;
import org.vedette.api.user.User;
import org.vedette.core.settings.CoreSettings;
import org.vedette.core.settings.NameSettings;

/** Names that are nobody's exact name, behaviour 2.2. */
public class NamesSignInTest {
  private static final Set<String> NAMES =
      Set.of("alice", "CORP\\alice", "alice@corp.example", "alice.long@corp.example");

  private final World world = new World();
  private final Known corp = new Known();

  @Before
  public void resolve() {
    world.settings = World.with(CoreSettings.DEFAULTS, new NameSettings(false, List.of("corp")));
    world.sources.add("corp", 0, corp);
    world.application(plan -> plan.primary("radius:other"));
    world.primaries.add(
        "radius:other",
        0,
        request -> {
          world.passwordChecks.incrementAndGet();
          return CompletableFuture.completedFuture(
              request
                      .credential()
                      .equals(
                          new org.vedette.api.auth.Credential.Typed(
                              org.vedette.api.secret.Secret.of(PASSWORD)))
                  ? new PrimaryVerdict.Confirmed(Map.of("Class", "staff"), Set.of())
                  : new PrimaryVerdict.Refused("wrong password"));
        });
    NAMES.forEach(name -> corp.mean(name, entry("e1", NAMES)));
    corp.mean("alice@mail.example", entry("e1", NAMES));
  }

  private static DirectoryEntry entry(String id, Set<String> names) {
    return new DirectoryEntry(id, "cn=" + id, DirectoryEntry.Kind.USER, true, Map.of(), names);
  }

  private void link(UUID user, String entry) {
    world.records.given(
        DirectoryLink.TYPE, new DirectoryLink(user, 1, "corp", entry, Optional.empty(), Map.of()));
  }

  private List<AuditRecord> audit() {
    return world.state.audit();
  }

  private AuditRecord last() {
    return audit().get(audit().size() - 1);
  }

  @Test
  public void row9EveryFormIsTheSameUser() {
    for (String typed :
        List.of("CORP\\Alice", "corp\\ALICE", "Alice@Corp.Example", "alice@mail.example")) {
      Outcome challenged = world.signIn(typed, PASSWORD);
      assertThat(result(challenged)).as(typed).isEqualTo(ResultCode.CHALLENGED);
      assertThat(last().user()).contains(ALICE);
      assertThat(last().username()).isEqualTo("Alice");
      assertThat(last().fields()).containsEntry("typed", typed);
      Outcome wrong = world.answer(token(challenged), typed, "000000", world.caller("w" + typed));
      assertThat(result(wrong)).as(typed).isEqualTo(ResultCode.CHALLENGED);
    }
    assertThat(world.wrongCodes()).isEqualTo(4);
  }

  @Test
  public void explanationOfAMadeUpSignInFindsTheUserToo() {
    PolicyExplanation known = explained("CORP\\alice");
    assertThat(known.methods()).containsExactly(CodeListMethod.ID);
    assertThat(known.trace()).anyMatch(it -> it.contains("the name means alice"));
    assertThat(explained("nobody@corp.example").methods()).isEmpty();
    corp.down = true;
    assertThat(explained("CORP\\other").result()).isEqualTo(ResultCode.UNAVAILABLE.name());
    assertThat(audit()).isEmpty();
  }

  private PolicyExplanation explained(String typed) {
    PolicyQuestion question =
        new PolicyQuestion(
            typed, World.VPN, Optional.empty(), "", world.clock.instant(), Set.of(), List.of());
    return world.policies.explain(question, Optional.empty()).orElseThrow();
  }

  @Test
  public void answerComesWithTheSameFormAndNoOther() {
    Outcome asked = world.signIn("CORP\\alice", PASSWORD);
    assertThat(result(world.answer(token(asked), "CORP\\bob", "550001", world.caller("a"))))
        .isEqualTo(ResultCode.CHALLENGE_INVALID);
    Outcome granted = world.answer(token(asked), "corp\\ALICE", "550001", world.caller("b"));
    assertThat(result(granted)).isEqualTo(ResultCode.OATH_VERIFIED);
    assertThat(((Outcome.Granted) granted).username()).isEqualTo("Alice");
    assertThat(((Outcome.Granted) granted).attributes()).containsOnlyKeys("Class");
  }

  @Test
  public void answerWithTheExactNameFitsToo() {
    Outcome asked = world.signIn("CORP\\alice", PASSWORD);
    assertThat(result(world.answer(token(asked), "550001"))).isEqualTo(ResultCode.OATH_VERIFIED);
  }

  @Test
  public void exactNameAsksNobody() {
    corp.down = true;
    assertThat(result(world.signIn("alice", PASSWORD))).isEqualTo(ResultCode.CHALLENGED);
    assertThat(corp.asked).isEmpty();
  }

  @Test
  public void wrongPasswordAsksNobody() {
    assertThat(result(world.signIn("CORP\\alice", "wrong"))).isEqualTo(ResultCode.PRIMARY_REFUSED);
    assertThat(last().fields()).containsEntry("primary", "wrong password");
    assertThat(corp.asked).isEmpty();
  }

  @Test
  public void directoryThatIsDownIsUnavailableWhereTheNameNeedsIt() {
    corp.down = true;
    assertThat(result(world.signIn("CORP\\alice", PASSWORD))).isEqualTo(ResultCode.UNAVAILABLE);
    world.sources.remove("corp", corp);
    world.clock.advance(Duration.ofSeconds(40));
    assertThat(corp.asked).hasSize(1);
  }

  @Test
  public void laterChecksSeeTheUser() {
    world.user(
        it ->
            it.change()
                .block(
                    Optional.of(
                        new Block(
                            "lost",
                            "desk",
                            world.clock.instant(),
                            world.clock.instant().plusSeconds(600))))
                .build());
    assertThat(result(world.signIn("CORP\\alice", PASSWORD))).isEqualTo(ResultCode.BLOCKED);
  }

  @Test
  public void unknownNameIsUnknownAndAskedOnceInAWhile() {
    assertThat(result(world.signIn("CORP\\nobody", PASSWORD))).isEqualTo(ResultCode.UNKNOWN_USER);
    assertThat(result(world.signIn("CORP\\nobody", PASSWORD))).isEqualTo(ResultCode.UNKNOWN_USER);
    assertThat(corp.asked).hasSize(1);
    world.clock.advance(ResolvedNames.LIFE);
    world.signIn("CORP\\nobody", PASSWORD);
    assertThat(corp.asked).hasSize(2);
  }

  @Test
  public void ambiguousNameIsRefusedAlsoWhereNobodyNeedsToBeKnown() {
    world.application(plan -> plan.primary("radius:other").match(false));
    corp.mean("twin", entry("e1", NAMES), entry("e2", Set.of("twin2")));
    assertThat(result(world.signIn("twin", PASSWORD))).isEqualTo(ResultCode.AMBIGUOUS);
    assertThat(last().trace().toString()).contains("ambiguous");
    User bob =
        User.builder(new UUID(0, 9), "alice.long@corp.example", "alice.long@corp.example").build();
    world.records.given(User.TYPE, bob);
    assertThat(result(world.signIn("CORP\\alice", PASSWORD))).isEqualTo(ResultCode.AMBIGUOUS);
    assertThat(last().trace().toString()).contains("ambiguous");
  }

  @Test
  public void linkDecidesBeforeNames() {
    UUID bob = new UUID(0, 9);
    world.records.given(User.TYPE, User.builder(bob, "bob", "bob").build());
    link(bob, "e1");
    world.signIn("CORP\\alice", PASSWORD);
    assertThat(last().user()).contains(bob);
  }

  @Test
  public void userOfAnotherEntryIsNotTakenByName() {
    link(ALICE, "another");
    assertThat(result(world.signIn("CORP\\alice", PASSWORD))).isEqualTo(ResultCode.UNKNOWN_USER);
  }

  @Test
  public void entryThatThePasswordBelongsToNeedsNoSearch() {
    primary(new AccountEntry("corp", "e1", NAMES));
    assertThat(result(world.signIn("CORP\\alice", PASSWORD))).isEqualTo(ResultCode.CHALLENGED);
    assertThat(last().user()).contains(ALICE);
    assertThat(corp.asked).isEmpty();
  }

  @Test
  public void entryOfADirectoryThatIsNotNamedDecidesNothing() {
    primary(new AccountEntry("lab", "e1", NAMES));
    assertThat(result(world.signIn("CORP\\alice", PASSWORD))).isEqualTo(ResultCode.UNKNOWN_USER);
    assertThat(corp.asked).isEmpty();
  }

  @Test
  public void entryIsNotShownToListeners() {
    world.application(plan -> plan.primary("radius:other").match(false));
    world.settings = CoreSettings.DEFAULTS;
    primary(new AccountEntry("corp", "e1", NAMES));
    Outcome granted = world.signIn("CORP\\carol", PASSWORD);
    assertThat(result(granted)).isEqualTo(ResultCode.PRIMARY_ONLY);
    assertThat(((Outcome.Granted) granted).attributes()).containsOnlyKeys("Class");
  }

  @Test
  public void codeBehindThePasswordIsSplitOffForAnyForm() {
    world.application(
        plan -> plan.primary("radius:other").appended(new Appended(Appended.Mode.PLAIN, "")));
    assertThat(result(world.signIn("CORP\\alice", PASSWORD + "550001")))
        .isEqualTo(ResultCode.OATH_VERIFIED);
    assertThat(world.passwordChecks).hasValue(1);
    corp.down = true;
    assertThat(result(world.signIn("CORP\\other", PASSWORD + "550002")))
        .isEqualTo(ResultCode.UNAVAILABLE);
    assertThat(world.passwordChecks).hasValue(1);
  }

  @Test
  public void changingTheFormGivesNoMoreTries() {
    List<String> forms = List.of("alice", "CORP\\alice", "alice@corp.example");
    for (int i = 0; i < CoreSettings.DEFAULTS.throttlePasswords(); i++) {
      world.signIn(forms.get(i % forms.size()), "wrong");
    }
    for (String form : forms) {
      assertThat(result(world.signIn(form, PASSWORD))).isEqualTo(ResultCode.THROTTLED);
    }
  }

  @Test
  public void domainIsCutOffWhereSet() {
    assertThat(NameSettings.EXACT.normal("CORP\\alice")).contains("corp\\alice");
    world.settings = World.with(CoreSettings.DEFAULTS, new NameSettings(true, List.of()));
    Outcome asked = world.signIn("ANY\\Alice", PASSWORD);
    assertThat(result(asked)).isEqualTo(ResultCode.CHALLENGED);
    assertThat(result(world.answer(token(asked), "ANY\\alice", "550001", world.caller("x"))))
        .isEqualTo(ResultCode.OATH_VERIFIED);
    assertThat(corp.asked).isEmpty();
  }

  @Test
  public void switchedOffOnlyExactNamesCount() {
    world.settings = CoreSettings.DEFAULTS;
    assertThat(result(world.signIn("CORP\\alice", PASSWORD))).isEqualTo(ResultCode.UNKNOWN_USER);
    assertThat(corp.asked).isEmpty();
  }

  private void primary(AccountEntry account) {
    Map<String, String> attributes = new HashMap<>(account.attributes());
    attributes.put("Class", "staff");
    world.primaries.add(
        "radius:other",
        1,
        request ->
            CompletableFuture.completedFuture(new PrimaryVerdict.Confirmed(attributes, Set.of())));
  }

  /** A directory that knows some names. */
  private static final class Known implements DirectorySource {
    private final Map<String, List<DirectoryEntry>> meanings = new HashMap<>();
    private final List<String> asked = new ArrayList<>();
    private boolean down;

    void mean(String name, DirectoryEntry... entries) {
      meanings.put(name.toLowerCase(java.util.Locale.ROOT), List.of(entries));
    }

    @Override
    public CompletionStage<DirectoryAnswer<List<DirectoryEntry>>> byName(String typed) {
      asked.add(typed);
      return CompletableFuture.completedFuture(
          down
              ? new DirectoryAnswer.Failed<>(Trouble.UNREACHABLE, "it is down")
              : new DirectoryAnswer.Found<>(
                  meanings.getOrDefault(typed.toLowerCase(java.util.Locale.ROOT), List.of())));
    }

    @Override
    public CompletionStage<DirectoryAnswer<Page>> search(Search search, Optional<String> page) {
      throw new AssertionError("nobody searches");
    }

    @Override
    public CompletionStage<DirectoryAnswer<List<DirectoryEntry>>> byId(Set<String> ids) {
      throw new AssertionError("nobody asks by identity");
    }

    @Override
    public CompletionStage<DirectoryAnswer<Set<String>>> members(String group, boolean nested) {
      throw new AssertionError("nobody asks for members");
    }

    @Override
    public CompletionStage<DirectoryAnswer<Changes>> changesSince(Optional<String> cursor) {
      throw new AssertionError("nobody asks for changes");
    }
  }
}
