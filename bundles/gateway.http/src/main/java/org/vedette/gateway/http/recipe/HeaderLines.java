package org.vedette.gateway.http.recipe;

import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.vedette.api.lifecycle.SettingText;
import org.vedette.gateway.http.template.Place;
import org.vedette.gateway.http.template.Placeholder;
import org.vedette.gateway.http.template.Template;

/** Reads headers from lines like {@code Name: value}. */
final class HeaderLines {
  private static final String KEY = "headers";
  private static final int MAX_LINES = 20;

  // RFC 9110 sections 5.1 and 5.6.2: the name is a token. Values are printable ASCII.
  private static final Pattern LINE =
      Pattern.compile("([!#$%&'*+.^_`|~0-9A-Za-z-]{1,64}):[ ]*([ -~]{0,1024}?)[ ]*");

  /** What the client writes itself, and what has settings of its own. */
  private static final Set<String> OTHERS =
      Set.of(
          "authorization",
          "connection",
          "content-length",
          "expect",
          "host",
          "transfer-encoding",
          "upgrade");

  /** Numbers and ids are plain; a text or a secret may be anything. */
  private static final Set<Placeholder> ALLOWED =
      EnumSet.of(Placeholder.TO, Placeholder.DIGITS, Placeholder.ID);

  private HeaderLines() {}

  /** Reads them; a line break may also be written as backslash and n. What is wrong is noted. */
  static List<HeaderTemplate> read(SettingText given) {
    List<HeaderTemplate> found = new ArrayList<>();
    List<String> lines =
        given.text(KEY).replace("\\n", "\n").lines().filter(line -> !line.isBlank()).toList();
    if (lines.size() > MAX_LINES) {
      given.bad(KEY, "must be at most " + MAX_LINES + " lines");
    }
    for (String line : lines) {
      Matcher parts = LINE.matcher(line);
      if (!parts.matches()) {
        given.bad(KEY, "has a line that is not like  Name: value");
      } else if (OTHERS.contains(parts.group(1).toLowerCase(Locale.ROOT))) {
        given.bad(KEY, "cannot set " + parts.group(1));
      } else {
        Template.Reading value = Template.read(parts.group(2), Place.HEADER);
        if (value instanceof Template.Read read
            && ALLOWED.containsAll(read.template().placeholders())) {
          found.add(new HeaderTemplate(parts.group(1), read.template()));
        } else {
          given.bad(KEY, "may show {to}, {digits} and {id} only");
        }
      }
    }
    return found;
  }
}
