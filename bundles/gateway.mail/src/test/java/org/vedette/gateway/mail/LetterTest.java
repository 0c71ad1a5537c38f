package org.vedette.gateway.mail;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;

import jakarta.mail.Session;
import jakarta.mail.internet.InternetAddress;
import jakarta.mail.internet.MimeMessage;
import jakarta.mail.internet.MimeMultipart;
import java.io.ByteArrayInputStream;
import java.time.Instant;
import java.util.Date;
import java.util.List;
import java.util.Optional;
import java.util.Properties;
import java.util.Random;
import org.junit.Test;
import org.vedette.api.delivery.Attachment;
import org.vedette.api.delivery.Message;

public class LetterTest {
  private static final Instant NOW = Instant.parse("2026-03-04T05:06:07Z");

  @Test
  public void saysWhoWhenAndWhat() throws Exception {
    MimeMessage mail = parsed("Corp sign-in", "Your code", "Code: 123456\n");

    assertThat(mail.getFrom())
        .containsExactly(new InternetAddress("login@corp.example", "Corp sign-in"));
    assertThat(mail.getReplyTo()).containsExactly(new InternetAddress("help@corp.example"));
    assertThat(mail.getAllRecipients()).containsExactly(new InternetAddress("jane@x.example"));
    assertThat(mail.getSubject()).isEqualTo("Your code");
    assertThat(mail.getSentDate()).isEqualTo(Date.from(NOW));
    assertThat(mail.getHeader("Date", null)).isEqualTo("Wed, 4 Mar 2026 05:06:07 +0000");
    assertThat(mail.getMessageID()).isEqualTo("<00000000000000000000000000000000@corp.example>");
    assertThat(mail.getHeader("Auto-Submitted", null)).isEqualTo("auto-generated");
    assertThat(mail.getContentType()).isEqualTo("text/plain; charset=UTF-8");
    assertThat((String) mail.getContent()).isEqualTo("Code: 123456\r\n");
  }

  @Test
  public void everyAlphabetArrives() throws Exception {
    String text = "Jörg, 你的驗證碼 😀 код Ελληνικά = ~\t.";
    MimeMessage mail = parsed("Müller & Söhne \"IT\" <x>", text, text + "\n\n" + text);

    assertThat(mail.getSubject()).isEqualTo(text.replace("\t", " "));
    assertThat(((InternetAddress) mail.getFrom()[0]).getPersonal())
        .isEqualTo("Müller & Söhne \"IT\" <x>");
    assertThat((String) mail.getContent()).isEqualTo(text + "\r\n\r\n" + text + "\r\n");
  }

  @Test
  public void noHeaderCanBeSlippedIn() throws Exception {
    String[] ends = {"\r\n", "\n", "\r", "\u0085", "\u2028", "\u2029", "\u000b", "\u0000"};
    for (String end : ends) {
      String evil = "a" + end + "Bcc: eve@evil.example" + end + end + "body";
      MimeMessage mail = parsed(evil, evil, "fine");
      assertThat(mail.getHeader("Bcc")).isNull();
      assertThat(mail.getAllRecipients()).hasSize(1);
      assertThat((String) mail.getContent()).isEqualTo("fine\r\n");
      assertThat(mail.getSubject()).startsWith("a Bcc: eve@evil.example");
    }
  }

  /** What looks encoded in a template or a name is shown as it stands. */
  @Test
  public void encodedWordsAreNotTakenForWhatTheySay() throws Exception {
    String looks = "=?UTF-8?B?ZXZpbA==?=";
    assertThat(parsed(looks, looks, "x").getSubject()).isEqualTo(looks);
    assertThat(((InternetAddress) parsed(looks, "s", "x").getFrom()[0]).getPersonal())
        .isEqualTo(looks);
  }

  @Test
  public void subjectsAreCutAtCharacters() throws Exception {
    String subject = parsed("", "😀".repeat(300), "x").getSubject();
    assertThat(subject).isEqualTo("😀".repeat(Letter.MAX_SUBJECT - 1) + "…");
  }

  /** RFC 5322 section 2.1.1 and RFC 2045 section 6.7, over text made by chance. */
  @Test
  public void linesAreShortAndPlain() throws Exception {
    Random random = new Random(5);
    for (int round = 0; round < 300; round++) {
      String text =
          random
              .ints(random.nextInt(400), 0, 0x3000)
              .filter(each -> each != '\r' && !Character.isISOControl(each) || each == '\n')
              .filter(each -> Character.getType(each) != Character.LINE_SEPARATOR)
              .filter(each -> Character.getType(each) != Character.PARAGRAPH_SEPARATOR)
              .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
              .toString();
      String raw = new String(letter(text.replace("\n", ""), text, text).octets(), US_ASCII);
      for (String line : raw.split("\r\n", -1)) {
        assertThat(line.length()).isLessThanOrEqualTo(76);
        assertThat(line.chars()).allMatch(each -> each >= ' ' && each < 127);
      }
      assertThat((String) parsed("", "s", text).getContent())
          .isEqualTo(text.strip().replace("\n", "\r\n") + "\r\n");
    }
  }

  /** RFC 2046 section 5.1.3; a file that was not checked goes nowhere. */
  @Test
  public void filesGoWithTheText() throws Exception {
    byte[] content = new byte[100_000];
    new Random(7).nextBytes(content);
    MailSettings.Sender sender =
        new MailSettings.Sender(
            Mailbox.read("login@corp.example").orElseThrow(), "", Optional.empty());
    Message.Text text =
        new Message.Text(
            "s",
            "Grüezi =_00 --=_\n",
            List.of(
                new Attachment("a b.pdf", "application/pdf", content),
                new Attachment("evil\"\r\nX: y", "text/plain", content)));
    byte[] octets =
        Letter.write(sender, Mailbox.read("j@x.example").orElseThrow(), text, NOW, new byte[16])
            .octets();
    MimeMessage mail =
        new MimeMessage(Session.getInstance(new Properties()), new ByteArrayInputStream(octets));

    MimeMultipart parts = (MimeMultipart) mail.getContent();
    assertThat(parts.getCount()).isEqualTo(2);
    assertThat(parts.getBodyPart(0).getContent()).isEqualTo("Grüezi =_00 --=_");
    assertThat(parts.getBodyPart(1).getFileName()).isEqualTo("a b.pdf");
    assertThat(parts.getBodyPart(1).getContentType()).isEqualTo("application/pdf");
    assertThat(parts.getBodyPart(1).getInputStream().readAllBytes()).isEqualTo(content);
    for (String line : new String(octets, US_ASCII).split("\r\n", -1)) {
      assertThat(line.length()).isLessThanOrEqualTo(78);
    }
  }

  private static Letter letter(String name, String subject, String body) {
    MailSettings.Sender sender =
        new MailSettings.Sender(
            Mailbox.read("login@corp.example").orElseThrow(),
            name,
            Mailbox.read("help@corp.example"));
    Mailbox to = Mailbox.read("jane@x.example").orElseThrow();
    return Letter.write(sender, to, new Message.Text(subject, body), NOW, new byte[16]);
  }

  private static MimeMessage parsed(String name, String subject, String body) throws Exception {
    Session session = Session.getInstance(new Properties());
    byte[] octets = letter(name, subject, body).octets();
    MimeMessage mail = new MimeMessage(session, new ByteArrayInputStream(octets));
    assertThat(mail.getHeader("MIME-Version")).containsExactly("1.0");
    return mail;
  }
}
