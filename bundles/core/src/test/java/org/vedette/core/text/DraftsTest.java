package org.vedette.core.text;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.junit.Test;
import org.vedette.api.delivery.Attachment;
import org.vedette.api.delivery.Message;
import org.vedette.api.delivery.TextDesk.Known;
import org.vedette.api.delivery.TextDesk.Wrong;
import org.vedette.api.delivery.TextTemplate;
import org.vedette.api.secret.Secret;
import org.vedette.api.store.StoreUnavailableException;

public class DraftsTest {
  private static final Attachment PDF =
      new Attachment("Welcome.pdf", "application/pdf", new byte[] {1});

  private final Texts texts = new Texts(List::of);
  private final Drafts drafts = new Drafts(texts);

  private static TextTemplate draft(String key, String subject, String body, Attachment... files) {
    return new TextTemplate(
        UUID.randomUUID(), 1, key, "en", Optional.empty(), subject, body, List.of(files));
  }

  private String problem(String key, String subject, String body, Attachment... files) {
    return drafts.problem(draft(key, subject, body, files)).map(Wrong::toString).orElse("none");
  }

  /** Row 46; all four languages have every text, and hold what they must and nothing unknown. */
  @Test
  public void theServerSpeaksAllItsLanguages() {
    assertThat(drafts.languages()).containsExactly("en", "de", "fr", "es");
    for (Known known : drafts.known()) {
      for (String language : drafts.languages()) {
        Message.Text stock = drafts.stock(known.key(), language).orElseThrow();
        TextTemplate same =
            new TextTemplate(
                UUID.randomUUID(),
                1,
                known.key(),
                language,
                Optional.empty(),
                stock.subject(),
                stock.body(),
                List.of());
        assertThat(drafts.problem(same)).as(known.key() + " " + language).isEmpty();
        assertThat(drafts.preview(same).text().body()).doesNotContain("<$").isNotBlank();
        assertThat(drafts.preview(same).segments()).isLessThanOrEqualTo(3);
      }
    }
    assertThat(drafts.known()).extracting(Known::key).contains("voice.newpin.bad", "mail.fraud");
  }

  /** Bad input: the name that is wrong, and those that are right. */
  @Test
  public void anUnknownPlaceholderIsRefused() {
    assertThat(problem("sms.code", "", "<$otp$> for <$user$> <$password$>"))
        .contains("field=body", "<$password$>, <$user$> is unknown")
        .contains("known here are <$application_name$>, <$minutes$>, <$otp$>, <$username$>");
    assertThat(problem("voice.denied", "", "<$otp$>")).contains("this text has none");
    assertThat(problem("sms.code", "", "<$otp$> <$Otp$>")).contains("written <$name$>");
    assertThat(problem("sms.code", "", "<$otp$> <$otp")).contains("written <$name$>");
  }

  @Test
  public void aCodeMustBeInItsTextAndNotInTheSubject() {
    assertThat(problem("sms.code", "", "Hello")).contains("must hold <$otp$>");
    assertThat(problem("mail.pin", "PIN", "Hello")).contains("must hold <$pin$>");
    assertThat(problem("mail.code", "<$otp$>", "<$otp$>")).contains("field=subject", "no secret");
  }

  @Test
  public void limitsAreKept() {
    assertThat(problem("sms.code", "", "<$otp$>")).isEqualTo("none");
    assertThat(problem("sms.nothing", "", "x")).contains("field=key");
    assertThat(problem("sms.code", "A subject", "<$otp$>")).contains("only mails have one");
    assertThat(problem("mail.code", "", "<$otp$>")).contains("field=subject");
    assertThat(problem("mail.code", "a\r\nBcc: x", "<$otp$>")).contains("one line");
    assertThat(problem("mail.code", "a", "<$otp$>" + "x".repeat(10_000))).contains("field=body");
    assertThat(problem("mail.code", "a", "<$otp$>", PDF)).isEqualTo("none");
    assertThat(problem("mail.code", "a", "<$otp$>", PDF, PDF)).contains("of the same name");
    assertThat(problem("sms.code", "", "<$otp$>", PDF)).contains("only mails have some");
    assertThat(
            problem("mail.code", "a", "<$otp$>", new Attachment("../x", "text/plain", new byte[1])))
        .contains("the name has");
    assertThat(
            problem(
                "mail.code",
                "a",
                "<$otp$>",
                new Attachment("x", "text/plain", new byte[Attachment.MAX_BYTES + 1])))
        .contains("the content has");
    assertThat(problem("mail.code", "a", "<$otp$>", new Attachment("x", "a\r\nb", new byte[1])))
        .contains("the type is");
  }

  @Test
  public void valuesAreFilledInOnceAndStayOnTheirLine() {
    Texts own =
        new Texts(() -> List.of(draft("mail.update", "For <$name$>", "<$name$>\n<$phone$>")));
    Message message =
        new Message(
            "mail",
            "a@b.example",
            "update",
            "en",
            Map.of("name", "<$phone$>\r\nBcc: eve@evil.example", "phone", ""),
            Secret.of(""));
    Message.Text text = own.write(message, Map.of(), Optional.empty()).orElseThrow();
    assertThat(text.subject()).isEqualTo("For <$phone$>  Bcc: eve@evil.example");
    assertThat(text.body()).isEqualTo("<$phone$>  Bcc: eve@evil.example");
  }

  /** Row 47: what cannot be read is left out, and the mail goes. */
  @Test
  public void whatCannotBeReadDoesNotKeepAMailBack() {
    Attachment empty = new Attachment("lost.pdf", "application/pdf", new byte[0]);
    Message message =
        new Message("mail", "a@b.example", "update", "en", Map.of("name", "A"), Secret.of(""));
    Texts own = new Texts(() -> List.of(draft("mail.update", "S", "<$name$>", empty, PDF)));
    assertThat(own.write(message, Map.of(), Optional.empty()).orElseThrow().attachments())
        .containsExactly(PDF);

    Texts broken =
        new Texts(
            () -> {
              throw new StoreUnavailableException("disk", new IllegalStateException());
            });
    assertThat(broken.write(message, Map.of(), Optional.empty()).orElseThrow().subject())
        .contains("was changed");
  }

  @Test
  public void textsThatNobodyKnowsAreNone() {
    Message message = new Message("sms", "+4179", "odd", "en", Map.of(), Secret.of(""));
    assertThat(texts.write(message, Map.of(), Optional.empty())).isEmpty();
  }
}
