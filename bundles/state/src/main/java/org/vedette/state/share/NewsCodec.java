package org.vedette.state.share;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.vedette.api.auth.ChallengeToken;
import org.vedette.api.state.Challenge;
import org.vedette.api.state.Claim;
import org.vedette.api.state.Merge;
import org.vedette.api.state.RegisterKey;
import org.vedette.api.state.SharedState;
import org.vedette.api.store.Decoder;
import org.vedette.api.store.Encoder;
import org.vedette.api.store.MalformedRecordException;
import org.vedette.state.table.Cell;
import org.vedette.state.table.ClaimQuestion;
import org.vedette.state.table.ClosedToken;
import org.vedette.state.table.FinalClaim;
import org.vedette.state.table.RegisterTable;

/**
 * Byte form of news, schema number first. What is read comes from the network: all lengths are
 * limited, and only {@link MalformedRecordException} is thrown.
 */
public final class NewsCodec {
  private static final int SCHEMA = 1;
  private static final int LONGEST_KIND = 40;
  private static final int LONGEST_SUBJECT = 300;
  private static final int LONGEST_NAME = 1_024;
  private static final int LONGEST_OWNER = 128;
  private static final int LONGEST_OUTCOME = 8 << 10;
  private static final int LONGEST_DATA = 16 << 10;
  private static final int LONGEST_SERVER = 64;
  private static final int MOST_SERVERS = 64;

  /** The year 9999, in milliseconds. */
  private static final long LAST_MILLIS = 253_402_300_799_999L;

  private NewsCodec() {}

  /** Writes news. */
  public static byte[] encode(News news) {
    Encoder out = new Encoder().u8(SCHEMA);
    out.list(news.claims(), NewsCodec::claim);
    out.list(news.registers(), NewsCodec::register);
    out.list(news.opened(), (to, challenge) -> challenge.write(to));
    out.list(news.closed(), (to, each) -> to.bytes(each.token().bytes()).instant(each.until()));
    out.list(news.released(), NewsCodec::question);
    return out.toBytes();
  }

  private static void claim(Encoder to, FinalClaim claim) {
    to.text(claim.key()).text(claim.value()).bytes(claim.owner()).bytes(claim.outcome());
    to.instant(claim.at()).optional(claim.until(), Encoder::instant);
  }

  private static void register(Encoder to, RegisterTable.Held register) {
    to.text(register.key().kind()).text(register.key().subject());
    if (register.cell() instanceof Cell.Counts counts) {
      to.u8(code(register.merge())).i64(counts.stamp());
      to.list(
          new TreeMap<>(counts.counts()).entrySet(),
          (out, each) -> out.text(each.getKey()).i64(each.getValue()));
    } else if (register.cell() instanceof Cell.One one) {
      to.u8(code(register.merge())).i64(one.stamp()).i64(one.value());
    }
  }

  /** Writes a question, as part of something. */
  static void question(Encoder to, ClaimQuestion question) {
    Claim claim = question.claim();
    to.text(question.server()).i64(question.ticket()).text(claim.key()).text(claim.value());
    to.bytes(claim.owner()).optional(claim.until(), Encoder::instant);
  }

  /**
   * Reads news.
   *
   * @throws MalformedRecordException when they are damaged, too large, or of a newer schema
   */
  public static News decode(byte[] bytes) {
    if (bytes.length > SharedState.LONGEST_NEWS) {
      throw new MalformedRecordException("news of " + bytes.length + " bytes");
    }
    Decoder in = new Decoder(bytes);
    int schema = in.u8();
    if (schema != SCHEMA) {
      throw new MalformedRecordException("news: schema " + schema);
    }
    News news =
        new News(
            in.list(NewsCodec::claim),
            in.list(NewsCodec::register),
            in.list(NewsCodec::challenge),
            in.list(NewsCodec::closed),
            in.list(NewsCodec::question));
    in.end();
    return news;
  }

  private static FinalClaim claim(Decoder in) {
    return new FinalClaim(
        text(in, LONGEST_NAME),
        text(in, LONGEST_NAME),
        bytes(in, LONGEST_OWNER),
        bytes(in, LONGEST_OUTCOME),
        instant(in),
        in.optional(NewsCodec::instant));
  }

  private static RegisterTable.Held register(Decoder in) {
    RegisterKey key = new RegisterKey(text(in, LONGEST_KIND), text(in, LONGEST_SUBJECT));
    Merge merge = merge(in.u8());
    return new RegisterTable.Held(
        key, merge, merge == Merge.COUNT ? counts(in) : new Cell.One(in.i64(), in.i64()));
  }

  private static Cell counts(Decoder in) {
    long stamp = in.i64();
    Map<String, Long> counts = new TreeMap<>();
    List<Map.Entry<String, Long>> read =
        in.list(from -> Map.entry(text(from, LONGEST_SERVER), from.i64()));
    if (read.size() > MOST_SERVERS) {
      throw new MalformedRecordException("counts of " + read.size() + " servers");
    }
    read.forEach(each -> counts.merge(each.getKey(), each.getValue(), Math::max));
    return new Cell.Counts(stamp, counts);
  }

  private static Challenge challenge(Decoder in) {
    try {
      Challenge challenge = Challenge.read(in);
      if (challenge.data().length > LONGEST_DATA) {
        throw new MalformedRecordException("data of a challenge: " + challenge.data().length);
      }
      return challenge;
    } catch (IllegalArgumentException wrong) {
      throw new MalformedRecordException("challenge: " + wrong.getMessage());
    }
  }

  private static ClosedToken closed(Decoder in) {
    byte[] token = in.bytes();
    if (token.length != ChallengeToken.LENGTH) {
      throw new MalformedRecordException("a token of " + token.length + " bytes");
    }
    return new ClosedToken(new ChallengeToken(token), instant(in));
  }

  /** Reads a question, as part of something. */
  static ClaimQuestion question(Decoder in) {
    String server = text(in, LONGEST_SERVER);
    long ticket = in.i64();
    String key = text(in, LONGEST_NAME);
    String value = text(in, LONGEST_NAME);
    byte[] owner = bytes(in, LONGEST_OWNER);
    Optional<Instant> until = in.optional(NewsCodec::instant);
    return new ClaimQuestion(server, ticket, new Claim(key, value, owner, until));
  }

  static String text(Decoder in, int longest) {
    String text = in.text();
    if (text.length() > longest) {
      throw new MalformedRecordException("a text of " + text.length() + " characters");
    }
    return text;
  }

  private static byte[] bytes(Decoder in, int longest) {
    byte[] bytes = in.bytes();
    if (bytes.length > longest) {
      throw new MalformedRecordException(bytes.length + " bytes where " + longest + " are most");
    }
    return bytes;
  }

  /** Times far away would overflow where they are added to. */
  private static Instant instant(Decoder in) {
    long millis = in.i64();
    if (millis < 0 || millis > LAST_MILLIS) {
      throw new MalformedRecordException("a time of " + millis);
    }
    return Instant.ofEpochMilli(millis);
  }

  private static int code(Merge merge) {
    return switch (merge) {
      case MAX -> 0;
      case LATEST -> 1;
      case COUNT -> 2;
    };
  }

  private static Merge merge(int code) {
    return switch (code) {
      case 0 -> Merge.MAX;
      case 1 -> Merge.LATEST;
      case 2 -> Merge.COUNT;
      default -> throw new MalformedRecordException("merge " + code);
    };
  }
}
