package org.vedette.sdk.text;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.vedette.sdk.service.World.await;
import static org.vedette.sdk.service.World.json;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import javax.ws.rs.core.Response;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.After;
import org.junit.Before;
import org.junit.Test;
import org.vedette.api.auth.Application;
import org.vedette.api.delivery.Delivery;
import org.vedette.api.delivery.Message;
import org.vedette.api.delivery.TextDesk;
import org.vedette.api.delivery.TextTemplate;
import org.vedette.api.store.Actor;
import org.vedette.sdk.http.Problem;
import org.vedette.sdk.service.World;
import org.vedette.sdk.text.TemplateViews.AttachmentView;
import org.vedette.sdk.text.TemplateViews.Place;
import org.vedette.sdk.text.TemplateViews.PreviewView;
import org.vedette.sdk.text.TemplateViews.TemplateView;
import org.vedette.sdk.text.TemplateViews.TestView;

public class TemplatesResourceTest {
  private final World world = new World();
  private final TemplatesResource templates = new TemplatesResource(world.installed, world.writes);
  private final TrialsResource trials = new TrialsResource(world.installed, world.worker);
  private final Desk desk = new Desk();

  /** Two texts; whatever holds an odd sign is wrong. */
  private static final class Desk implements TextDesk {
    private final List<String> tested = new ArrayList<>();
    private Delivery answer = new Delivery.Sent("17");

    @Override
    public List<Known> known() {
      return List.of(
          new Known("mail.code", List.of("otp"), Optional.of("otp")),
          new Known("sms.code", List.of("otp", "username"), Optional.of("otp")));
    }

    @Override
    public List<String> languages() {
      return List.of("en", "de");
    }

    @Override
    public Optional<Message.Text> stock(String key, String language) {
      return languages().contains(language)
          ? Optional.of(new Message.Text("", "stock " + language + " <$otp$>"))
          : Optional.empty();
    }

    @Override
    public Optional<Wrong> problem(TextTemplate draft) {
      return draft.body().contains("odd")
          ? Optional.of(new Wrong("body", "<$odd$> is unknown"))
          : Optional.empty();
    }

    @Override
    public Preview preview(TextTemplate draft) {
      return new Preview(new Message.Text(draft.subject(), "filled " + draft.body()), 2);
    }

    @Override
    public CompletionStage<Delivery> test(TextTemplate draft, String to, Actor actor) {
      tested.add(to + " " + draft.body() + " " + actor.name());
      return CompletableFuture.completedFuture(answer);
    }
  }

  @Before
  public void open() {
    world.texts(desk);
    world.records.given(
        Application.TYPE,
        new Application(
            new UUID(0, 5),
            1,
            "VPN",
            "vpn",
            "radius",
            List.of("192.0.2.1/32"),
            true,
            true,
            "local",
            Set.of(),
            Set.of(),
            Duration.ofSeconds(30),
            Application.Appended.OFF,
            3,
            List.of(),
            false,
            Map.of()));
  }

  @After
  public void close() {
    world.close();
  }

  private TemplateView view(String key, String language, String application) {
    return (TemplateView) templates.get(key, language, application).getEntity();
  }

  private Response set(String language, String application, String ifMatch, String body) {
    return await(
        templates.set("sms.code", language, application, ifMatch, json(body), world.caller));
  }

  private static Problem problem(ThrowingCallable call) {
    Problem problem = catchThrowableOfType(Problem.class, call);
    assertThat(problem).isNotNull();
    return problem;
  }

  @Test
  public void aTextIsShownChangedAndReset() {
    TemplateView stock = view("sms.code", "de", null);
    assertThat(stock.source()).isEqualTo("server");
    assertThat(stock.body()).isEqualTo("stock de <$otp$>");
    assertThat(stock.placeholders()).containsExactly("otp", "username");
    assertThat(stock.segments()).isEqualTo(2);
    assertThat(templates.get("sms.code", "de", null).getHeaderString("ETag")).isEqualTo("\"0\"");

    Response changed = set("de", null, "\"0\"", "{'body':'Code <$otp$>'}");
    assertThat(changed.getHeaderString("ETag")).isEqualTo("\"1\"");
    assertThat(view("sms.code", "de", "VPN").source()).isEqualTo("all");
    set("de", "vpn", null, "{'body':'VPN <$otp$>'}");
    assertThat(view("sms.code", "de", "VPN").body()).isEqualTo("VPN <$otp$>");
    assertThat(view("sms.code", "de", null).body()).isEqualTo("Code <$otp$>");
    assertThat(templates.list().items().get(1).changed())
        .containsExactly(new Place("de", null), new Place("de", "VPN"));

    assertThat(await(templates.reset("sms.code", "de", null, "\"1\"", world.caller)).getStatus())
        .isEqualTo(204);
    assertThat(view("sms.code", "de", null).source()).isEqualTo("server");
    assertThat(
            problem(() -> await(templates.reset("sms.code", "de", null, null, world.caller)))
                .status())
        .isEqualTo(404);
  }

