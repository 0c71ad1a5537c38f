package org.vedette.report;

import java.util.Map;
import java.util.Optional;
import org.vedette.api.audit.AuditRecord;
import org.vedette.api.auth.ResultCode;

/**
 * Something done to a person that a list tells of.
 *
 * @param what what was done
 * @param reason why; empty when nobody said
 * @param until how long it lasts; empty when that is over or not known
 */
record Deed(String what, String reason, String until) {
  private static final String ARROW = " -> ";
  private static final String NONE = "(none)";

  /** Reads a record as one of blocks; empty when it is about something else. */
  static Optional<Deed> block(AuditRecord record) {
    if (record.result().equals(ResultCode.FRAUD_REPORTED.name())) {
      return record.trace().stream()
          .filter(step -> step.contains("blocked for "))
          .findFirst()
          .map(step -> new Deed("blocked", "fraud reported", ""));
    }
    if (record.result().equals("user.fraudblock.end")) {
      return Optional.of(new Deed("unblocked", "the block after reported fraud ended", ""));
    }
    if (record.result().equals("user.unblock")) {
      return Optional.of(new Deed("unblocked", record.fields().getOrDefault("reason", ""), ""));
    }
    return blocked(record.fields()).filter(it -> record.kind() == AuditRecord.Kind.ACT);
  }

  /** An end of a block has a record of its own, with the reason. */
  private static Optional<Deed> blocked(Map<String, String> fields) {
    String until = after(fields, "blockUntil");
    return until.isEmpty()
        ? Optional.empty()
        : Optional.of(new Deed("blocked", after(fields, "blockReason"), until));
  }

  /** Reads a record as one of bypasses; empty when it is about something else. */
  static Optional<Deed> bypass(AuditRecord record) {
    return switch (record.result()) {
      case "bypass.add", "bypass.change" ->
          Optional.of(
              new Deed("given", after(record.fields(), "reason"), after(record.fields(), "until")));
      case "bypass.remove" -> Optional.of(new Deed("taken back", "", ""));
      case "BYPASSED" -> Optional.of(new Deed("used at " + record.application(), "", ""));
      default -> Optional.empty();
    };
  }

  /** What a field is since the change: {@code before -> after}. */
  private static String after(Map<String, String> fields, String name) {
    String change = fields.getOrDefault(name, "");
    int arrow = change.lastIndexOf(ARROW);
    String value = arrow < 0 ? "" : change.substring(arrow + ARROW.length());
    return value.equals(NONE) ? "" : value;
  }
}
