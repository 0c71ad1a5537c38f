package org.vedette.sdk.setting;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.vedette.sdk.service.World.await;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.Supplier;
import javax.ws.rs.core.Response;
import org.junit.After;
import org.junit.Before;
import org.junit.Test;
import org.vedette.api.directory.DirectoryAnswer;
import org.vedette.api.directory.DirectoryAnswer.Trouble;
import org.vedette.api.directory.DirectoryEntry;
import org.vedette.api.directory.DirectorySource;
import org.vedette.sdk.http.Problem;
import org.vedette.sdk.service.World;
import org.vedette.sdk.setting.DirectoryEntriesResource.EntryPage;

/** What is in a directory. */
public class DirectoryEntriesResourceTest {
  private static final DirectoryEntry ALICE =
      new DirectoryEntry(
          "1",
          "CN=Alice",
          DirectoryEntry.Kind.USER,
          false,
          Map.of("username", "alice"),
          Set.of("alice", "CORP\\alice"));

  private final World world = new World();
  private final DirectoryEntriesResource entries =
      new DirectoryEntriesResource(world.plugins, world.worker);
  private final Fake source = new Fake();

  @Before
  public void directory() {
    world.source("corp", source);
  }

  @After
  public void close() {
    world.close();
  }

  private static Problem refusal(Supplier<CompletionStage<Response>> call) {
    Problem problem = catchThrowableOfType(Problem.class, () -> await(call.get()));
    assertThat(problem).isNotNull();
    return problem;
  }

  private CompletionStage<Response> asked(String kind) {
    return entries.search("corp", kind, null, "true", null, null, null, null);
  }

  private EntryPage search(String kind, String base, String page) {
    return (EntryPage)
        await(entries.search("corp", kind, base, "false", null, "al", "7", page)).getEntity();
  }

  @Test
  public void showsAPageAndWhereItGoesOn() {
    EntryPage page = search("user", "OU=Staff", "before");
    assertThat(page.next()).isEqualTo("after");
    assertThat(page.oddities()).containsExactly("one is odd");
    assertThat(page.items()).hasSize(1);
    assertThat(page.items().get(0).kind()).isEqualTo("user");
    assertThat(page.items().get(0).enabled()).isFalse();
    assertThat(source.asked)
        .containsExactly(
            new DirectorySource.Search(
                    DirectoryEntry.Kind.USER,
                    Optional.of("OU=Staff"),
                    false,
                    Optional.empty(),
                    "al",
                    7)
                + " Optional[before]");
  }

  @Test
  public void findsWhomANameMeans() {
    EntryPage found = (EntryPage) await(entries.named("corp", "CORP\\alice")).getEntity();
    assertThat(found.items().get(0).names()).containsExactly("CORP\\alice", "alice");
    assertThat(refusal(() -> entries.named("corp", "")).field()).isEqualTo("typed");
  }

  @Test
  public void refusalsNameWhatIsWrong() {
    assertThat(refusal(() -> asked("printer")).field()).isEqualTo("kind");
    assertThat(refusal(() -> entries.named("other", "x")).status()).isEqualTo(503);
    source.trouble = Trouble.NO_SUCH_BASE;
    assertThat(refusal(() -> asked("user")).field()).isEqualTo("base");
    source.trouble = Trouble.BEGIN_AGAIN;
    assertThat(refusal(() -> asked("user")).field()).isEqualTo("page");
    source.trouble = Trouble.UNREACHABLE;
    assertThat(refusal(() -> asked("user")).status()).isEqualTo(503);
    source.trouble = Trouble.NO_RIGHT;
    assertThat(refusal(() -> asked("user")).status()).isEqualTo(409);
  }

  /** A directory of one. */
  private static final class Fake implements DirectorySource {
    private final List<String> asked = new ArrayList<>();
    private Trouble trouble;

    @Override
    public CompletionStage<DirectoryAnswer<Page>> search(Search search, Optional<String> page) {
      asked.add(search + " " + page);
      return CompletableFuture.completedFuture(
          trouble == null
              ? new DirectoryAnswer.Found<>(
                  new Page(List.of(ALICE), Optional.of("after"), List.of("one is odd")))
              : new DirectoryAnswer.Failed<>(trouble, "why"));
    }

    @Override
    public CompletionStage<DirectoryAnswer<List<DirectoryEntry>>> byName(String typed) {
      return CompletableFuture.completedFuture(new DirectoryAnswer.Found<>(List.of(ALICE)));
    }

    @Override
    public CompletionStage<DirectoryAnswer<List<DirectoryEntry>>> byId(Set<String> ids) {
      throw new AssertionError("nobody asks");
    }

    @Override
    public CompletionStage<DirectoryAnswer<Set<String>>> members(String group, boolean nested) {
      throw new AssertionError("nobody asks");
    }

    @Override
    public CompletionStage<DirectoryAnswer<Changes>> changesSince(Optional<String> cursor) {
      throw new AssertionError("nobody asks");
    }
  }
}
