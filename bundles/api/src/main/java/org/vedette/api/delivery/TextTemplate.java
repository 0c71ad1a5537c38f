package org.vedette.api.delivery;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.vedette.api.store.Decoder;
import org.vedette.api.store.RecordType;
import org.vedette.api.store.StoredRecord;

/**
 * A text by the operator, used in place of the one that comes with the server.
 *
 * @param id identity
 * @param version version
 * @param key which text: {@code CHANNEL.TEMPLATE}, for instance {@code sms.code}
 * @param language two lower-case letters (ISO 639), for instance {@code de}
 * @param application the application it is for, with which it is removed; empty for all
 * @param subject subject of a mail, at most {@value #MAX_SUBJECT} characters; empty on other
 *     channels
 * @param body the text, at most {@value #MAX_BODY} characters, lines ended by {@code \n}
 * @param attachments files that go with a mail, at most {@value #MAX_ATTACHMENTS}
 */
public record TextTemplate(
    UUID id,
    long version,
    String key,
    String language,
    Optional<UUID> application,
    String subject,
    String body,
    List<Attachment> attachments)
    implements StoredRecord {
  /** Longest subject, in characters. */
  public static final int MAX_SUBJECT = 200;

  /** Longest body, in characters. */
  public static final int MAX_BODY = 10_000;

  /** Most attachments. */
  public static final int MAX_ATTACHMENTS = 3;

  /** Byte form. */
  public static final RecordType<TextTemplate> TYPE =
      new RecordType<>(
          "template",
          20,
          1,
          TextTemplate.class,
          (out, it) ->
              out.uuid(it.id)
                  .i64(it.version)
                  .text(it.key)
                  .text(it.language)
                  .optional(it.application, (to, each) -> to.uuid(each))
                  .text(it.subject)
                  .text(it.body)
                  .list(it.attachments, (to, each) -> each.write(to)),
          (schema, in) ->
              new TextTemplate(
                  in.uuid(),
                  in.i64(),
                  in.text(),
                  in.text(),
                  in.optional(Decoder::uuid),
                  in.text(),
                  in.text(),
                  in.list(Attachment::read)));

  /** Copies the list. */
  public TextTemplate {
    attachments = List.copyOf(attachments);
  }

  /** The name of the text {@code key} in {@code language} for {@code application}. */
  public static String name(String key, String language, Optional<UUID> application) {
    return key + "/" + language + application.map(id -> "/" + id).orElse("");
  }

  /** The key by which {@link org.vedette.api.store.Records#findByKey} finds a text. */
  public static String uniqueKey(String key, String language, Optional<UUID> application) {
    return "text:" + name(key, language, application);
  }

  @Override
  public String name() {
    return name(key, language, application);
  }

  @Override
  public Set<String> uniqueKeys() {
    return Set.of(uniqueKey(key, language, application));
  }

  @Override
  public Optional<UUID> owner() {
    return application;
  }
}
