package org.vedette.gateway.http.template;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * Text with placeholders like {@code {to}}. What stands between them is sent as it is; values are
 * written as their place demands, so that no value can become syntax.
 */
public final class Template {
  private static final Pattern TOKEN = Pattern.compile("\\{[A-Za-z]{1,20}\\}");

  /**
   * A piece.
   *
   * @param literal text before the placeholder
   * @param placeholder what follows it, if anything does
   */
  private record Part(String literal, Optional<Placeholder> placeholder) {}

  private final Place place;
  private final List<Part> parts;

  private Template(Place place, List<Part> parts) {
    this.place = place;
    this.parts = List.copyOf(parts);
  }

  /** What was read: a template, or what in it is no placeholder. */
  public sealed interface Reading permits Read, Unknown {}

  /** A template. */
  public record Read(Template template) implements Reading {}

  /**
   * There is no such placeholder.
   *
   * @param token as it stands there
   */
  public record Unknown(String token) implements Reading {}

  /** Reads a template. */
  public static Reading read(String text, Place place) {
    List<Part> parts = new ArrayList<>();
    Matcher token = TOKEN.matcher(text);
    int from = 0;
    while (token.find()) {
      Optional<Placeholder> placeholder = Placeholder.of(token.group());
      if (placeholder.isEmpty()) {
        return new Unknown(token.group());
      }
      parts.add(new Part(text.substring(from, token.start()), placeholder));
      from = token.end();
    }
    parts.add(new Part(text.substring(from), Optional.empty()));
    return new Read(new Template(place, parts));
  }

  /** Makes a template that says {@code text} and shows nothing. */
  public static Template literal(String text) {
    return new Template(Place.HEADER, List.of(new Part(text, Optional.empty())));
  }

  /** Returns the placeholders in it. */
  public Set<Placeholder> placeholders() {
    return parts.stream().flatMap(part -> part.placeholder().stream()).collect(Collectors.toSet());
  }

  /** Puts the values in. The result may hold number, text and secret: it is not for a log. */
  public String render(Values values) {
    return render(values::of);
  }

  /** Puts other values in, to try it. */
  String render(Function<Placeholder, String> values) {
    StringBuilder rendered = new StringBuilder();
    for (Part part : parts) {
      rendered.append(part.literal());
      part.placeholder().map(values).map(place::write).ifPresent(rendered::append);
    }
    return rendered.toString();
  }

  /** Says nothing: what stands in it may be secret. */
  @Override
  public String toString() {
    return "Template" + placeholders();
  }
}
