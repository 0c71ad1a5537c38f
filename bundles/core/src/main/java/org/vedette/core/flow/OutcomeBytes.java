package org.vedette.core.flow;

import java.util.Map;
import java.util.Optional;
import org.vedette.api.auth.ChallengeToken;
import org.vedette.api.auth.Outcome;
import org.vedette.api.auth.Prompt;
import org.vedette.api.auth.ResultCode;
import org.vedette.api.store.Decoder;
import org.vedette.api.store.Encoder;
import org.vedette.api.store.MalformedRecordException;

/**
 * The byte form of a final outcome, kept with its claims so that a repeated request gets the first
 * outcome again. Starts with a schema number.
 */
final class OutcomeBytes {
  private static final int SCHEMA = 2;

  /** Of a question that a code has to be typed for, in place of a prompt. */
  private static final int QUESTION = 3;

  /** Denials had no attributes. */
  private static final int BARE_DENIALS = 1;

  /** Most outcomes are shorter. */
  private static final int ROOM = 96;

  private OutcomeBytes() {}

  static byte[] of(Outcome.Granted granted) {
    return new Encoder(ROOM)
        .u8(SCHEMA)
        .bool(true)
        .text(granted.username())
        .map(granted.attributes())
        .text(granted.result().name())
        .text(granted.auditId())
        .toBytes();
  }

  static byte[] of(Outcome.Denied denied) {
    return new Encoder(ROOM)
        .u8(SCHEMA)
        .bool(false)
        .text(denied.result().name())
        .text(denied.auditId())
        .map(denied.attributes())
        .toBytes();
  }

  static byte[] of(Outcome.Challenged asked) {
    return new Encoder(ROOM)
        .u8(QUESTION)
        .text(asked.prompt().text())
        .bool(asked.prompt().typed())
        .text(asked.prompt().method())
        .bytes(asked.token().bytes())
        .instant(asked.expires())
        .map(asked.attributes())
        .toBytes();
  }

  private static Outcome question(Decoder in) {
    return new Outcome.Challenged(
        new Prompt(in.text(), in.bool(), in.text()),
        new ChallengeToken(in.bytes()),
        in.instant(),
        in.map());
  }

  /** Reads any; empty when the bytes are none, or of another version. */
  static Optional<Outcome> read(byte[] bytes) {
    try {
      Decoder in = new Decoder(bytes);
      int schema = in.u8();
      if (schema == QUESTION) {
        return Optional.of(question(in));
      }
      if (schema != SCHEMA && schema != BARE_DENIALS) {
        return Optional.empty();
      }
      return Optional.of(
          in.bool()
              ? new Outcome.Granted(in.text(), in.map(), ResultCode.valueOf(in.text()), in.text())
              : new Outcome.Denied(
                  ResultCode.valueOf(in.text()),
                  in.text(),
                  schema == BARE_DENIALS ? Map.of() : in.map()));
    } catch (MalformedRecordException | IllegalArgumentException unreadable) {
      return Optional.empty();
    }
  }
}
