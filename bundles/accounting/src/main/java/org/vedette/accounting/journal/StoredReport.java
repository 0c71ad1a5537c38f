package org.vedette.accounting.journal;

import java.time.Instant;
import java.util.Optional;
import java.util.OptionalLong;
import org.vedette.accounting.journal.JournalReader.Numbered;
import org.vedette.api.accounting.AccountingFacts;
import org.vedette.api.accounting.AccountingReport;
import org.vedette.api.accounting.AccountingStatus;
import org.vedette.api.store.Decoder;
import org.vedette.api.store.Encoder;
import org.vedette.api.store.MalformedRecordException;

/**
 * A report and its number, and its form as an entry of the journal.
 *
 * @param number rises in the order of arrival
 * @param report the report
 */
public record StoredReport(long number, AccountingReport report) {
  private static final int SCHEMA = 1;

  /** Returns the entry of a report. */
  public static byte[] write(AccountingReport it) {
    AccountingFacts facts = it.facts();
    Encoder out = new Encoder().u8(SCHEMA);
    out.uuid(it.application()).text(it.applicationName()).text(it.source());
    out.instant(it.received()).text(it.target()).bytes(it.attributes());
    out.text(facts.status().name()).text(facts.session()).text(facts.nas());
    out.text(facts.username()).text(facts.framedAddress()).text(facts.callingStation());
    count(out, facts.seconds());
    count(out, facts.octetsIn());
    count(out, facts.octetsOut());
    out.text(facts.cause()).optional(facts.eventTime(), Encoder::instant);
    return out.i64(facts.delaySeconds()).toBytes();
  }

  /**
   * Reads an entry.
   *
   * @throws MalformedRecordException when it is none, or of a later version
   */
  public static StoredReport read(Numbered entry) {
    Decoder in = new Decoder(entry.bytes());
    int schema = in.u8();
    if (schema != SCHEMA) {
      throw new MalformedRecordException("schema " + schema + " of a report is not known");
    }
    var application = in.uuid();
    String name = in.text();
    String source = in.text();
    Instant received = in.instant();
    String target = in.text();
    byte[] attributes = in.bytes();
    AccountingFacts facts =
        new AccountingFacts(
            in.constant(AccountingStatus.class),
            in.text(),
            in.text(),
            in.text(),
            in.text(),
            in.text(),
            count(in),
            count(in),
            count(in),
            in.text(),
            in.optional(Decoder::instant),
            in.i64());
    in.end();
    return new StoredReport(
        entry.number(),
        new AccountingReport(application, name, source, received, target, facts, attributes));
  }

  private static void count(Encoder out, OptionalLong value) {
    out.bool(value.isPresent());
    value.ifPresent(out::i64);
  }

  private static OptionalLong count(Decoder in) {
    Optional<Long> value = in.optional(Decoder::i64);
    return value.isEmpty() ? OptionalLong.empty() : OptionalLong.of(value.get());
  }
}
