package org.vedette.core.delivery;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeUnit;
import org.vedette.api.delivery.Delivery;
import org.vedette.api.delivery.Message;
import org.vedette.api.delivery.TextDesk;
import org.vedette.api.delivery.TextTemplate;
import org.vedette.api.secret.Secret;
import org.vedette.api.store.Actor;
import org.vedette.core.text.Drafts;

/** Serves whoever edits texts. */
public final class TextEditor implements TextDesk {
  private static final Duration LIMIT = Duration.ofSeconds(15);

  private final Drafts drafts;
  private final Outbox outbox;
  private final DeliveryNotes notes;

  /** Sends tests by {@code outbox}. */
  public TextEditor(Drafts drafts, Outbox outbox, DeliveryNotes notes) {
    this.drafts = drafts;
    this.outbox = outbox;
    this.notes = notes;
  }

  @Override
  public List<Known> known() {
    return drafts.known();
  }

  @Override
  public List<String> languages() {
    return drafts.languages();
  }

  @Override
  public Optional<Message.Text> stock(String key, String language) {
    return drafts.stock(key, language);
  }

  @Override
  public Optional<Wrong> problem(TextTemplate draft) {
    return drafts.problem(draft);
  }

  @Override
  public Preview preview(TextTemplate draft) {
    return drafts.preview(draft);
  }

  @Override
  public CompletionStage<Delivery> test(TextTemplate draft, String to, Actor actor) {
    String channel = draft.key().substring(0, draft.key().indexOf('.'));
    Message message =
        new Message(
                channel,
                to,
                draft.key().substring(channel.length() + 1),
                draft.language(),
                Map.of(),
                Secret.of(""))
            .written(drafts.preview(draft).text());
    List<String> trace = Collections.synchronizedList(new ArrayList<>());
    return outbox
        .notice(
            message,
            new Outbox.About(
                Whom.NOBODY,
                draft.application(),
                Map.of(),
                LIMIT,
                Optional.empty(),
                trace::add,
                receipt -> {}))
        .toCompletableFuture()
        .copy()
        .completeOnTimeout(
            new Delivery.Unreachable("no answer within " + LIMIT.toSeconds() + " s"),
            LIMIT.toMillis(),
            TimeUnit.MILLISECONDS)
        .whenComplete(
            (delivery, fault) ->
                notes.write(
                    "template.test",
                    delivery instanceof Delivery.Sent,
                    Optional.empty(),
                    actor,
                    Map.of("via", actor.via(), "target", draft.name(), "to", to),
                    List.copyOf(trace),
                    List.of()));
  }
}
