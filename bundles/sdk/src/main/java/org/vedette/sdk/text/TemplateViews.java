package org.vedette.sdk.text;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.vedette.sdk.http.Json;

/** Texts of messages in JSON. */
public final class TemplateViews {
  private TemplateViews() {}

  /**
   * All texts.
   *
   * @param items sorted by key
   * @param languages languages that the server speaks itself
   */
  public record TemplateList(List<TemplateRow> items, List<String> languages) implements Json {}

  /**
   * A text in a list.
   *
   * @param key {@code CHANNEL.TEMPLATE}
   * @param channel channel
   * @param placeholders what may stand in it as {@code <$name$>}
   * @param needed what must stand in it
   * @param changed where the operator has put another
   */
  public record TemplateRow(
      String key,
      String channel,
      List<String> placeholders,
      @Nullable String needed,
      List<Place> changed) {}

  /**
   * What a text of the operator is for.
   *
   * @param language language
   * @param application name of the application; left out for all
   */
  public record Place(String language, @Nullable String application) {}

  /**
   * A text.
   *
   * @param key {@code CHANNEL.TEMPLATE}
   * @param language language
   * @param application name of the application; left out for all
   * @param version version of the operator's text at this very place; 0 where there is none
   * @param source where the text in force comes from: application, all, or server
   * @param subject subject of a mail
   * @param body the text, with its placeholders
   * @param attachments files that go with a mail
   * @param placeholders what may stand in it as {@code <$name$>}
   * @param needed what must stand in it
   * @param segments how many text messages it takes with sample values; 0 on other channels
   */
  public record TemplateView(
      String key,
      String language,
      @Nullable String application,
      long version,
      String source,
      String subject,
      String body,
      List<AttachmentView> attachments,
      List<String> placeholders,
      @Nullable String needed,
      int segments)
      implements Json {}

  /**
   * A file that goes with a mail.
   *
   * @param name name of the file
   * @param type media type
   * @param bytes its size
   */
  public record AttachmentView(String name, String type, int bytes) {}

  /**
   * A text filled in.
   *
   * @param subject subject of a mail
   * @param body the text
   * @param segments how many text messages it takes; 0 on other channels
   */
  public record PreviewView(String subject, String body, int segments) implements Json {}

  /**
   * What became of a test.
   *
   * @param sent whether a provider took it
   * @param result sent, refused or unreachable, and why
   */
  public record TestView(boolean sent, String result) implements Json {}
}
