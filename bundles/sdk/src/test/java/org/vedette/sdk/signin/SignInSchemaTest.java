package org.vedette.sdk.signin;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.vedette.sdk.service.World.await;
import static org.vedette.sdk.service.World.json;

import org.junit.After;
import org.junit.Test;
import org.vedette.api.auth.Application;
import org.vedette.sdk.application.ApplicationsResource;
import org.vedette.sdk.http.Problem;
import org.vedette.sdk.service.World;

public class SignInSchemaTest {
  private final World world = new World();
  private final ApplicationsResource applications =
      new ApplicationsResource(world.installed, world.plugins, world.writes, world.clock);

  @After
  public void close() {
    world.close();
  }

  @Test
  public void anApplicationIsKnownByItsTokens() {
    await(
        applications.add(
            json("{'name':'Web shop','listener':'sdk','selectors':['webshop']}"), world.caller));

    assertThat(world.records.findByKey(Application.TYPE, Application.selectorKey("sdk", "webshop")))
        .isPresent();
    assertThat(refused("{'name':'b','listener':'sdk','selectors':['no name']}").detail())
        .contains("access token");
    assertThat(refused("{'name':'b','listener':'sdk'}").field()).isEqualTo("selectors");
    assertThat(refused("{'name':'b','listener':'sdk','selectors':['webshop']}").status())
        .isEqualTo(409);
    assertThat(refused("{'name':'b','listener':'sdk','selectors':['b'],'extra':{'x':'1'}}").field())
        .isEqualTo("extra.x");
  }

  private Problem refused(String body) {
    return catchThrowableOfType(
        Problem.class, () -> await(applications.add(json(body), world.caller)));
  }
}
