package org.vedette.audit;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.vedette.api.audit.AuditRecord;

/** Records for tests. */
public final class Samples {
  public static final Instant START = Instant.parse("2026-03-01T08:00:00Z");
  public static final String SERVER = "0f8fad5b-d9cb-469f-a165-70867728950e";

  private Samples() {}

  public static AuditRecord record(int n) {
    return record(n, "user" + n, n % 2 == 0 ? "OATH_VERIFIED" : "OATH_WRONG");
  }

  public static AuditRecord record(int n, String username, String result) {
    return record(n, START.plusSeconds(n), username, result);
  }

  public static AuditRecord record(int n, Instant at, String username, String result) {
    return new AuditRecord(
        "ID-" + n,
        at,
        AuditRecord.Kind.SIGN_IN,
        "request-" + n / 2,
        "radius",
        "VPN",
        username,
        n % 3 == 0 ? Optional.empty() : Optional.of(new UUID(2, n)),
        "oath",
        "",
        result,
        n % 2 == 0,
        "10.0.0." + n % 7,
        "",
        n % 5 == 0 ? "Admin_1" : "",
        Map.of("version", "1"),
        List.of("step"));
  }
}
