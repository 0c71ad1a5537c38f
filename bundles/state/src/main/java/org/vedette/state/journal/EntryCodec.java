package org.vedette.state.journal;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.vedette.api.audit.ChainedRecord;
import org.vedette.api.auth.ChallengeToken;
import org.vedette.api.state.Challenge;
import org.vedette.api.state.Claim;
import org.vedette.api.state.JournalEntry;
import org.vedette.api.state.Merge;
import org.vedette.api.state.RegisterKey;
import org.vedette.api.state.RegisterValue;
import org.vedette.api.state.RegisterWrite;
import org.vedette.api.store.Decoder;
import org.vedette.api.store.Encoder;
import org.vedette.api.store.MalformedRecordException;
import org.vedette.state.file.SegmentHeader;
import org.vedette.state.share.News;
import org.vedette.state.share.NewsCodec;

/**
 * Byte form of an entry: schema number, audit records with their place in the chain, then the rest.
 * The rest is encoded by the caller's thread, the head by the writer, who knows the chain.
 */
public final class EntryCodec {
  private static final int SCHEMA = 1;

  /** In place of the schema: an entry that holds what another server told, and nothing else. */
  private static final int MERGED = 2;

  /** Schema, number of audit records, length of the body. */
  private static final int HEAD = 1 + 2 * Integer.BYTES;

  /** Number, two hashes of 32 bytes, and three lengths. */
  private static final int LINK = Long.BYTES + 2 * 32 + 3 * Integer.BYTES;

  private EntryCodec() {}

  /** Encodes all but the audit records. */
  static byte[] body(JournalEntry entry) {
    Encoder out = new Encoder();
    out.list(
        entry.claims(),
        (to, claim) ->
            to.text(claim.key())
                .text(claim.value())
                .bytes(claim.owner())
                .optional(claim.until(), Encoder::instant));
    out.bytes(entry.outcome());
    out.list(
        entry.registers(),
        (to, write) ->
            to.text(write.key().kind())
                .text(write.key().subject())
                .u8(code(write.merge()))
                .i64(write.value().stamp())
                .i64(write.value().value()));
    out.list(entry.opened(), (to, challenge) -> challenge.write(to));
    out.list(entry.closed(), (to, token) -> to.bytes(token.bytes()));
    return out.toBytes();
  }

  /** Encodes what another server told. */
  static byte[] body(List<News> news) {
    return new Encoder().list(news, (to, each) -> to.bytes(NewsCodec.encode(each))).toBytes();
  }

  /** Puts the head before a body. */
  static byte[] whole(List<ChainedRecord> audit, byte[] body) {
    return whole(SCHEMA, audit, body);
  }

  /** Puts the head before what another server told. */
  static byte[] whole(byte[] news) {
    return whole(MERGED, List.of(), news);
  }

  private static byte[] whole(int schema, List<ChainedRecord> audit, byte[] body) {
    int room = HEAD + body.length;
    for (ChainedRecord record : audit) {
      room += LINK + record.record().length;
    }
    Encoder out = new Encoder(room).u8(schema);
    out.list(
        audit,
        (to, record) ->
            to.i64(record.number())
                .bytes(record.previous())
                .bytes(record.hash())
                .bytes(record.record()));
    return out.bytes(body).toBytes();
  }

  /** Reads the audit records of an entry. */
  public static List<ChainedRecord> audit(SegmentHeader header, byte[] whole) {
    return audit(header, new Decoder(whole));
  }

  private static List<ChainedRecord> audit(SegmentHeader header, Decoder in) {
    int schema = in.u8();
    if (schema != SCHEMA && schema != MERGED) {
      throw new MalformedRecordException("journal entry: schema " + schema);
    }
    int count = in.i32();
    List<ChainedRecord> audit = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      long number = in.i64();
      audit.add(
          new ChainedRecord(
              header.server(), header.boot(), number, in.bytes(), in.bytes(), in.bytes()));
    }
    return audit;
  }

  /** Reads what another server told; empty when the entry is one of this server. */
  static Optional<List<News>> merged(SegmentHeader header, byte[] whole) {
    if (whole.length == 0 || whole[0] != MERGED) {
      return Optional.empty();
    }
    Decoder outer = new Decoder(whole);
    audit(header, outer);
    Decoder in = new Decoder(outer.bytes());
    outer.end();
    List<News> news = in.list(from -> NewsCodec.decode(from.bytes()));
    in.end();
    return Optional.of(news);
  }

  /** Reads everything but the audit records. */
  static JournalEntry rest(SegmentHeader header, byte[] whole) {
    Decoder outer = new Decoder(whole);
    audit(header, outer);
    Decoder in = new Decoder(outer.bytes());
    outer.end();
    List<Claim> claims =
        in.list(
            from -> {
              String key = from.text();
              String value = from.text();
              byte[] owner = from.bytes();
              return new Claim(key, value, owner, from.optional(Decoder::instant));
            });
    byte[] outcome = in.bytes();
    List<RegisterWrite> registers =
        in.list(
            from -> {
              RegisterKey key = new RegisterKey(from.text(), from.text());
              Merge merge = merge(from.u8());
              return new RegisterWrite(key, merge, new RegisterValue(from.i64(), from.i64()));
            });
    List<Challenge> opened = in.list(Challenge::read);
    List<ChallengeToken> closed = in.list(from -> new ChallengeToken(from.bytes()));
    in.end();
    return new JournalEntry(claims, outcome, registers, opened, closed, List.of());
  }

  /** Returns the stored number of a merge. */
  static int code(Merge merge) {
    return switch (merge) {
      case MAX -> 0;
      case LATEST -> 1;
      case COUNT -> 2;
    };
  }

  /** Returns the merge of a stored number. */
  static Merge merge(int code) {
    return Optional.of(code)
        .filter(known -> known <= 2)
        .map(known -> known == 0 ? Merge.MAX : known == 1 ? Merge.LATEST : Merge.COUNT)
        .orElseThrow(() -> new MalformedRecordException("merge " + code));
  }
}
