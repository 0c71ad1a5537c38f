package org.vedette.core.flow;

import java.nio.ByteBuffer;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.vedette.api.audit.AuditIds;
import org.vedette.api.audit.AuditRecord;
import org.vedette.api.auth.ResultCode;
import org.vedette.api.delivery.Receipt;
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
    Map<String, String> fields = new HashMap<>();
    signIn.facts().forEach((name, value) -> fields.put(name, Printable.of(value, 200)));
    fields.putAll(signIn.ruling().facts());
    if (signIn.resolved()) {
      fields.put("typed", Printable.of(signIn.typedName(), 256));
    }
    signIn.refusal().ifPresent(why -> fields.put("primary", Printable.of(why, 200)));
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
        signIn.trace().lines());
  }

  /** Returns the record of a receipt for a message of which {@code sent} tells. */
  AuditRecord received(AuditRecord sent, Receipt receipt) {
    ResultCode result =
        receipt.delivered() ? ResultCode.MESSAGE_DELIVERED : ResultCode.MESSAGE_LOST;
    return new AuditRecord(
        newId(),
        ports.clock().instant(),
        AuditRecord.Kind.INTERIM,
        sent.requestId(),
        sent.listener(),
        sent.application(),
        sent.username(),
        sent.user(),
        sent.method(),
        sent.mode(),
        result.name(),
        false,
        sent.peer(),
        sent.clientAddress(),
        sent.actor(),
        sent.fields(),
        List.of("receipt of " + receipt.gateway() + ": " + Printable.of(receipt.detail(), 200)));
  }
}
