package org.vedette.method.oath.file;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.Assert.assertThrows;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import javax.crypto.Cipher;
import javax.crypto.Mac;
import javax.crypto.spec.IvParameterSpec;
import javax.crypto.spec.SecretKeySpec;
import org.junit.Test;
import org.vedette.api.secret.Secret;
import org.vedette.method.oath.Algorithm;
import org.vedette.method.oath.Token;

public class PskcFileTest {
  private static final byte[] SEED = "12345678901234567890".getBytes(StandardCharsets.UTF_8);
  private static final String PLAIN = "MTIzNDU2Nzg5MDEyMzQ1Njc4OTA=";
  private final Random random = new Random(7);

  private static String container(String before, String... packages) {
    return "<KeyContainer xmlns=\"urn:ietf:params:xml:ns:keyprov:pskc\">\n"
        + before
        + String.join("\n", packages)
        + "\n</KeyContainer>";
  }

  private static String token(String serial, String algorithm, String inner, String data) {
    return "<KeyPackage><DeviceInfo><Manufacturer>Acme</Manufacturer><SerialNo>"
        + serial
        + "</SerialNo><Model>C200</Model></DeviceInfo><Key Id=\"1\" Algorithm=\""
        + algorithm
        + "\">"
        + inner
        + "<Data><Secret><PlainValue>"
        + PLAIN
        + "</PlainValue></Secret>"
        + data
        + "</Data></Key></KeyPackage>";
  }

  private static String simple(String serial, String inner) {
    return token(serial, "urn:ietf:params:xml:ns:keyprov:pskc:totp", inner, "");
  }

  private static String reason(String inner) throws BadFileException {
    Parsed parsed = Samples.read(container("", simple("1", inner)), Unlock.NONE);
    assertThat(parsed.seeds()).isEmpty();
    return parsed.problems().get(0).field() + " " + parsed.problems().get(0).reason();
  }

  @Test
  public void timedTokensOfAllKinds() throws BadFileException {
    String file =
        container(
            "",
            token(
                "77",
                "urn:ietf:params:xml:ns:keyprov:pskc#totp",
                "<AlgorithmParameters><Suite>HMAC-SHA256</Suite>"
                    + "<ResponseFormat Length=\"7\" Encoding=\"DECIMAL\"/></AlgorithmParameters>",
                "<Time><PlainValue>0</PlainValue></Time>"
                    + "<TimeInterval><PlainValue>60</PlainValue></TimeInterval>"
                    + "<TimeDrift><PlainValue>4</PlainValue></TimeDrift>"),
            token(
                "78",
                "urn:ietf:params:xml:ns:keyprov:pskc:hotp",
                "",
                "<Counter><PlainValue>513</PlainValue></Counter>"));
    List<Seed> seeds = Samples.read(file, Unlock.NONE).seeds();
    assertThat(seeds).hasSize(2);
    assertThat(seeds.get(0).token()).isEqualTo(new Token(true, Algorithm.SHA256, 7, 60));
    assertThat(seeds.get(0).start()).isEqualTo(4);
    assertThat(seeds.get(0).model()).isEqualTo("C200");
    assertThat(seeds.get(1).token()).isEqualTo(new Token(false, Algorithm.SHA1, 6, 30));
    assertThat(seeds.get(1).start()).isEqualTo(513);
  }

  @Test
  public void aBadPackageIsNamedAndTheOthersAreKept() throws BadFileException {
    String file =
        container(
            "",
            simple("1", ""),
            token("2", "urn:example:challenge", "", ""),
            simple("3", "").replace(PLAIN, "MTIz!DU2"),
            simple("4", ""));
    Parsed parsed = Samples.read(file, Unlock.NONE);
    assertThat(parsed.seeds()).extracting(Seed::serial).containsExactly("1", "4");
    assertThat(parsed.problems())
        .containsExactly(
            new BadEntry(3, "2", "Algorithm", "is neither hotp nor totp"),
            new BadEntry(4, "3", "Secret", "is not Base64"));
  }

