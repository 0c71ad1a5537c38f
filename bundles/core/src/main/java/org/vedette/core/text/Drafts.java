package org.vedette.core.text;

import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.vedette.api.delivery.Attachment;
import org.vedette.api.delivery.Message;
import org.vedette.api.delivery.TextDesk.Known;
import org.vedette.api.delivery.TextDesk.Preview;
import org.vedette.api.delivery.TextDesk.Wrong;
import org.vedette.api.delivery.TextTemplate;

/** Looks at texts that are being written: what is wrong with them, and how they will look. */
public final class Drafts {
  private static final String SMS = "sms";
  private static final String MAIL = "mail";
  private static final Set<String> LANGUAGES = Set.of(Locale.getISOLanguages());

  /** What a preview shows. */
  private static final Map<String, String> SAMPLES =
      Map.ofEntries(
          Map.entry(KnownTexts.CODE, "123456"),
          Map.entry(KnownTexts.PIN, "2580"),
          Map.entry("actor", "helpdesk"),
          Map.entry("application_name", "VPN"),
          Map.entry("backup_phone", "+41 446681801"),
          Map.entry("first_name", "Alice"),
          Map.entry("label", "key ring"),
          Map.entry("last_name", "Jones"),
          Map.entry("method", "Code by text message"),
          Map.entry("minutes", "5"),
          Map.entry("name", "Alice Jones"),
          Map.entry("organisation", "Example Ltd"),
          Map.entry("phone", "+41 446681800"),
          Map.entry("portal", "https://portal.example.org"),
          Map.entry("reason", "telephone stolen"),
          Map.entry("time", "2026-01-31 08:15 UTC"),
          Map.entry("until", "2026-01-31 08:30 UTC"),
          Map.entry("username", "alice"));

  private final Texts texts;

  /** Knows {@code texts}. */
  public Drafts(Texts texts) {
    this.texts = texts;
  }

  /** Returns all texts there are. */
  public List<Known> known() {
    return KnownTexts.list();
  }

  /** Returns the languages of the texts that come with the server. */
  public List<String> languages() {
    return StockTexts.LANGUAGES;
  }

  /** Finds a text that comes with the server, with its placeholders. */
  public Optional<Message.Text> stock(String key, String language) {
    return texts.stock(key, language);
  }

  /** Says what is wrong; empty when the draft may be saved. */
  public Optional<Wrong> problem(TextTemplate draft) {
    Optional<Known> known = KnownTexts.find(draft.key());
    if (known.isEmpty()) {
      return wrong("key", "there is no text '" + draft.key() + "'");
    }
    if (!LANGUAGES.contains(draft.language())) {
      return wrong("language", "two letters like \"en\", \"de\", \"fr\" or \"es\"");
    }
    return subject(draft, known.get())
        .or(() -> body(draft, known.get()))
        .or(() -> attachments(draft, known.get()));
  }

  private static Optional<Wrong> subject(TextTemplate draft, Known known) {
    String subject = draft.subject();
    if (!known.channel().equals(MAIL)) {
      return subject.isEmpty() ? Optional.empty() : wrong("subject", "only mails have one");
    }
    if (subject.isBlank()
        || subject.length() > TextTemplate.MAX_SUBJECT
        || subject.codePoints().anyMatch(Character::isISOControl)) {
      return wrong(
          "subject",
          "one line of 1 to "
              + TextTemplate.MAX_SUBJECT
              + " characters, for example \"Your code for <$application_name$>\"");
    }
    // A subject is shown where the mail itself is not.
    return known.needed().filter(Placeholders.in(subject)::contains).isPresent()
        ? wrong("subject", "shows no secret; <$" + known.needed().get() + "$> goes into the body")
        : placeholders("subject", subject, known);
  }

  private static Optional<Wrong> body(TextTemplate draft, Known known) {
    String body = draft.body();
    if (body.isBlank()
        || body.length() > TextTemplate.MAX_BODY
        || body.codePoints().anyMatch(each -> Character.isISOControl(each) && each != '\n')) {
      return wrong("body", "1 to " + TextTemplate.MAX_BODY + " characters");
    }
    Optional<Wrong> problem = placeholders("body", body, known);
    if (problem.isEmpty() && known.needed().filter(it -> !has(body, it)).isPresent()) {
      return wrong("body", "must hold <$" + known.needed().get() + "$>, or it is of no use");
    }
    return problem;
  }

  private static boolean has(String body, String name) {
    return Placeholders.in(body).contains(name);
  }

  private static Optional<Wrong> placeholders(String field, String text, Known known) {
    Set<String> unknown = new TreeSet<>(Placeholders.in(text));
    unknown.removeAll(known.placeholders());
    String may =
        known.placeholders().isEmpty()
            ? "this text has none"
            : "known here are <$" + String.join("$>, <$", known.placeholders()) + "$>";
    if (!unknown.isEmpty()) {
      return wrong(field, "<$" + String.join("$>, <$", unknown) + "$> is unknown; " + may);
    }
    return Placeholders.isTorn(text)
        ? wrong(field, "a placeholder is written <$name$>; " + may)
        : Optional.empty();
  }

  private static Optional<Wrong> attachments(TextTemplate draft, Known known) {
    List<Attachment> all = draft.attachments();
    if (all.isEmpty()) {
      return Optional.empty();
    }
    if (!known.channel().equals(MAIL)) {
      return wrong("attachments", "only mails have some");
    }
    if (all.size() > TextTemplate.MAX_ATTACHMENTS) {
      return wrong("attachments", "at most " + TextTemplate.MAX_ATTACHMENTS);
    }
    for (Attachment each : all) {
      Optional<String> problem = each.problem();
      if (problem.isPresent()) {
        return wrong("attachments", problem.get());
      }
    }
    return all.stream().map(Attachment::name).distinct().count() < all.size()
        ? wrong("attachments", "no two of the same name")
        : Optional.empty();
  }

  /** Fills in sample values. */
  public Preview preview(TextTemplate draft) {
    String channel = draft.key().substring(0, Math.max(0, draft.key().indexOf('.')));
    Message.Text text =
        Texts.fill(
            channel,
            new Message.Text(draft.subject(), draft.body(), draft.attachments()),
            new HashMap<>(SAMPLES));
    return new Preview(text, channel.equals(SMS) ? Segments.of(text.body()) : 0);
  }

  private static Optional<Wrong> wrong(String field, String message) {
    return Optional.of(new Wrong(field, message));
  }
}
