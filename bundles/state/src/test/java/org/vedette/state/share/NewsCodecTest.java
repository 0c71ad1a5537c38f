package org.vedette.state.share;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import org.junit.Test;
import org.vedette.api.state.Merge;
import org.vedette.api.state.RegisterKey;
import org.vedette.api.state.SharedState;
import org.vedette.api.store.MalformedRecordException;
import org.vedette.state.journal.Samples;
import org.vedette.state.table.Cell;
import org.vedette.state.table.ClaimQuestion;
import org.vedette.state.table.ClaimReply;
import org.vedette.state.table.ClosedToken;
import org.vedette.state.table.FinalClaim;
import org.vedette.state.table.RegisterTable;

public class NewsCodecTest {
  private static final Instant LATER = Samples.START.plusSeconds(60);

  private static FinalClaim claim(String value) {
    return new FinalClaim(
        "oath/1", value, Samples.bytes("o"), Samples.bytes("x"), LATER, Optional.of(LATER));
  }

  private static RegisterTable.Held register(String subject) {
    return new RegisterTable.Held(
        new RegisterKey("max", subject), Merge.MAX, new Cell.One(1, Long.MIN_VALUE));
  }

  private static News everything() {
    return new News(
        List.of(claim("1"), claim("2")),
        List.of(
            register("a"),
            new RegisterTable.Held(
                new RegisterKey("count", "b"),
                Merge.COUNT,
                new Cell.Counts(7, Map.of("A", 1L, "B", 2L)))),
        List.of(Samples.challenge(1, LATER)),
        List.of(new ClosedToken(Samples.token(2), LATER)),
        List.of(new ClaimQuestion("A", 3, Samples.claim("3", "o"))));
  }

  @Test
  public void whatIsWrittenIsRead() {
    byte[] bytes = NewsCodec.encode(everything());
    News read = NewsCodec.decode(bytes);
    assertThat(read).usingRecursiveComparison().isEqualTo(everything());
    assertThat(NewsCodec.encode(read)).isEqualTo(bytes);
  }

  @Test
  public void hostileBytesAreRefusedAndNothingElse() {
    Random random = new Random(99);
    byte[] good = NewsCodec.encode(everything());
    int refused = 0;
    for (int i = 0; i < 100_000; i++) {
      byte[] bytes =
          Arrays.copyOf(good, random.nextInt(8) == 0 ? random.nextInt(900) : good.length);
      for (int changes = random.nextInt(4); changes >= 0 && bytes.length > 0; changes--) {
        bytes[random.nextInt(bytes.length)] = (byte) random.nextInt(256);
      }
      try {
        NewsCodec.decode(bytes);
      } catch (MalformedRecordException expected) {
        refused++;
      }
      bytes = ReplyCodec.encode(new ClaimQuestion("A", 1, Samples.claim("1", "o")));
      bytes[random.nextInt(bytes.length)] = (byte) random.nextInt(256);
      refused += refusedQuestionOrReply(bytes);
    }
    assertThat(refused).isGreaterThan(50_000);
  }

  private static int refusedQuestionOrReply(byte[] bytes) {
    int refused = 0;
    try {
      ReplyCodec.question(bytes);
    } catch (MalformedRecordException expected) {
      refused++;
    }
    try {
      ReplyCodec.reply(bytes);
    } catch (MalformedRecordException expected) {
      refused++;
    }
    return refused;
  }

  @Test
  public void whatIsTooLongIsRefused() {
    assertRefused(new byte[SharedState.LONGEST_NEWS + 1]);
    assertRefused(with(List.of(claim("v".repeat(1_025))), List.of()));
    assertRefused(with(List.of(), List.of(register("s".repeat(301)))));
    FinalClaim farAway =
        new FinalClaim(
            "k",
            "v",
            new byte[1],
            new byte[0],
            Instant.ofEpochMilli(Long.MAX_VALUE),
            Optional.empty());
    assertRefused(with(List.of(farAway), List.of()));
  }

  private static byte[] with(List<FinalClaim> claims, List<RegisterTable.Held> registers) {
    return NewsCodec.encode(new News(claims, registers, List.of(), List.of(), List.of()));
  }

  private static void assertRefused(byte[] bytes) {
    assertThatThrownBy(() -> NewsCodec.decode(bytes)).isInstanceOf(MalformedRecordException.class);
  }

  @Test
  public void answersAreReadAsTheyWereWritten() {
    for (ClaimReply.Says says :
        List.of(
            new ClaimReply.Free(),
            new ClaimReply.Taken(),
            new ClaimReply.Busy(),
            new ClaimReply.Promised("C"))) {
      ClaimReply reply = new ClaimReply("B", says);
      assertThat(ReplyCodec.reply(ReplyCodec.encode(reply))).isEqualTo(reply);
    }
    ClaimReply answered =
        ReplyCodec.reply(
            ReplyCodec.encode(new ClaimReply("B", new ClaimReply.Answered(Samples.bytes("yes")))));
    assertThat(((ClaimReply.Answered) answered.says()).outcome()).isEqualTo(Samples.bytes("yes"));
  }
}
