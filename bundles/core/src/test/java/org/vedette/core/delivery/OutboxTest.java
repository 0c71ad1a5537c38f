package org.vedette.core.delivery;

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
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import org.junit.Test;
import org.vedette.api.delivery.Delivery;
import org.vedette.api.delivery.DeliveryGateway;
import org.vedette.api.delivery.Message;
import org.vedette.api.delivery.Receipt;
import org.vedette.api.delivery.TextTemplate;
import org.vedette.api.secret.Secret;
import org.vedette.core.settings.CoreSettings;
import org.vedette.core.text.Texts;
import org.vedette.testkit.memory.FakeClock;

/** Messages are written out, and go through the first gateway that can be reached. */
public class OutboxTest {
  private static final UUID VPN = new UUID(0, 9);
  private static final Duration SOON = Duration.ofSeconds(8);
  private static final Map<String, String> FIELDS =
      Map.of("application_name", "Office <$otp$> VPN", "username", "alice");

  private final FakeClock clock = new FakeClock(Instant.parse("2026-05-01T12:00:00Z"));
  private final Gateways gateways = new Gateways();
  private final List<TextTemplate> templates = new ArrayList<>();
  private final Outbox outbox =
      new Outbox(
          gateways,
          () -> CoreSettings.DEFAULTS,
          clock,
          new OpenQuestions(),
          new Texts(() -> templates));
  private final List<String> trace = new ArrayList<>();
  private final List<Message> sent = new ArrayList<>();
  private final List<Receipt> receipts = new ArrayList<>();

  /** A gateway of the test. */
  private final class Fake implements DeliveryGateway {
    private final Function<Message, CompletionStage<Delivery>> answer;

    Fake(Function<Message, CompletionStage<Delivery>> answer) {
      this.answer = answer;
    }

    @Override
    public String channel() {
      return "sms";
    }

    @Override
    public CompletionStage<Delivery> send(Message message) {
      sent.add(message);
      return answer.apply(message);
    }
  }

  @Test
  public void textsAreInTheLanguageOfTheUserAndFilledOnce() throws Exception {
    gateway("a", 0, says(new Delivery.Sent("17")));
    for (String language : List.of("en", "de-CH", "fr", "xx")) {
      assertThat(send(message("sms", language))).isEqualTo(new Delivery.Sent("17"));
    }

    assertThat(sent)
        .extracting(each -> each.text().orElseThrow().body())
        .satisfiesExactly(
            english -> assertThat(english).startsWith("804277 is your code for Office <$otp$> VPN"),
            german -> assertThat(german).startsWith("804277 ist Ihr Code").contains("5 Minuten"),
            french -> assertThat(french).startsWith("804277 est votre code"),
            unknown -> assertThat(unknown).startsWith("804277 is your code"));
    assertThat(sent.get(0).toString()).doesNotContain("804277");
    assertThat(trace).containsOnly("sms by a: sent, reference 17");
  }

  /** Row 21. */
  @Test
  public void theOperatorsTextServesForTheApplicationThenForAll() throws Exception {
    gateway("a", 0, says(new Delivery.Sent("")));
    templates.add(text("de", Optional.empty(), "alle <$otp$> <$username$>"));
    templates.add(text("de", Optional.of(VPN), "vpn <$otp$> <$application_name$>"));
    templates.add(text("de", Optional.of(new UUID(0, 10)), "mail <$otp$>"));
    templates.add(text("pt", Optional.empty(), "todos <$otp$>"));

    send(message("sms", "de-CH"));
    templates.remove(1);
    send(message("sms", "de"));
    send(message("sms", "pt-BR"));
    send(message("sms", "es"));

    assertThat(sent)
        .extracting(each -> each.text().orElseThrow().body())
        .satisfiesExactly(
            own -> assertThat(own).isEqualTo("vpn 804277 Office <$otp$> VPN"),
            all -> assertThat(all).isEqualTo("alle 804277 alice"),
            other -> assertThat(other).isEqualTo("todos 804277"),
            stock -> assertThat(stock).startsWith("804277 es su código"));
  }

