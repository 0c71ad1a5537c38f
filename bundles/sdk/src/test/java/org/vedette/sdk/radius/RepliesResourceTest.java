package org.vedette.sdk.radius;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.vedette.sdk.service.World.await;
import static org.vedette.sdk.service.World.json;

import java.lang.reflect.Proxy;
import java.util.List;
import java.util.UUID;
import org.junit.After;
import org.junit.Before;
import org.junit.Test;
import org.vedette.api.radius.RadiusDesk;
import org.vedette.api.user.User;
import org.vedette.sdk.http.Problem;
import org.vedette.sdk.service.World;

public class RepliesResourceTest {
  private static final UUID ALICE = UUID.nameUUIDFromBytes(new byte[] {1});

  private final World world = new World();
  private final RepliesResource replies = new RepliesResource(world.installed, world.writes);

  /** A listener to which lines with the word wrong are wrong. */
  @Before
  public void listen() {
    world.records.given(User.TYPE, User.builder(ALICE, "Alice", "alice").build());
    world.radius(
        (RadiusDesk)
            Proxy.newProxyInstance(
                RadiusDesk.class.getClassLoader(),
                new Class<?>[] {RadiusDesk.class},
                (proxy, method, arguments) -> {
                  assertThat(method.getName()).isEqualTo("problems");
                  return String.valueOf(arguments[0]).contains("wrong")
                      ? List.of("Class: is wrong")
                      : List.of();
                }));
  }

  @After
  public void close() {
    world.close();
  }

  @Test
  public void areSetReplacedListedAndRemoved() {
    await(
        replies.setUser("ALICE", json("{'attributes':'Class = a\\nFilter-Id = b'}"), world.caller));
    await(replies.setUser("alice", json("{'attributes':'Class = c'}"), world.caller));
    await(replies.setGroup("CN=Staff", json("{'attributes':'Class = d'}"), world.caller));

    assertThat(replies.user("alice").attributes()).isEqualTo("Class = c");
    assertThat(replies.list().items())
        .extracting(RadiusViews.ReplyView::name)
        .containsExactlyInAnyOrder("Alice", "cn=staff");
    await(replies.removeGroup("cn=STAFF", world.caller));
    assertThat(replies.list().items()).hasSize(1);
    assertThat(catchThrowableOfType(Problem.class, () -> replies.group("cn=staff")).status())
        .isEqualTo(404);
  }

  @Test
  public void refusalsNameTheFieldAndStoreNothing() {
    for (String body :
        List.of(
            "{'attributes':'wrong'}",
            "{'attributes':''}",
            "{}",
            "{'attributes':7}",
            "{'attributes':'Class = a','more':1}")) {
      Problem problem =
          catchThrowableOfType(
              Problem.class, () -> await(replies.setUser("alice", json(body), world.caller)));
      assertThat(problem).as(body).isNotNull();
      assertThat(problem.status()).as(body).isEqualTo(400);
      assertThat(problem.field()).as(body).isIn("attributes", "more");
    }
    assertThat(replies.list().items()).isEmpty();
    assertThat(
            catchThrowableOfType(
                    Problem.class,
                    () -> replies.setUser("nobody", json("{'attributes':'x'}"), world.caller))
                .status())
        .isEqualTo(404);
  }
}
