package org.vedette.gateway.call;

import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * Writes what the provider is to do in a call: TwiML ("TwiML for Programmable Voice" of Twilio's
 * documentation).
 *
 * @param recordings base address of recordings, without a slash at the end; empty to have all
 *     spoken
 * @param recorded languages that have recordings
 * @param format ending of their names, {@code wav} or {@code mp3}
 * @param spoken the provider's names of languages, by language
 */
record Twiml(String recordings, Set<String> recorded, String format, Map<String, String> spoken) {
  /** What is said to end a call at once. */
  static final String HANG_UP = document("<Hangup/>");

  /** Most keys before the number sign. */
  static final int MOST_KEYS = 32;

  private static final Pattern PROMPT = Pattern.compile("[a-z][a-z0-9.]{0,63}");

  // XML 1.0 section 2.2: what may stand in a document at all.
  private static final Pattern NO_XML =
      Pattern.compile("[^\\t\\n\\r\\x20-\\x{D7FF}\\x{E000}-\\x{FFFD}\\x{10000}-\\x{10FFFF}]");

  Twiml {
    recorded = Set.copyOf(recorded);
    spoken = Map.copyOf(spoken);
  }

  /**
   * Something to say.
   *
   * @param prompt its name; empty to say nothing
   * @param text the same in words
   * @param language language tag
   */
  record Words(String prompt, String text, String language) {}

  /** Says something and hangs up. */
  String last(Words words) {
    return document(say(words) + "<Hangup/>");
  }

  /**
   * Says something and waits for keys. An empty result comes too: without it silence, and the
   * number sign alone, would both go on with the next verb.
   *
   * @param seconds how long keys are awaited
   * @param action where they are sent
   */
  String ask(Words words, int seconds, String action) {
    return document(
        "<Gather input=\"dtmf\" finishOnKey=\"#\" actionOnEmptyResult=\"true\" numDigits=\"%d\""
                .formatted(MOST_KEYS)
            + " timeout=\"%d\" method=\"POST\" action=\"%s\">".formatted(seconds, escaped(action))
            + say(words)
            + "</Gather>");
  }

  private String say(Words words) {
    if (words.prompt().isEmpty()) {
      return "";
    }
    String language = Locale.forLanguageTag(words.language()).getLanguage();
    if (recorded(words.prompt(), language)) {
      return "<Play>"
          + escaped(recordings + "/" + language + "/" + words.prompt() + "." + format)
          + "</Play>";
    }
    return "<Say language=\"%s\">%s</Say>"
        .formatted(
            escaped(
                Optional.ofNullable(spoken.get(language)).orElseGet(() -> tag(words.language()))),
            escaped(words.text()));
  }

  /** Whether there is a recording, so that no words are needed. */
  boolean recorded(String prompt, String language) {
    return !recordings.isEmpty()
        && recorded.contains(Locale.forLanguageTag(language).getLanguage())
        && PROMPT.matcher(prompt).matches();
  }

  private static String tag(String language) {
    String tag = Locale.forLanguageTag(language).toLanguageTag();
    return tag.equals("und") ? "en-US" : tag;
  }

  private static String document(String verbs) {
    return "<?xml version=\"1.0\" encoding=\"UTF-8\"?><Response>" + verbs + "</Response>";
  }

  private static String escaped(String text) {
    return NO_XML
        .matcher(text)
        .replaceAll(" ")
        .replace("&", "&amp;")
        .replace("<", "&lt;")
        .replace(">", "&gt;")
        .replace("\"", "&quot;")
        .replace("'", "&#39;");
  }
}
