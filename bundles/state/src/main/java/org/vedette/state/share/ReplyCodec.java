package org.vedette.state.share;

import org.vedette.api.store.Decoder;
import org.vedette.api.store.Encoder;
import org.vedette.api.store.MalformedRecordException;
import org.vedette.state.table.ClaimQuestion;
import org.vedette.state.table.ClaimReply;

/** Byte form of a question about a claim and of its answer, schema number first. */
final class ReplyCodec {
  private static final int SCHEMA = 1;
  private static final int LONGEST_SERVER = 64;
  private static final int LONGEST_OUTCOME = 8 << 10;
  private static final int FREE = 0;
  private static final int TAKEN = 1;
  private static final int ANSWERED = 2;
  private static final int BUSY = 3;
  private static final int PROMISED = 4;

  private ReplyCodec() {}

  static byte[] encode(ClaimQuestion question) {
    Encoder out = new Encoder(256).u8(SCHEMA);
    NewsCodec.question(out, question);
    return out.toBytes();
  }

  static ClaimQuestion question(byte[] bytes) {
    Decoder in = begin(bytes);
    ClaimQuestion question = NewsCodec.question(in);
    in.end();
    return question;
  }

  static byte[] encode(ClaimReply reply) {
    Encoder out = new Encoder(128).u8(SCHEMA).text(reply.server());
    ClaimReply.Says says = reply.says();
    if (says instanceof ClaimReply.Answered answered) {
      out.u8(ANSWERED).bytes(answered.outcome());
    } else if (says instanceof ClaimReply.Promised promised) {
      out.u8(PROMISED).text(promised.holder());
    } else {
      out.u8(
          says instanceof ClaimReply.Free ? FREE : says instanceof ClaimReply.Busy ? BUSY : TAKEN);
    }
    return out.toBytes();
  }

  static ClaimReply reply(byte[] bytes) {
    Decoder in = begin(bytes);
    ClaimReply reply = new ClaimReply(NewsCodec.text(in, LONGEST_SERVER), says(in));
    in.end();
    return reply;
  }

  private static ClaimReply.Says says(Decoder in) {
    int kind = in.u8();
    return switch (kind) {
      case FREE -> new ClaimReply.Free();
      case TAKEN -> new ClaimReply.Taken();
      case ANSWERED -> answered(in);
      case BUSY -> new ClaimReply.Busy();
      case PROMISED -> new ClaimReply.Promised(NewsCodec.text(in, LONGEST_SERVER));
      default -> throw new MalformedRecordException("answer " + kind);
    };
  }

  private static ClaimReply.Says answered(Decoder in) {
    byte[] outcome = in.bytes();
    if (outcome.length > LONGEST_OUTCOME) {
      throw new MalformedRecordException("an outcome of " + outcome.length + " bytes");
    }
    return new ClaimReply.Answered(outcome);
  }

  private static Decoder begin(byte[] bytes) {
    Decoder in = new Decoder(bytes);
    int schema = in.u8();
    if (schema != SCHEMA) {
      throw new MalformedRecordException("question or answer: schema " + schema);
    }
    return in;
  }
}