  @Test
  public void whatCannotBeKeptIsRefused() throws BadFileException {
    assertThat(reason(format("Encoding=\"HEXADECIMAL\" Length=\"6\""))).contains("DECIMAL");
    assertThat(reason(format("Encoding=\"DECIMAL\" Length=\"10\""))).contains("6, 7 or 8");
    assertThat(reason(format("Encoding=\"DECIMAL\" CheckDigits=\"true\""))).contains("check digit");
    assertThat(reason("<AlgorithmParameters><Suite>MD5</Suite></AlgorithmParameters>"))
        .contains("SHA1, SHA256 or SHA512");
    assertThat(reason("<Policy><Unheard/></Policy>")).contains("not known");
    assertThat(reason("<Policy><KeyUsage>CR</KeyUsage></Policy>")).contains("one-time codes");
    assertThat(reason("<Policy><NumberOfTransactions>5</NumberOfTransactions></Policy>"))
        .contains("limited");
    assertThat(reason("<Policy><PINPolicy PINUsageMode=\"Append\"/></Policy>"))
        .contains("part of the code");
    assertThat(reason("<Policy><StartDate>2031-01-01T00:00:00Z</StartDate></Policy>"))
        .contains("still to come");
    assertThat(reason("<Policy><ExpiryDate>2026-11-21T06:00:00Z</ExpiryDate></Policy>"))
        .contains("has passed");
    assertThat(reason("<Policy><ExpiryDate>soon</ExpiryDate></Policy>")).contains("not a time");
  }

  private static String format(String attributes) {
    return "<AlgorithmParameters><ResponseFormat " + attributes + "/></AlgorithmParameters>";
  }

  @Test
  public void aesOf256BitsWithEachMac() throws Exception {
    for (String sha : List.of("sha224", "sha256", "sha384", "sha512")) {
      byte[] key = bytes(32);
      String file = encrypted(key, sha, Optional.of(bytes(32)), false);
      Parsed parsed = Samples.read(file, unlock(key));
      assertThat(parsed.problems()).isEmpty();
      assertThat(parsed.seeds().get(0).secret()).isEqualTo(Secret.of(SEED));
    }
  }

  @Test
  public void withoutAMacKeyTheKeyItselfServes() throws Exception {
    byte[] key = bytes(16);
    Parsed parsed = Samples.read(encrypted(key, "sha256", Optional.empty(), false), unlock(key));
    assertThat(parsed.seeds()).hasSize(2);
  }

  @Test
  public void oneAlteredValueAmongGoodOnesIsRefusedAlone() throws Exception {
    byte[] key = bytes(16);
    Parsed parsed =
        Samples.read(encrypted(key, "sha256", Optional.of(bytes(20)), true), unlock(key));
    assertThat(parsed.seeds()).extracting(Seed::serial).containsExactly("1");
    assertThat(parsed.problems())
        .singleElement()
        .isEqualTo(new BadEntry(9, "2", "ValueMAC", "does not fit: altered, or another key"));
  }

  @Test
  public void anEncryptedValueWithoutMacIsRefused() throws BadFileException {
    String file = Samples.figureText(6).replaceAll("(?s)<ValueMAC>.*</ValueMAC>", "");
    assertThat(Samples.read(file, Samples.KEY).problems())
        .singleElement()
        .satisfies(bad -> assertThat(bad.reason()).contains("may have been altered"));
    String plainMac = Samples.figureText(6).replaceAll("(?s)<MACMethod.*</MACMethod>", "");
    assertThat(Samples.read(plainMac, Samples.KEY).seeds()).isEmpty();
  }

  @Test
  public void filesForACertificateSayWhatToDo() {
    String file =
        Samples.figureText(6).replace("<ds:KeyName>Pre-shared-key</ds:KeyName>", "<ds:X509Data/>");
    BadFileException bad =
        assertThrows(BadFileException.class, () -> Samples.read(file, Samples.KEY));
    assertThat(bad.problem()).contains("X.509", "pre-shared key or a passphrase");
  }