  private static TextTemplate text(String language, Optional<UUID> application, String body) {
    return new TextTemplate(
        UUID.randomUUID(), 1, "sms.code", language, application, "", body, List.of());
  }

  @Test
  public void receiptIsToldOnceToWhomItConcerns() throws Exception {
    gateway("a", 0, says(new Delivery.Sent("17")));
    send(message("sms", "en"));
    Receipt receipt = new Receipt("a", "17", true, "DELIVRD");
    outbox.arrived(new Receipt("b", "17", true, "another gateway's"));
    outbox.arrived(receipt);
    outbox.arrived(receipt);

    assertThat(receipts).containsExactly(receipt);
  }

  @Test
  public void mailHasASubjectOfOneLine() throws Exception {
    gateways.add(new Gateways.Named("mail", "m", 0, new Fake(says(new Delivery.Sent("")))));
    send(message("mail", "en"));

    Message.Text text = sent.get(0).text().orElseThrow();
    assertThat(text.subject()).startsWith("Your code for Office").doesNotContain("\n");
    assertThat(text.body()).contains("804277").contains("\n\n");
  }

  @Test
  public void whatCannotBeReachedIsFollowedByTheNext() throws Exception {
    gateway("a", 5, says(new Delivery.Unreachable("refused the connection")));
    gateway("b", 9, message -> new CompletableFuture<>());
    gateway("c", 1, says(new Delivery.Sent("")));

    assertThat(send(message("sms", "en"), Duration.ofMillis(300)))
        .isInstanceOf(Delivery.Sent.class);
    assertThat(trace)
        .containsExactly(
            "sms by b: not sent, no answer within 100 ms",
            "sms by a: not sent, refused the connection",
            "sms by c: sent");
  }

  @Test
  public void aRefusalIsFinal() throws Exception {
    gateway("a", 5, says(new Delivery.Rejected("no such number")));
    gateway("b", 1, says(new Delivery.Sent("")));

    assertThat(send(message("sms", "en"))).isInstanceOf(Delivery.Rejected.class);
    assertThat(sent).hasSize(1);
  }

  @Test
  public void anAddressIsNotFlooded() throws Exception {
    gateway("a", 0, says(new Delivery.Sent("")));
    List<Message> one = List.of(message("sms", "en"));
    for (int i = 0; i < 10; i++) {
      assertThat(hindrance(one)).isEmpty();
      send(one.get(0));
    }

    assertThat(hindrance(one))
        .hasValueSatisfying(why -> assertThat(why.why()).contains("last hour"));
    clock.advance(Duration.ofMinutes(61));
    assertThat(hindrance(one)).isEmpty();
  }

  @Test
  public void aChannelWithoutAGatewayIsNamed() throws Exception {
    assertThat(
            outbox
                .hindrance(List.of(message("sms", "en")), Whom.NOBODY, Duration.ofMillis(20))
                .toCompletableFuture()
                .get(5, TimeUnit.SECONDS))
        .contains(new Outbox.Hindrance(false, "no gateway for sms"));
  }

  private Optional<Outbox.Hindrance> hindrance(List<Message> messages) throws Exception {
    return outbox
        .hindrance(messages, Whom.NOBODY, SOON)
        .toCompletableFuture()
        .get(5, TimeUnit.SECONDS);
  }

  private void gateway(
      String name, int ranking, Function<Message, CompletionStage<Delivery>> answer) {
    gateways.add(new Gateways.Named("sms", name, ranking, new Fake(answer)));
  }

  private static Function<Message, CompletionStage<Delivery>> says(Delivery delivery) {
    return message -> CompletableFuture.completedFuture(delivery);
  }

  private Delivery send(Message message) throws Exception {
    return send(message, SOON);
  }

  private Delivery send(Message message, Duration left) throws Exception {
    return outbox
        .send(
            message,
            new Outbox.About(
                Whom.NOBODY,
                Optional.of(VPN),
                FIELDS,
                left,
                Optional.empty(),
                trace::add,
                receipts::add))
        .toCompletableFuture()
        .get(10, TimeUnit.SECONDS);
  }

  private static Message message(String channel, String language) {
    return new Message(
        channel, "+41791234567", "code", language, Map.of("minutes", "5"), Secret.of("804277"));
  }
}
