package org.vedette.state.journal;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.vedette.api.audit.AuditRecord;
import org.vedette.api.auth.ChallengeToken;
import org.vedette.api.state.Challenge;
import org.vedette.api.state.Claim;
import org.vedette.api.state.JournalEntry;
import org.vedette.api.state.Merge;
import org.vedette.api.state.RegisterKey;
import org.vedette.api.state.RegisterValue;
import org.vedette.api.state.RegisterWrite;

/** Records for tests. */
public final class Samples {
  public static final Instant START = Instant.parse("2026-03-01T08:00:00Z");

  private Samples() {}

  public static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }

  public static Claim claim(String value, String owner) {
    return new Claim("oath/1", value, bytes(owner), Optional.empty());
  }

  public static ChallengeToken token(int n) {
    byte[] bytes = new byte[ChallengeToken.LENGTH];
    bytes[0] = (byte) n;
    bytes[1] = (byte) (n >>> 8);
    bytes[2] = (byte) (n >>> 16);
    return new ChallengeToken(bytes);
  }

  public static Challenge challenge(int n, Instant expires) {
    return new Challenge(
        token(n),
        "request-" + n,
        "radius",
        new UUID(1, 1),
        "10.0.0.1",
        "user" + n,
        new UUID(2, n),
        new UUID(3, n),
        "oath",
        START,
        expires,
        3,
        Map.of("Class", "x"),
        new byte[] {1, 2},
        new Challenge.Origin(true, new byte[] {3}, new byte[] {4, 5}, "198.51.100.7", true, false));
  }

  public static AuditRecord audit(int n) {
    return new AuditRecord(
        "ID-" + n,
        START.plusMillis(n),
        AuditRecord.Kind.SIGN_IN,
        "request-" + n,
        "radius",
        "VPN",
        "user" + n,
        Optional.of(new UUID(2, n)),
        "oath",
        "",
        "OATH_VERIFIED",
        true,
        "10.0.0.1",
        "",
        "",
        Map.of("version", "1"),
        List.of("step"));
  }

  public static RegisterWrite write(
      String kind, Merge merge, String subject, long stamp, long value) {
    return new RegisterWrite(
        new RegisterKey(kind, subject), merge, new RegisterValue(stamp, value));
  }

  public static JournalEntry registers(RegisterWrite... writes) {
    return new JournalEntry(
        List.of(), new byte[0], List.of(writes), List.of(), List.of(), List.of());
  }

  public static JournalEntry claims(String outcome, Claim... claims) {
    return new JournalEntry(
        List.of(claims), bytes(outcome), List.of(), List.of(), List.of(), List.of());
  }

  public static JournalEntry opens(Challenge... challenges) {
    return new JournalEntry(
        List.of(), new byte[0], List.of(), List.of(challenges), List.of(), List.of());
  }

  public static JournalEntry closes(int... numbers) {
    return new JournalEntry(
        List.of(),
        new byte[0],
        List.of(),
        List.of(),
        java.util.Arrays.stream(numbers).mapToObj(Samples::token).toList(),
        List.of());
  }

  /** One entry of everything. */
  public static JournalEntry step(int n) {
    return new JournalEntry(
        List.of(claim("step-" + n, "owner-" + n)),
        bytes("outcome-" + n),
        List.of(
            write("last", Merge.MAX, new UUID(3, n % 5).toString(), n, n),
            write("failures", Merge.COUNT, "user" + n % 3, 1, 1)),
        List.of(challenge(n, START.plusSeconds(3600))),
        n > 1 ? List.of(token(n - 1)) : List.of(),
        List.of(audit(n)));
  }
}
