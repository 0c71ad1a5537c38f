package org.vedette.core.delivery;

import java.time.Instant;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.vedette.api.auth.ChallengeToken;
import org.vedette.api.delivery.Message;
import org.vedette.api.store.Decoder;
import org.vedette.api.store.Encoder;
import org.vedette.api.store.MalformedRecordException;

/**
 * Which open question was sent to which address, so that an answer from there finds it. In memory
 * of this server, handed on to the next core; bounded: beyond 50,000 the oldest is forgotten.
 * Thread-safe.
 */
public final class OpenQuestions {
  private static final int MOST = 50_000;
  private static final int SCHEMA = 1;

  /**
   * A question.
   *
   * @param token names it
   * @param address channel and address it was sent to
   * @param language language of the person
   * @param ends when it is forgotten
   */
  record Question(ChallengeToken token, String address, String language, Instant ends) {}

  private final Map<ChallengeToken, Question> byToken = new LinkedHashMap<>();
  private final Map<String, ChallengeToken> newest = new LinkedHashMap<>();

  /** Goes on with the image that a predecessor left; what is none begins anew. */
  public static OpenQuestions restored(Optional<Object> image) {
    OpenQuestions questions = new OpenQuestions();
    image.filter(byte[].class::isInstance).map(byte[].class::cast).ifPresent(questions::restore);
    return questions;
  }

  /** Returns all, for a successor. */
  public synchronized byte[] image() {
    Encoder out = new Encoder().i32(SCHEMA).i32(byToken.size());
    byToken
        .values()
        .forEach(
            each ->
                out.bytes(each.token().bytes())
                    .text(each.address())
                    .text(each.language())
                    .instant(each.ends()));
    return out.toBytes();
  }

  private synchronized void restore(byte[] image) {
    try {
      Decoder in = new Decoder(image);
      if (in.i32() == SCHEMA) {
        for (int left = in.i32(); left > 0; left--) {
          add(new Question(new ChallengeToken(in.bytes()), in.text(), in.text(), in.instant()));
        }
      }
    } catch (MalformedRecordException another) {
      byToken.clear();
      newest.clear();
    }
  }

  /** Remembers where a question was sent. */
  synchronized void sent(Message message, Instant ends, Instant now) {
    message
        .challenge()
        .ifPresent(
            token -> {
              forgetOld(now);
              add(
                  new Question(
                      token, address(message.channel(), message.to()), message.language(), ends));
            });
  }

  private void add(Question question) {
    Question before = byToken.remove(question.token());
    if (before != null) {
      // It goes on at another address: an answer from the first comes too late.
      newest.remove(before.address(), before.token());
    }
    byToken.put(question.token(), question);
    newest.put(question.address(), question.token());
  }

  private void forgetOld(Instant now) {
    Iterator<Question> oldest = byToken.values().iterator();
    while (oldest.hasNext()) {
      Question question = oldest.next();
      if (byToken.size() < MOST && now.isBefore(question.ends())) {
        return;
      }
      oldest.remove();
      newest.remove(question.address(), question.token());
    }
  }

  /** Returns the newest question that was sent to an address. */
  synchronized Optional<ChallengeToken> sentTo(String channel, String from) {
    return Optional.ofNullable(newest.get(address(channel, from)));
  }

  /** Returns the language in which a question was asked; empty when it is forgotten. */
  synchronized Optional<String> language(ChallengeToken token) {
    return Optional.ofNullable(byToken.get(token)).map(Question::language);
  }

  /** Providers write numbers with and without the {@code +}. */
  private static String address(String channel, String address) {
    return channel + " " + (address.startsWith("+") ? address.substring(1) : address);
  }
}
