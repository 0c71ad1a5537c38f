package org.vedette.method.oath.file;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;

/**
 * What a vendor demands of the use of a key (RFC 6030, section 5).
 *
 * @param now this moment
 * @param expiredToo whether an end that has passed is set aside
 */
record PskcPolicy(Instant now, boolean expiredToo) {
  private static final List<String> KNOWN =
      List.of("StartDate", "ExpiryDate", "PINPolicy", "KeyUsage", "NumberOfTransactions");

  /** Checks the policy and notes the end; section 5 forbids a key whose policy is not known. */
  void check(XmlNode policy, RawSeed raw) throws BadEntryException {
    boolean otp = policy.child("KeyUsage").isEmpty();
    for (XmlNode each : policy.children()) {
      if (!KNOWN.contains(each.name())) {
        throw new BadEntryException(
            "Policy", "has an element that is not known, so the key is not used");
      }
      otp |= each.name().equals("KeyUsage") && each.text().equals("OTP");
    }
    if (!otp) {
      throw new BadEntryException("KeyUsage", "does not allow one-time codes");
    }
    if (policy.child("NumberOfTransactions").isPresent()) {
      throw new BadEntryException("NumberOfTransactions", "is limited, which is not kept");
    }
    Optional<String> mode = policy.child("PINPolicy").map(it -> it.attribute("PINUsageMode"));
    if (mode.isPresent() && !mode.get().isEmpty() && !mode.get().equals("Local")) {
      // Section 5.1: with Local the token itself asks for its PIN; others concern the server.
      throw new BadEntryException("PINPolicy", "wants a PIN that is part of the code");
    }
    Optional<Instant> start = time(policy, "StartDate");
    if (start.isPresent() && start.get().isAfter(now)) {
      throw new BadEntryException("StartDate", "is still to come: " + start.get());
    }
    Optional<Instant> end = time(policy, "ExpiryDate");
    boolean past = end.isPresent() && !end.get().isAfter(now);
    if (past && !expiredToo) {
      throw new BadEntryException(
          "ExpiryDate", "has passed: " + end.get() + "; import expired tokens too if they work");
    }
    raw.expires = past ? Optional.empty() : end;
  }

  private static Optional<Instant> time(XmlNode policy, String name) throws BadEntryException {
    String text = policy.textAt(name);
    if (text.isEmpty()) {
      return Optional.empty();
    }
    try {
      if (text.length() == 10) {
        return Optional.of(LocalDate.parse(text).atStartOfDay().toInstant(ZoneOffset.UTC));
      }
      boolean zoned = text.endsWith("Z") || text.matches(".*T.*[+-][0-9]{2}:[0-9]{2}");
      return Optional.of(
          zoned
              ? OffsetDateTime.parse(text).toInstant()
              : LocalDateTime.parse(text).toInstant(ZoneOffset.UTC));
    } catch (DateTimeException malformed) {
      throw new BadEntryException(name, "is not a time like 2026-11-21T03:00:00Z");
    }
  }
}
