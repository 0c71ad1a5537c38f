package org.vedette.method.oath.file;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.Assert.assertThrows;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Random;
import org.junit.Test;

/** Files that mean harm, and files that are damaged. */
public class HostileFilesTest {
  private static final int CASES = 3_000;
  private static final String ROOT = "<KeyContainer xmlns=\"urn:ietf:params:xml:ns:keyprov:pskc\">";

  private static BadFileException refused(String file) {
    return assertThrows(BadFileException.class, () -> Samples.read(file, Unlock.NONE));
  }

  @Test
  public void documentTypesAreNotRead() throws IOException {
    Path marked = Files.createTempFile("vedette-marked", ".txt");
    Files.writeString(marked, "marked-content");
    String xxe =
        "<!DOCTYPE KeyContainer [<!ENTITY x SYSTEM \""
            + marked.toUri()
            + "\">]>\n"
            + ROOT
            + "<KeyPackage><DeviceInfo><SerialNo>&x;</SerialNo></DeviceInfo></KeyPackage>"
            + "</KeyContainer>";
    assertThat(refused(xxe).problem()).contains("document type").doesNotContain("marked");
    String parameter =
        "<!DOCTYPE KeyContainer SYSTEM \"http://127.0.0.1:9/evil.dtd\">\n"
            + ROOT
            + "</KeyContainer>";
    assertThat(refused(parameter).problem()).contains("document type");
    Files.delete(marked);
  }

  @Test(timeout = 10_000)
  public void entitiesDoNotGrow() {
    StringBuilder bomb = new StringBuilder("<!DOCTYPE KeyContainer [<!ENTITY a0 \"ha\">");
    for (int i = 1; i < 30; i++) {
      bomb.append("<!ENTITY a" + i + " \"&a" + (i - 1) + ";&a" + (i - 1) + ";\">");
    }
    bomb.append("]>" + ROOT + "<KeyPackage>&a29;</KeyPackage></KeyContainer>");
    assertThat(refused(bomb.toString()).problem()).contains("document type");
    assertThat(refused(ROOT + "<KeyPackage>&a;</KeyPackage></KeyContainer>").field())
        .isEqualTo("file");
  }

  @Test(timeout = 20_000)
  public void depthWidthAndLengthAreLimited() {
    assertThat(refused(ROOT + "<a>".repeat(1_000_000)).problem()).contains("too many");
    assertThat(refused(ROOT + "<a>" + "<b/>".repeat(1_000_000) + "</a></KeyContainer>").problem())
        .contains("too many");
    String text = "x".repeat(1 << 20);
    assertThat(refused(ROOT + "<a>" + text + "</a></KeyContainer>").problem()).contains("long");
    assertThat(refused(ROOT + "<a b=\"" + text + "\"/></KeyContainer>").problem())
        .contains("attribute");
    assertThat(refused(" ".repeat(TokenFile.MAX_BYTES + 1)).problem()).contains("16 MiB");
  }

  @Test
  public void noMoreThanAHundredThousandTokens() {
    assertThat(refused("1,x\n".repeat(TokenFile.MAX_TOKENS + 1)).problem()).contains("split it");
    String packages = "<KeyPackage/>".repeat(TokenFile.MAX_TOKENS + 1);
    assertThat(refused(ROOT + packages + "</KeyContainer>").problem()).contains("split it");
  }

  @Test(timeout = 20_000)
  public void keyDerivationIsLimited() {
    String endless =
        Samples.figureText(7)
            .replace(
                "<IterationCount>1000</IterationCount>",
                "<IterationCount>2000000000</IterationCount>");
    BadFileException bad =
        assertThrows(BadFileException.class, () -> Samples.read(endless, Samples.PASSPHRASE));
    assertThat(bad.problem()).contains("IterationCount", "5000000");
    String long_ = Samples.figureText(7).replace("<KeyLength>16<", "<KeyLength>1000000<");
    assertThat(
            assertThrows(BadFileException.class, () -> Samples.read(long_, Samples.PASSPHRASE))
                .problem())
        .contains("KeyLength");
  }

  @Test
  public void aFileThatBreaksOffKeepsWhatCameBefore() throws BadFileException {
    String whole = Samples.figureText(5);
    String half = whole.substring(0, whole.lastIndexOf("<KeyPackage>") + 40);
    Parsed parsed = Samples.read(half, Unlock.NONE);
    assertThat(parsed.seeds()).hasSize(1);
    assertThat(parsed.problems())
        .singleElement()
        .satisfies(bad -> assertThat(bad.reason()).contains("not well-formed"));
  }

  @Test
  public void otherThingsAreNamed() {
    assertThat(refused("").problem()).isEqualTo("is empty");
    assertThat(refused("\n\n# nothing\n").problem()).isEqualTo("holds no tokens");
    assertThat(refused("<html/>").problem()).contains("no KeyContainer");
    assertThat(refused(ROOT + "</KeyContainer>").problem()).isEqualTo("holds no tokens");
    byte[] sheet = new byte[] {'P', 'K', 3, 4, 0, 0, 0};
    assertThat(
            assertThrows(BadFileException.class, () -> Samples.read(sheet, Unlock.NONE)).problem())
        .contains("no spreadsheet");
  }

  /** Whatever is damaged: an answer, and none that repeats a secret. */
  @Test
  public void damagedFilesAreAnsweredAndTellNoSecret() {
    Random random = new Random(6030);
    String secret = "MTIzNDU2Nzg5MDEyMzQ1Njc4OTA=";
    String csv = "serial,secret,interval\n1100312,JBSWY3DPEHPK3PXPJBSWY3DPEHPK3PXP,30\n".repeat(5);
    byte[][] sources = {
      Samples.figure(5),
      Samples.figure(6),
      Samples.figure(7),
      Samples.figure(10),
      csv.getBytes(StandardCharsets.UTF_8)
    };
    int answered = 0;
    for (int i = 0; i < CASES; i++) {
      byte[] source = sources[i % sources.length];
      byte[] file = damage(source, random);
      Unlock unlock = i % 5 == 2 ? Samples.PASSPHRASE : Samples.KEY;
      String told;
      try {
        Parsed parsed = Samples.read(file, unlock);
        told = parsed.problems().toString();
        parsed.seeds().forEach(it -> it.secret().close());
      } catch (BadFileException refused) {
        told = refused.getMessage();
      }
      assertThat(told).doesNotContain(secret).doesNotContain("JBSWY3DPEHPK3PXP");
      answered++;
    }
    assertThat(answered).isEqualTo(CASES);
  }

  private static byte[] damage(byte[] source, Random random) {
    byte[] file = source.clone();
    int kind = random.nextInt(4);
    int from = random.nextInt(file.length);
    int to = Math.min(file.length, from + 1 + random.nextInt(60));
    if (kind == 0) {
      return Arrays.copyOf(file, from);
    }
    if (kind == 1) { // A piece twice.
      byte[] longer = Arrays.copyOf(file, file.length + to - from);
      System.arraycopy(file, from, longer, to, file.length - from);
      return longer;
    }
    if (kind == 2) { // A piece left out.
      byte[] shorter = Arrays.copyOf(file, file.length - (to - from));
      System.arraycopy(file, to, shorter, from, file.length - to);
      return shorter;
    }
    for (int i = 0; i < 1 + random.nextInt(6); i++) {
      file[random.nextInt(file.length)] = (byte) random.nextInt(256);
    }
    return file;
  }
}
