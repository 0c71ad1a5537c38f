package org.vedette.core.flow;

import java.nio.ByteBuffer;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.vedette.api.audit.AuditIds;
import org.vedette.api.audit.AuditRecord;
import org.vedette.api.auth.ResultCode;
import org.vedette.api.user.Enrollment;
import org.vedette.api.user.User;

/** Writes down what became of a sign-in, in the form of the record. */
final class AuditTrail {
  private final Ports ports;

  AuditTrail(Ports ports) {
    this.ports = ports;
  }

  /** Returns a new id for a record. */
  String newId() {
    return AuditIds.of(ByteBuffer.wrap(ports.vault().random(Long.BYTES)).getLong());
  }

  /** Returns the record of a step; {@code used} is the enrollment that asked or decided. */
  AuditRecord record(String id, SignIn signIn, ResultCode result, Optional<Enrollment> used) {
    return record(id, signIn, result, used, signIn.trace().lines());
  }

  /** Returns the record of something that comes beside the steps, with reasons of its own. */
  AuditRecord noted(String id, SignIn signIn, ResultCode result, List<String> why) {
    return record(id, signIn, result, Optional.empty(), why);
  }

  private AuditRecord record(
      String id, SignIn signIn, ResultCode result, Optional<Enrollment> used, List<String> trace) {
    Map<String, String> fields = new HashMap<>();
    signIn.facts().forEach((name, value) -> fields.put(name, Printable.of(value, 200)));
    fields.putAll(signIn.ruling().facts());
    fields.put("versions", ports.versions().get());
    used.ifPresent(it -> fields.put("enrollment", it.id().toString()));
    used.flatMap(Enrollment::serial).ifPresent(serial -> fields.put("serial", serial));
    return new AuditRecord(
        id,
        ports.clock().instant(),
        !result.interim() ? AuditRecord.Kind.SIGN_IN : AuditRecord.Kind.INTERIM,
        signIn.requestId(),
        signIn.caller().listener(),
        signIn.application().label(),
        signIn.reportedName(),
        signIn.user().map(User::id),
        used.map(Enrollment::method).orElse(""),
        used.map(Enrollment::mode).orElse(""),
        result.name(),
        result.granted(),
        signIn.caller().peer(),
        Printable.of(signIn.caller().clientAddress(), 200),
        "",
        fields,
        trace);
  }
}
