package org.vedette.sdk.text;

import java.util.Optional;
import java.util.UUID;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.vedette.api.auth.Application;
import org.vedette.api.delivery.Message;
import org.vedette.api.delivery.TextDesk;
import org.vedette.api.delivery.TextTemplate;
import org.vedette.api.store.Records;
import org.vedette.sdk.http.Params;
import org.vedette.sdk.http.Problem;
import org.vedette.sdk.service.Installed;

/**
 * A text in one language for one application or all.
 *
 * @param known what is known of the text
 * @param language language
 * @param application the application; empty for all
 */
record TextPlace(TextDesk.Known known, String language, Optional<Application> application) {
  private static final String ENGLISH = "en";

  /**
   * The text in force at a place.
   *
   * @param source where it comes from
   * @param text the text
   */
  record InForce(String source, Message.Text text) {}

  /** Reads a place from an address. */
  static TextPlace of(
      Installed installed, String key, @Nullable String language, @Nullable String application) {
    TextDesk.Known known =
        installed.texts().known().stream()
            .filter(each -> each.key().equals(key))
            .findFirst()
            .orElseThrow(() -> Problem.notFound("text", Params.text("key", key, 100)));
    String wanted = Params.text("language", language, 10);
    if (!wanted.matches("|[a-z]{2}")) {
      throw Problem.field("language", "two letters like \"en\", \"de\", \"fr\" or \"es\"");
    }
    String name = Params.text("application", application, 200);
    return new TextPlace(
        known,
        wanted.isEmpty() ? ENGLISH : wanted,
        name.isEmpty()
            ? Optional.empty()
            : Optional.of(
                installed
                    .records()
                    .findByKey(Application.TYPE, Application.key(name))
                    .orElseThrow(() -> Problem.notFound("application", name))));
  }

  Optional<UUID> applicationId() {
    return application.map(Application::id);
  }

  /** Finds the operator's text at this very place. */
  Optional<TextTemplate> stored(Records records) {
    return stored(records, applicationId());
  }

  private Optional<TextTemplate> stored(Records records, Optional<UUID> whose) {
    return records.findByKey(
        TextTemplate.TYPE, TextTemplate.uniqueKey(known.key(), language, whose));
  }

  /** Finds the text that is sent; the English one where the server does not speak the language. */
  InForce inForce(Installed installed) {
    Records records = installed.records();
    return Stream.of(
            applicationId()
                .flatMap(id -> stored(records, Optional.of(id)))
                .map(it -> new InForce("application", text(it))),
            stored(records, Optional.empty()).map(it -> new InForce("all", text(it))),
            Stream.of(language, ENGLISH)
                .flatMap(each -> installed.texts().stock(known.key(), each).stream())
                .findFirst()
                .map(it -> new InForce("server", it)))
        .flatMap(Optional::stream)
        .findFirst()
        .orElseThrow(() -> Problem.notFound("text", known.key()));
  }

  private static Message.Text text(TextTemplate template) {
    return new Message.Text(template.subject(), template.body(), template.attachments());
  }

  /** Makes a draft of what would be stored here. */
  TextTemplate draft(UUID id, long version, Message.Text text) {
    return new TextTemplate(
        id,
        version,
        known.key(),
        language,
        applicationId(),
        text.subject(),
        text.body(),
        text.attachments());
  }
}