  @Test
  public void encodingsAreFound() throws BadFileException {
    String file = container("", simple("1", "")).replace("Acme", "Kärcher");
    String marked = "\uFEFF" + file;
    String declared = "<?xml version=\"1.0\" encoding='ISO-8859-1'?>" + file;
    for (byte[] bytes :
        List.of(
            marked.getBytes(StandardCharsets.UTF_8),
            marked.getBytes(StandardCharsets.UTF_16LE),
            marked.getBytes(StandardCharsets.UTF_16BE),
            file.getBytes(StandardCharsets.UTF_8),
            declared.getBytes(StandardCharsets.ISO_8859_1))) {
      assertThat(Samples.read(bytes, Unlock.NONE).seeds())
          .singleElement()
          .satisfies(seed -> assertThat(seed.manufacturer()).isEqualTo("Kärcher"));
    }
    String odd = declared.replace("ISO-8859-1", "UTF-7");
    assertThat(assertThrows(BadFileException.class, () -> Samples.read(odd, Unlock.NONE)).problem())
        .contains("encoding");
    Parsed latin = Samples.read(file.getBytes(StandardCharsets.ISO_8859_1), Unlock.NONE);
    assertThat(latin.problems().get(0).field()).isEqualTo("manufacturer");
  }

  @Test
  public void aSignatureIsReportedAsNotChecked() throws BadFileException {
    Parsed parsed = Samples.read(container("", simple("1", ""), "<Signature/>"), Unlock.NONE);
    assertThat(parsed.seeds()).hasSize(1);
    assertThat(parsed.problems().get(0).reason()).contains("not checked");
  }

  private byte[] bytes(int count) {
    byte[] bytes = new byte[count];
    random.nextBytes(bytes);
    return bytes;
  }

  private static Unlock unlock(byte[] key) {
    return new Unlock(Optional.of(Secret.of(key)), Optional.empty());
  }

  /** A file of two tokens, written apart from the reader; the second may be altered. */
  private String encrypted(byte[] key, String sha, Optional<byte[]> macKey, boolean alter)
      throws GeneralSecurityException {
    String before =
        "<EncryptionKey><KeyName>k</KeyName></EncryptionKey>\n<MACMethod Algorithm=\""
            + "http://www.w3.org/2001/04/xmldsig-more#hmac-"
            + sha
            + "\">\n"
            + macKey.map(it -> "<MACKey>" + value(key, encrypt(key, it)) + "</MACKey>").orElse("")
            + "</MACMethod>\n\n\n";
    byte[] mac = macKey.orElse(key);
    String first = hidden(key, sha, mac, encrypt(key, SEED), false, "1");
    return container(before, first, "", hidden(key, sha, mac, encrypt(key, SEED), alter, "2"));
  }

  private static String hidden(
      byte[] key, String sha, byte[] macKey, byte[] sealed, boolean alter, String serial)
      throws GeneralSecurityException {
    String name = "HmacSHA" + sha.substring(3);
    Mac mac = Mac.getInstance(name);
    mac.init(new SecretKeySpec(macKey, name));
    String tag = Base64.getEncoder().encodeToString(mac.doFinal(sealed));
    if (alter) {
      sealed[3] ^= 1;
    }
    return simple(serial, "")
        .replace(
            "<PlainValue>" + PLAIN + "</PlainValue>",
            "<EncryptedValue>"
                + value(key, sealed)
                + "</EncryptedValue><ValueMAC>"
                + tag
                + "</ValueMAC>");
  }

  private static String value(byte[] key, byte[] sealed) {
    return "<EncryptionMethod Algorithm=\"http://www.w3.org/2001/04/xmlenc#aes"
        + key.length * 8
        + "-cbc\"/><CipherData><CipherValue>"
        + Base64.getEncoder().encodeToString(sealed)
        + "</CipherValue></CipherData>";
  }

  /** With random padding, as XML Encryption allows. */
  private byte[] encrypt(byte[] key, byte[] plain) {
    try {
      byte[] iv = bytes(16);
      int padding = 16 - plain.length % 16;
      byte[] padded = Arrays.copyOf(plain, plain.length + padding);
      byte[] noise = bytes(padding);
      System.arraycopy(noise, 0, padded, plain.length, padding);
      padded[padded.length - 1] = (byte) padding;
      Cipher cipher = Cipher.getInstance("AES/CBC/NoPadding");
      cipher.init(Cipher.ENCRYPT_MODE, new SecretKeySpec(key, "AES"), new IvParameterSpec(iv));
      byte[] sealed = cipher.doFinal(padded);
      byte[] all = Arrays.copyOf(iv, 16 + sealed.length);
      System.arraycopy(sealed, 0, all, 16, sealed.length);
      return all;
    } catch (GeneralSecurityException impossible) {
      throw new IllegalStateException(impossible);
    }
  }
}
