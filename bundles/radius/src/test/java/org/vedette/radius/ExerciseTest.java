package org.vedette.radius;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.Rule;
import org.junit.Test;
import org.vedette.api.radius.RadiusDesk;
import org.vedette.api.radius.RadiusDesk.Step;
import org.vedette.client.radius.Exchange;
import org.vedette.client.radius.RadiusRequest;
import org.vedette.codec.radius.Attribute;
import org.vedette.codec.radius.AttributeTypes;
import org.vedette.codec.radius.Packet;

/** The test of a client: what it honours is found out, and nobody gets in by it. */
public class ExerciseTest {
  private static final Duration WAIT = Duration.ofMillis(1500);
  private static final Pattern NUMBER = Pattern.compile("type (\\d{4})");

  @Rule public final RadiusFixture radius = new RadiusFixture();

  private RadiusDesk.ClientTest begin(Step step) {
    radius.serve(radius.application());
    return radius.server.administration().test(radius.application().id(), step, WAIT).orElseThrow();
  }

  private RadiusDesk.ClientTest state() {
    return radius.server.administration().test(radius.application().id()).orElseThrow();
  }

  @Test
  public void rejectIsSentToTheNameOfTheTestAlone() {
    RadiusDesk.ClientTest test = begin(Step.REJECT);
    radius.core.says(RadiusFixture.granted(Map.of()));

    assertThat(radius.nas().authenticate("alice", "x").accepted()).isTrue();
    assertThat(state().finished()).isFalse();
    assertThat(radius.nas().authenticate("CORP\\" + test.username(), "x").rejected()).isTrue();
    assertThat(state().finished()).isTrue();
    assertThat(state().facts().get(0)).contains("127.0.0.1", "PAP, with Message-Authenticator");
    assertThat(radius.nas().authenticate(test.username(), "x").rejected()).isTrue();
    assertThat(radius.core.requests).hasSize(1);
  }

  @Test
  public void aChallengeThatIsAnsweredIsFoundOut() {
    RadiusDesk.ClientTest test = begin(Step.CHALLENGE);
    Packet question = radius.nas().authenticate(test.username(), "x").reply().orElseThrow();
    String text =
        new String(
            question.first(AttributeTypes.REPLY_MESSAGE).orElseThrow(), StandardCharsets.UTF_8);
    Matcher number = NUMBER.matcher(text);
    assertThat(number.find()).isTrue();
    assertThat(state().finished()).isFalse();
    Exchange answer =
        radius
            .nas()
            .exchange(
                RadiusRequest.access(test.username(), number.group(1))
                    .with(
                        new Attribute(
                            AttributeTypes.STATE,
                            question.first(AttributeTypes.STATE).orElseThrow())));

    assertThat(answer.rejected()).isTrue();
    assertThat(state().finished()).isTrue();
    assertThat(state().facts())
        .anyMatch(each -> each.contains("can show a challenge"))
        .anyMatch(each -> each.contains("was what the person"));
  }

  @Test
  public void aClientThatCannotShowAChallengeIsFoundOut() {
    RadiusDesk.ClientTest test = begin(Step.CHALLENGE);
    radius.nas().authenticate(test.username(), "x");
    radius.nas().authenticate(test.username(), "x");

    assertThat(state().facts()).anyMatch(each -> each.contains("cannot show a challenge"));
  }

  @Test
  public void theTimeOutIsMeasured() throws Exception {
    RadiusDesk.ClientTest test = begin(Step.WAIT);
    RawNas nas = radius.raw();
    byte[] request = nas.write(RadiusRequest.access(test.username(), "x"));
    nas.send(request);
    assertThat(nas.isSilentTo(request)).isTrue();
    assertThat(nas.receive()[0]).isEqualTo((byte) 3);

    assertThat(state().finished()).isTrue();
    List<String> facts = state().facts();
    assertThat(facts.get(facts.size() - 1)).contains("Access-Reject");
    radius.server.administration().endTest(radius.application().id());
    assertThat(radius.server.administration().test(radius.application().id())).isEmpty();
  }
}
