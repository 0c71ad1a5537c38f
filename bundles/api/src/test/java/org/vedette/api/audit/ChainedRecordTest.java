package org.vedette.api.audit;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.junit.Test;
import org.vedette.api.store.Decoder;

public class ChainedRecordTest {
  private static final AuditRecord RECORD =
      new AuditRecord(
          "K7Q2-9XMR-4TBC",
          Instant.parse("2026-05-01T12:00:00Z"),
          AuditRecord.Kind.SIGN_IN,
          "r1",
          "radius",
          "VPN",
          "alice",
          Optional.of(new UUID(0, 1)),
          "oath",
          "standard",
          "OATH_VERIFIED",
          true,
          "192.0.2.1",
          "",
          "",
          Map.of("nas-identifier", "gw1"),
          List.of("+1 ms primary local: confirmed"));

  @Test
  public void recordSurvivesItsByteForm() {
    assertThat(AuditRecord.read(new Decoder(RECORD.toBytes()))).isEqualTo(RECORD);
  }

  @Test
  public void anyAlteredPartBreaksTheHash() {
    byte[] none = new byte[ChainedRecord.HASH_LENGTH];
    byte[] body = RECORD.toBytes();
    byte[] hash = ChainedRecord.hash("s", 1, 5, none, body);
    byte[] other = body.clone();
    other[20] ^= 1;

    assertThat(new ChainedRecord("s", 1, 5, none, hash, body).intact()).isTrue();
    assertThat(new ChainedRecord("t", 1, 5, none, hash, body).intact()).isFalse();
    assertThat(new ChainedRecord("s", 2, 5, none, hash, body).intact()).isFalse();
    assertThat(new ChainedRecord("s", 1, 6, none, hash, body).intact()).isFalse();
    assertThat(new ChainedRecord("s", 1, 5, hash, hash, body).intact()).isFalse();
    assertThat(new ChainedRecord("s", 1, 5, none, hash, other).intact()).isFalse();
  }
}
