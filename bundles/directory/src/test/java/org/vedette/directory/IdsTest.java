package org.vedette.directory;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Base64;
import java.util.Random;
import org.junit.Test;

public class IdsTest {
  @Test
  public void guidIsSpeltAsTheDirectorysOwnToolsDo() {
    // Seen at a controller: its tombstone is called DEL:b9f452f0-5525-4077-9094-d952b3ef1389.
    byte[] seen = Base64.getDecoder().decode("8FL0uSVVd0CQlNlSs+8TiQ==");
    assertThat(Ids.read("objectGUID", seen)).contains("b9f452f0-5525-4077-9094-d952b3ef1389");
  }

  @Test
  public void anyOctetsComeBackAsTheyWere() {
    Random random = new Random(20261126);
    for (int i = 0; i < 5_000; i++) {
      byte[] guid = new byte[16];
      random.nextBytes(guid);
      String id = Ids.read("objectGUID", guid).orElseThrow();
      assertThat(Ids.filter("objectGUID", id).orElseThrow().getAssertionValueBytes())
          .isEqualTo(guid);
      byte[] other = new byte[1 + random.nextInt(60)];
      random.nextBytes(other);
      other[0] = (byte) 0xFF;
      String text = Ids.read("guid", other).orElseThrow();
      assertThat(Ids.filter("guid", text).orElseThrow().getAssertionValueBytes()).isEqualTo(other);
    }
  }

  @Test
  public void textIsKeptAndUuidsAreInOneSpelling() {
    assertThat(Ids.read("entryUUID", "ABCDEF01-2345-6789-ABCD-EF0123456789".getBytes()))
        .contains("abcdef01-2345-6789-abcd-ef0123456789");
    assertThat(Ids.read("employeeNumber", "A17".getBytes())).contains("A17");
  }

  @Test
  public void whatCanBeNobodysIsNone() {
    assertThat(Ids.read("objectGUID", new byte[15])).isEmpty();
    assertThat(Ids.read("entryUUID", new byte[0])).isEmpty();
    assertThat(Ids.read("entryUUID", "x".repeat(129).getBytes())).isEmpty();
    assertThat(Ids.read("entryUUID", new byte[100])).isEmpty();
    assertThat(Ids.filter("objectGUID", "(cn=*)")).isEmpty();
    assertThat(Ids.filter("guid", "hex:zz")).isEmpty();
    assertThat(Ids.filter("guid", "")).isEmpty();
  }
}
