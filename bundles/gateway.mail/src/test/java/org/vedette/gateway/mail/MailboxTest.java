package org.vedette.gateway.mail;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Random;
import org.junit.Test;

public class MailboxTest {
  @Test
  public void takesTheUsualForms() {
    assertThat(Mailbox.read("a@b")).hasValueSatisfying(it -> assertThat(it).hasToString("a@b"));
    assertThat(Mailbox.read("Jane.Doe+x=y@Mail.Corp.example"))
        .hasValueSatisfying(it -> assertThat(it).hasToString("Jane.Doe+x=y@mail.corp.example"));
    assertThat(Mailbox.read("o'neil_{1}@x-y.example")).isPresent();
    assertThat(Mailbox.read("1@7up.example")).isPresent();
  }

  @Test
  public void otherAlphabetsAreTaken() {
    assertThat(Mailbox.read("jane@bücher.example"))
        .hasValueSatisfying(
            it -> {
              assertThat(it).hasToString("jane@xn--bcher-kva.example");
              assertThat(it.needsUtf8()).isFalse();
            });
    assertThat(Mailbox.read("jörg@corp.example"))
        .hasValueSatisfying(it -> assertThat(it.needsUtf8()).isTrue());
  }

  /** RFC 5321 section 4.5.3.1. */
  @Test
  public void lengthsAreLimited() {
    String label = "a".repeat(63);
    assertThat(Mailbox.read("x".repeat(64) + "@corp.example")).isPresent();
    assertThat(Mailbox.read("x".repeat(65) + "@corp.example")).isEmpty();
    assertThat(Mailbox.read("ö".repeat(33) + "@corp.example")).isEmpty();
    assertThat(Mailbox.read("x@" + label + ".example")).isPresent();
    assertThat(Mailbox.read("x@a" + label + ".example")).isEmpty();
    String domain = (label + ".").repeat(3);
    assertThat(Mailbox.read("x@" + domain + "a".repeat(60))).isPresent();
    assertThat(Mailbox.read("x@" + domain + "a".repeat(61))).isEmpty();
  }

  @Test
  public void tricksAreNotTaken() {
    String[] tricks = {
      "",
      "@",
      "x@",
      "@corp.example",
      "x",
      "x@corp..example",
      "x@.corp.example",
      "x@corp.example.",
      "x..y@corp.example",
      ".x@corp.example",
      "x.@corp.example",
      "\"x y\"@corp.example",
      "\"x\"@corp.example",
      "x@[192.0.2.1]",
      "x@192.0.2.1",
      "x@y@corp.example",
      "x@corp.example,y@corp.example",
      "x@corp.example;y",
      "<x@corp.example>",
      "x @corp.example",
      "x@corp.example ",
      "x@corp.example\r\nBcc: y@corp.example",
      "x\r\nDATA@corp.example",
      "x\n@corp.example",
      "x\u0000@corp.example",
      "x\u2028@corp.example",
      "x\u00a0y@corp.example",
      "x(y)@corp.example",
      "x:y@corp.example",
      "x\\y@corp.example",
      "x@-corp.example",
      "x@corp-.example",
      "x@co_rp.example",
      "@a,@b:x@corp.example",
      "x>y@corp.example",
      "x\u202ey@corp.example",
      "x\ud800@corp.example"
    };
    for (String each : tricks) {
      assertThat(Mailbox.read(each)).as(each).isEmpty();
    }
  }

  /** Whatever is thrown at it, what it lets through holds nothing that could end a command. */
  @Test
  public void whatIsTakenIsHarmless() {
    Random random = new Random(42);
    String alphabet =
        "ab1.@-+<>\"\\ \r\n\t\u0000,;:()[]\u00f6\u010d\u013e\u0130\uff20\uff0e\u3002%!";
    int taken = 0;
    for (int round = 0; round < 200_000; round++) {
      StringBuilder text = new StringBuilder();
      for (int left = 3 + random.nextInt(6); left > 0; left--) {
        text.append(alphabet.charAt(random.nextInt(alphabet.length())));
      }
      if (Mailbox.read(text.toString()).isPresent()) {
        taken++;
        String read = Mailbox.read(text.toString()).get().toString();
        assertThat(read)
            .as(text.toString())
            .doesNotContainPattern("[\\s<>\"\\\\,;:()\\[\\]\\p{Cntrl}]");
        assertThat(read.chars().filter(each -> each == '@').count()).isEqualTo(1);
      }
    }
    assertThat(taken).isGreaterThan(50);
  }
}
