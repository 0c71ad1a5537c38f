package org.vedette.shell;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.Rule;
import org.junit.Test;
import org.junit.rules.TemporaryFolder;

public class TemplateNounTest {
  private static final String TEXT =
      "{\"key\":\"sms.code\",\"language\":\"de\",\"application\":\"VPN\",\"version\":%d,"
          + "\"source\":\"application\",\"subject\":\"\",\"body\":\"Code <$otp$>\\nSite\","
          + "\"attachments\":[{\"name\":\"a.pdf\",\"type\":\"application/pdf\",\"bytes\":7}],"
          + "\"placeholders\":[\"otp\",\"username\"],\"needed\":\"otp\",\"segments\":2}";
  private static final String PLACE = "?language=de&application=VPN";

  @Rule public final StubServer server = new StubServer();
  @Rule public final TemporaryFolder folder = new TemporaryFolder();
  private final FakeTerminal terminal = new FakeTerminal();

  private int run(String... line) {
    return new Client(terminal, server.here()).run(List.of(line));
  }

  @Test
  public void showsATextWithWhatMayStandInIt() {
    server.on("GET /api/v1/templates/sms.code" + PLACE, 200, TEXT.formatted(3));
    assertThat(run("template", "show", "sms.code", "--language", "de", "--application", "VPN"))
        .isZero();
    assertThat(terminal.written())
        .contains("<$otp$> <$username$>", "2 with sample values", "your text for this application")
        .contains("  Code <$otp$>", "  Site", "a.pdf (7 bytes)");
  }

  @Test
  public void changesTheVersionThatWasRead() throws IOException {
    server.on("GET /api/v1/templates/mail.code", 200, TEXT.formatted(3));
    server.on("PUT /api/v1/templates/mail.code", 200, TEXT.formatted(4));
    Path file = folder.newFile("a.PDF").toPath();
    Files.writeString(file, "x");
    assertThat(
            run(
                "template",
                "change",
                "mail.code",
                "--subject",
                "S",
                "--body",
                "one\\ntwo",
                "--attach",
                file.toString()))
        .isZero();
    assertThat(server.last().body())
        .isEqualTo(
            "{\"subject\":\"S\",\"body\":\"one\\ntwo\",\"attachments\":"
                + "[{\"name\":\"a.PDF\",\"type\":\"application/pdf\",\"content\":\"eA==\"}]}");
    assertThat(server.last().headers()).containsEntry("If-match", "\"3\"");
    assertThat(run("template", "change", "mail.code")).isEqualTo(Failure.USAGE);
  }

  @Test
  public void aTestTellsWhatBecameOfIt() {
    server.on(
        "POST /api/v1/templates/sms.code/test",
        200,
        "{\"sent\":false,\"result\":\"unreachable: no gateway\"}");
    assertThat(run("template", "test", "sms.code", "+41791234567")).isEqualTo(Failure.REFUSED);
    assertThat(terminal.written()).contains("It was not sent: unreachable: no gateway.");
    assertThat(server.last().body()).isEqualTo("{\"to\":\"+41791234567\"}");
  }

  @Test
  public void previewsAndResets() {
    server.on(
        "POST /api/v1/templates/sms.code/preview?language=fr",
        200,
        "{\"subject\":\"\",\"body\":\"123456 est\",\"segments\":1}");
    assertThat(run("template", "preview", "sms.code", "--language", "fr", "--body", "<$otp$> est"))
        .isZero();
    assertThat(terminal.written()).contains("  123456 est", "Text messages it takes: 1");
    server.on("DELETE /api/v1/templates/sms.code", 204, "");
    assertThat(run("template", "reset", "sms.code")).isZero();
  }

  @Test
  public void aGeneratedPinIsShownOnceOrMailed() {
    server.on("PUT /api/v1/users/alice/pin", 200, "{\"pin\":\"2580\",\"mailed\":false}");
    assertThat(run("user", "pin", "alice", "--generate")).isZero();
    assertThat(terminal.written()).contains("The PIN of alice is 2580");
    server.on("PUT /api/v1/users/alice/pin?mail=true", 200, "{\"mailed\":true}");
    assertThat(run("user", "pin", "alice", "--generate", "--mail")).isZero();
    assertThat(terminal.written()).contains("on its way to alice by mail");
    assertThat(run("user", "pin", "alice", "--remove", "--mail")).isEqualTo(Failure.USAGE);
  }
}
