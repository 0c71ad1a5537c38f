package org.vedette.primary.ntlm;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.List;
import java.util.Random;
import org.junit.Test;

public class AnswerReaderTest {
  private static final String KEY = "41C00C584BD2D91C4017A2A12FA59F3F";
  private static final List<String> PIECES =
      List.of(
          "Authenticated: Yes\n",
          "Authenticated: No\n",
          "Authenticated: ",
          "Yes",
          "Authentication-Error: NT_STATUS_LOGON_FAILURE\n",
          "User-Session-Key: " + KEY + "\n",
          "User-Session-Key: 00\n",
          "Error: x\n",
          ".\n",
          ".",
          "\n",
          ": ",
          "\0",
          "\u00fc\n");

  @Test
  public void skipsTheSecondDotOfARefusal() throws IOException {
    AnswerReader reader =
        reader(
            "Authenticated: No\nAuthentication-Error: NT_STATUS_LOGON_FAILURE\n.\n.\n"
                + "Authenticated: Yes\nUser-Session-Key: "
                + KEY
                + "\n.\n");
    assertThat(reader.read())
        .isEqualTo(new Answer.No(Status.LOGON_FAILURE, "NT_STATUS_LOGON_FAILURE"));
    assertThat(reader.read()).isInstanceOf(Answer.Yes.class);
  }

  @Test
  public void whatWasNotAskedForIsNoticed() throws IOException {
    reader(".\n.\n").clear();
    assertThatThrownBy(() -> reader(".\nAuthenticated: Yes\n.\n").clear())
        .isInstanceOf(IOException.class);
  }

  /** A reason must not break the line of a log, nor a key be printed. */
  @Test
  public void textsAreFitForTheLog() throws IOException {
    Answer.No no =
        (Answer.No) reader("Authenticated: No\nAuthentication-Error: a\rb\u001b[2J\n.\n").read();
    assertThat(no.text()).isEqualTo("a b [2J");
    assertThat(reader("Authenticated: Yes\nUser-Session-Key: " + KEY + "\n.\n").read().toString())
        .isEqualTo("Yes[redacted]");
  }

  /** Whatever comes, it is an answer or an IOException; and a yes stands there alone. */
  @Test
  public void fuzz() {
    Random random = new Random(7);
    int confirmed = 0;
    for (int round = 0; round < 200_000; round++) {
      StringBuilder text = new StringBuilder();
      for (int count = random.nextInt(7); count >= 0; count--) {
        text.append(PIECES.get(random.nextInt(PIECES.size())));
      }
      try {
        if (reader(text.toString()).read() instanceof Answer.Yes) {
          confirmed++;
          assertThat(text.toString())
              .matches(
                  "(?s)(\\.\n)*(User-Session-Key: "
                      + KEY
                      + "\n)?Authenticated: Yes\n"
                      + "(User-Session-Key: "
                      + KEY
                      + "\n)?\\.\n.*");
        }
      } catch (IOException outOfStep) {
        assertThat(outOfStep).hasMessageMatching("it .*|its .*");
      }
    }
    assertThat(confirmed).isGreaterThan(100);
  }

  private static AnswerReader reader(String said) {
    return new AnswerReader(new ByteArrayInputStream(said.getBytes(UTF_8)));
  }
}
