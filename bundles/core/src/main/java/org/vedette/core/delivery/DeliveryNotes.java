package org.vedette.core.delivery;

import java.nio.ByteBuffer;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.vedette.api.audit.AuditIds;
import org.vedette.api.audit.AuditRecord;
import org.vedette.api.secret.SecretVault;
import org.vedette.api.state.Forced;
import org.vedette.api.state.Journal;
import org.vedette.api.state.JournalEntry;
import org.vedette.api.state.RegisterWrite;
import org.vedette.api.store.Actor;
import org.vedette.api.user.User;

/** Writes into the audit what became of messages that no sign-in sent; never their text. */
public final class DeliveryNotes {
  private static final Logger LOG = LoggerFactory.getLogger(DeliveryNotes.class);

  private final Journal journal;
  private final SecretVault vault;
  private final InstantSource clock;

  /** Writes into {@code journal}. */
  public DeliveryNotes(Journal journal, SecretVault vault, InstantSource clock) {
    this.journal = journal;
    this.vault = vault;
    this.clock = clock;
  }

  /**
   * Writes one.
   *
   * @param verb for instance {@code mail.sent}
   * @param success whether it was sent
   * @param user whom it is about
   * @param actor who caused it
   * @param fields template and the like
   * @param trace what the gateways did
   * @param registers written along with it
   */
  public void write(
      String verb,
      boolean success,
      Optional<User> user,
      Actor actor,
      Map<String, String> fields,
      List<String> trace,
      List<RegisterWrite> registers) {
    String id = AuditIds.of(ByteBuffer.wrap(vault.random(Long.BYTES)).getLong());
    AuditRecord record =
        new AuditRecord(
            id,
            clock.instant(),
            AuditRecord.Kind.ACT,
            id,
            "admin",
            "",
            user.map(User::username).orElse(""),
            user.map(User::id),
            "",
            "",
            verb,
            success,
            actor.address(),
            "",
            actor.name(),
            fields,
            trace);
    journal
        .append(
            new JournalEntry(
                List.of(), new byte[0], registers, List.of(), List.of(), List.of(record)))
        .whenComplete(
            (forced, fault) -> {
              if (!(forced instanceof Forced.Done)) {
                LOG.warn("A message is missing in the audit. verb={} fields={}", verb, fields);
              }
            });
  }
}
