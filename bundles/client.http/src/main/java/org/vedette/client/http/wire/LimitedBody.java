package org.vedette.client.http.wire;

import java.io.ByteArrayOutputStream;
import java.net.http.HttpResponse.BodySubscriber;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Flow;
import org.jspecify.annotations.Nullable;

/** Takes a body up to a limit; one that is longer closes the connection and counts as no answer. */
final class LimitedBody implements BodySubscriber<String> {
  /** Most octets of a body: answers of providers are a few hundred. */
  static final int MOST_OCTETS = 65_536;

  /** Says that the body is too long. */
  static final class TooLongException extends java.io.IOException {
    private static final long serialVersionUID = 1L;

    TooLongException() {
      super("the body is too long");
    }
  }

  private final CompletableFuture<String> body = new CompletableFuture<>();
  private final ByteArrayOutputStream octets = new ByteArrayOutputStream();
  private volatile Flow.@Nullable Subscription subscription;

  @Override
  public CompletionStage<String> getBody() {
    return body;
  }

  @Override
  public void onSubscribe(Flow.Subscription started) {
    subscription = started;
    started.request(Long.MAX_VALUE);
  }

  @Override
  public void onNext(List<ByteBuffer> buffers) {
    if (body.isDone()) {
      return;
    }
    for (ByteBuffer each : buffers) {
      if (octets.size() + each.remaining() > MOST_OCTETS) {
        Optional.ofNullable(subscription).ifPresent(Flow.Subscription::cancel);
        body.completeExceptionally(new TooLongException());
        return;
      }
      byte[] more = new byte[each.remaining()];
      each.get(more);
      octets.write(more, 0, more.length);
    }
  }

  @Override
  public void onError(Throwable failure) {
    body.completeExceptionally(failure);
  }

  @Override
  public void onComplete() {
    // RFC 8259 section 8.1: JSON between systems is UTF-8. What is none is replaced.
    body.complete(octets.toString(StandardCharsets.UTF_8));
  }
}
