package org.vedette.gateway.smpp.back;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.Random;
import org.junit.Test;

public class FateTest {
  private static Optional<Fate> read(String text) {
    return Fate.read(Delivers.receipt(text));
  }

  @Test
  public void textsOfManyCentresAreRead() {
    Object[][] table = {
      {
        "id:0123456789 sub:001 dlvrd:001 submit date:0809011130 done date:0809011131 stat:DELIVRD"
            + " err:000 Text:Hello",
        new Fate("0123456789", true, "DELIVRD")
      },
      {
        "id:c449ab9744f47b6af1879e49e75e4f40 sub:001 dlvrd:000 submit date:0610191018 done"
            + " date:0610191018 stat:UNDELIV err:013 text:This",
        new Fate("c449ab9744f47b6af1879e49e75e4f40", false, "UNDELIV err 013")
      },
      {"id:1-2:3 stat:EXPIRED err:0", new Fate("1-2:3", false, "EXPIRED")},
      {"ID:77 STAT:deleted ERR:", new Fate("77", false, "DELETED")},
      {"id: 77 stat: REJECTD err: a1", new Fate("77", false, "REJECTD err a1")},
      {"stat:DELIVRD id:9", new Fate("9", true, "DELIVRD")},
    };
    for (Object[] row : table) {
      assertThat(read((String) row[0])).as((String) row[0]).contains((Fate) row[1]);
    }
  }

  /** What differs between ASCII and the alphabet of GSM stands in ids all the same. */
  @Test
  public void idsAreReadAsTheyAreWritten() {
    String text = "id:a_b@c$[1] sub:001 stat:DELIVRD err:000";
    Fate fate = new Fate("a_b@c$[1]", true, "DELIVRD");
    assertThat(read(text)).contains(fate);
    assertThat(
            Fate.read(Delivers.of(Delivers.FROM, 4, 8, text.getBytes(StandardCharsets.UTF_16BE))))
        .contains(fate);
    byte[] headed = ("\005\000\003\001\002\001" + text).getBytes(StandardCharsets.US_ASCII);
    assertThat(Fate.read(Delivers.of(Delivers.FROM, 0x44, 0, headed))).contains(fate);
  }

  @Test
  public void whatIsNotFinalSaysNothing() {
    for (String state : new String[] {"ENROUTE", "ACCEPTD", "UNKNOWN", "SCHEDUL", "x", ""}) {
      assertThat(read("id:77 sub:001 stat:" + state + " err:000")).as(state).isEmpty();
    }
    assertThat(read("stat:DELIVRD")).isEmpty();
    assertThat(read("valid:77 thermostat:DELIVRD")).isEmpty();
    assertThat(read("")).isEmpty();
  }

  @Test
  public void fieldsCountMoreThanText() {
    String text = "id:1 stat:ENROUTE err:000";
    assertThat(Fate.read(Delivers.receipt(text, "ab", 2)))
        .contains(new Fate("ab", true, "DELIVRD"));
    assertThat(Fate.read(Delivers.receipt("", "ab", 8))).contains(new Fate("ab", false, "REJECTD"));
    assertThat(Fate.read(Delivers.receipt("id:1 stat:DELIVRD", "ab", 1))).isEmpty();
    assertThat(Fate.read(Delivers.receipt("id:1 stat:DELIVRD", "ab", 99))).isEmpty();
  }

  @Test
  public void anyTextIsReadInNoTime() {
    Random random = new Random(2);
    String alphabet = "id: stat:DELIVRD err0\n\t:::";
    for (int i = 0; i < 3000; i++) {
      StringBuilder text = new StringBuilder();
      for (int left = random.nextInt(1200); left > 0; left--) {
        text.append(alphabet.charAt(random.nextInt(alphabet.length())));
      }
      read(text.toString())
          .ifPresent(
              fate -> {
                assertThat(fate.reference()).hasSizeBetween(1, 64);
                assertThat(fate.detail()).hasSizeLessThan(200);
              });
    }
    assertThat(read("id:1 stat:DELIVRD " + "x".repeat(1000))).isEmpty();
  }
}
