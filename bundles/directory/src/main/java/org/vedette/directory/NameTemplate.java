package org.vedette.directory;

import java.util.function.UnaryOperator;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A filter or DN with the variables {@code {name}} and {@code {short}}. Values are put in in one
 * pass, each escaped, so a value that looks like a variable or like syntax stays a value.
 *
 * @param text the template
 */
record NameTemplate(String text) {
  private static final Pattern VARIABLE = Pattern.compile("\\{(name|short)}");

  /** Whether the template depends on the user at all. */
  boolean hasVariable() {
    return VARIABLE.matcher(text).find();
  }

  /** Puts in the escaped names. */
  String render(LoginName name, UnaryOperator<String> escape) {
    return VARIABLE
        .matcher(text)
        .replaceAll(
            found ->
                Matcher.quoteReplacement(
                    escape.apply(found.group(1).equals("name") ? name.full() : name.brief())));
  }
}
