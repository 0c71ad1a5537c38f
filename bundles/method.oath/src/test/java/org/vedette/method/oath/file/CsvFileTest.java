package org.vedette.method.oath.file;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.Assert.assertThrows;

import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import java.util.List;
import org.junit.Test;
import org.vedette.api.secret.Secret;
import org.vedette.method.oath.Algorithm;
import org.vedette.method.oath.Token;

public class CsvFileTest {
  private static final String BASE32 = "GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ";
  private static final Secret SECRET = Secret.of("12345678901234567890");
  private static final String CLOUD =
      "upn,serial number,secret key,time interval,manufacturer,model\n";

  private static Parsed read(String text) throws BadFileException {
    return Samples.read(text, Unlock.NONE);
  }

  @Test
  public void threeColumnsAsTheMfaServerHasThem() throws BadFileException {
    Parsed parsed = read("1100312," + BASE32 + ",30\r\n1100313," + BASE32 + ",60\r\n");
    assertThat(parsed.format()).isEqualTo(Format.CSV);
    assertThat(parsed.problems()).isEmpty();
    assertThat(parsed.seeds()).extracting(Seed::serial).containsExactly("1100312", "1100313");
    assertThat(parsed.seeds().get(0).token()).isEqualTo(new Token(true, Algorithm.SHA1, 6, 30));
    assertThat(parsed.seeds().get(1).token().period()).isEqualTo(60);
    assertThat(parsed.seeds()).allMatch(it -> it.secret().equals(SECRET));
  }

  @Test
  public void sixColumnsAsTheCloudHasThem() throws BadFileException {
    Parsed parsed =
        read(
            "\uFEFF"
                + CLOUD
                + "Helga@contoso.com,1234567,"
                + BASE32
                + ",60,\"Contoso, Inc.\",HardwareKey\n");
    assertThat(parsed.format()).isEqualTo(Format.CLOUD);
    assertThat(parsed.problems()).isEmpty();
    Seed seed = parsed.seeds().get(0);
    assertThat(seed.upn()).isEqualTo("Helga@contoso.com");
    assertThat(seed.manufacturer()).isEqualTo("Contoso, Inc.");
    assertThat(seed.model()).isEqualTo("HardwareKey");
    assertThat(seed.line()).isEqualTo(2);
  }

  @Test
  public void theCloudsDialectDemandsItsHeader() {
    String line = "helga@contoso.com,1234567," + BASE32 + ",60,Contoso,HardwareKey\n";
    BadFileException bad = assertThrows(BadFileException.class, () -> read(line));
    assertThat(bad.problem()).contains("upn,serial number,secret key");
    assertThrows(
        BadFileException.class,
        () ->
            TokenFile.read(
                ("1," + BASE32 + ",30").getBytes(StandardCharsets.UTF_8),
                Format.CLOUD,
                Unlock.NONE,
                Samples.NOW,
                false));
  }

  @Test
  public void eachBadLineIsNamedAndTheGoodOnesAreKept() throws BadFileException {
    Parsed parsed =
        read(
            String.join(
                "\n",
                "# delivered in May",
                "1," + BASE32 + ",30",
                "2," + BASE32.replace('G', '1') + ",30",
                "3," + BASE32 + ",45",
                "4," + BASE32,
                "5,JBSWY3DP,30",
                "," + BASE32 + ",30",
                "1.10031E+11," + BASE32 + ",30",
                "8," + BASE32 + ",30,extra",
                "9,\"" + BASE32 + ",30",
                "a b," + BASE32 + ",30",
                "",
                "10," + BASE32 + ",60"));
    assertThat(parsed.seeds()).extracting(Seed::serial).containsExactly("1", "10");
    assertThat(parsed.problems())
        .extracting(it -> it.line() + " " + it.field() + " " + it.reason())
        .satisfiesExactly(
            it -> assertThat(it).startsWith("3 secret character '1' at position 1"),
            it -> assertThat(it).startsWith("4 interval is 30 or 60 seconds"),
            it -> assertThat(it).startsWith("5 line has 2 columns, not 3"),
            it -> assertThat(it).startsWith("6 secret has 5 bytes"),
            it -> assertThat(it).startsWith("7 serial is missing"),
            it -> assertThat(it).startsWith("8 serial was rounded by a spreadsheet"),
            it -> assertThat(it).startsWith("9 line has 4 columns"),
            it -> assertThat(it).startsWith("10 line a quote is not closed"),
            it -> assertThat(it).startsWith("11 serial has up to 64"));
  }

  @Test
  public void headersNameMoreThanTheDialectsKnow() throws BadFileException {
    Parsed parsed =
        read(
            "Serial No;Seed;Type;Counter;Digits;Hash;Time-Step;Batch\n"
                + "e1;"
                + HexFormat.of().formatHex("12345678901234567890".getBytes(StandardCharsets.UTF_8))
                + ";HOTP;7;8;HMAC-SHA-512;;B\n"
                + "t1;"
                + BASE32.toLowerCase(java.util.Locale.ROOT)
                + ";totp;;;sha256;60;B\n");
    assertThat(parsed.problems()).isEmpty();
    List<Seed> seeds = parsed.seeds();
    assertThat(seeds.get(0).token()).isEqualTo(new Token(false, Algorithm.SHA512, 8, 30));
    assertThat(seeds.get(0).start()).isEqualTo(7);
    assertThat(seeds.get(1).token()).isEqualTo(new Token(true, Algorithm.SHA256, 6, 60));
    assertThat(seeds).allMatch(it -> it.secret().equals(SECRET));
  }

  @Test
  public void aSecretInTheColumnOfTheSerialIsNotRepeated() throws BadFileException {
    Parsed parsed =
        read(BASE32 + ",1100312,30\n" + BASE32.substring(0, 16) + ",1100313,30\n7,zzz,30\n");
    assertThat(parsed.seeds()).isEmpty();
    assertThat(parsed.problems()).hasSize(3);
    assertThat(parsed.problems().toString()).doesNotContain(BASE32.substring(0, 8));
    assertThat(parsed.problems().get(2).serial()).isEqualTo("7");
  }
}