  @Test
  public void whoeverSawAnOlderTextIsTold() {
    set("en", null, null, "{'body':'1 <$otp$>'}");
    set("en", null, "\"1\"", "{'body':'2 <$otp$>'}");
    assertThat(problem(() -> set("en", null, "\"1\"", "{'body':'3 <$otp$>'}")).status())
        .isEqualTo(412);
    assertThat(problem(() -> set("fr", null, "*", "{'body':'3 <$otp$>'}")).status()).isEqualTo(412);
    assertThat(view("sms.code", null, null).body()).isEqualTo("2 <$otp$>");
  }

  @Test
  public void whatIsWrongIsRefusedByItsField() {
    assertThat(problem(() -> set("en", null, null, "{'body':'odd'}")).detail())
        .isEqualTo("body: <$odd$> is unknown");
    assertThat(problem(() -> set("english", null, null, "{}")).field()).isEqualTo("language");
    assertThat(problem(() -> set("en", "nope", null, "{}")).status()).isEqualTo(404);
    assertThat(problem(() -> view("sms.nope", "en", null)).status()).isEqualTo(404);
    assertThat(problem(() -> set("en", null, null, "{'text':'x'}")).field()).isEqualTo("text");
    assertThat(
            problem(
                    () ->
                        set(
                            "en",
                            null,
                            null,
                            "{'attachments':[{'name':'a','type':'b/c','content':'***'}]}"))
                .field())
        .isEqualTo("attachments.content");
  }

  @Test
  public void filesStayUntilOthersAreGiven() {
    String content = Base64.getEncoder().encodeToString(new byte[200 << 10]);
    String file = "{'name':'a.pdf','type':'application/pdf','content':'" + content + "'}";
    await(
        templates.set(
            "mail.code",
            "en",
            null,
            null,
            json(
                "{'subject':'s','body':'b','attachments':["
                    + file
                    + ","
                    + file
                    + ","
                    + file
                    + "]}"),
            world.caller));
    await(templates.set("mail.code", "en", null, null, json("{'subject':'other'}"), world.caller));
    TemplateView view = view("mail.code", "en", null);
    assertThat(view.attachments())
        .hasSize(3)
        .contains(new AttachmentView("a.pdf", "application/pdf", 200 << 10));
    assertThat(view.subject()).isEqualTo("other");
    assertThat(view.body()).isEqualTo("b");
  }

  @Test
  public void draftsAreFilledInAndTried() {
    PreviewView preview =
        trials.preview("sms.code", "en", null, json("{'body':'draft\\nof <$otp$>'}"));
    assertThat(preview.body()).isEqualTo("filled draft\nof <$otp$>");
    assertThat(trials.preview("sms.code", "de", null, json("{}")).body()).contains("stock de");

    TestView sent =
        await(trials.test("sms.code", "en", null, json("{'to':'+41 79 123 45 67'}"), world.caller));
    assertThat(sent).isEqualTo(new TestView(true, "sent"));
    assertThat(desk.tested).containsExactly("+41791234567 stock en <$otp$> tester");
    desk.answer = new Delivery.Unreachable("no gateway");
    TestView lost =
        await(trials.test("mail.code", "en", null, json("{'to':'a@b.example'}"), world.caller));
    assertThat(lost).isEqualTo(new TestView(false, "unreachable: no gateway"));
    assertThat(
            problem(
                    () ->
                        trials.test(
                            "mail.code", "en", null, json("{'to':'+41791234567'}"), world.caller))
                .field())
        .isEqualTo("to");
  }
}
