package org.vedette.net.http;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Reads from the properties of a service which paths it serves: servlets and resources of the
 * default context, contexts with a path of their own (HTTP Whiteboard, section 140), and JAX-RS
 * applications (section 151).
 */
final class Patterns {
  private static final String SELECT = "osgi.http.whiteboard.context.select";
  private static final String CONTEXT = "osgi.http.whiteboard.context.path";
  private static final String SERVLET = "osgi.http.whiteboard.servlet.pattern";
  private static final String RESOURCE = "osgi.http.whiteboard.resource.pattern";
  private static final String APPLICATION = "osgi.jaxrs.application.base";
  private static final String ALL_BELOW = "/*";

  /** Selects the services that serve paths. */
  static final String FILTER =
      "(|(%s=*)(%s=*)(%s=*)(%s=*))".formatted(SERVLET, RESOURCE, APPLICATION, CONTEXT);

  private Patterns() {}

  /** Returns the patterns; empty where they are relative to a context that the service selects. */
  static List<String> of(Function<String, @Nullable Object> property) {
    if (property.apply(SELECT) != null) {
      return List.of();
    }
    List<String> found = new ArrayList<>();
    found.addAll(texts(property.apply(SERVLET)));
    found.addAll(texts(property.apply(RESOURCE)));
    texts(property.apply(APPLICATION)).forEach(base -> found.add(below(base)));
    texts(property.apply(CONTEXT)).forEach(path -> found.add(below(path)));
    return found;
  }

  private static String below(String path) {
    String rooted = path.startsWith("/") ? path : "/" + path;
    return (rooted.endsWith("/") ? rooted.substring(0, rooted.length() - 1) : rooted) + ALL_BELOW;
  }

  private static List<String> texts(@Nullable Object value) {
    if (value instanceof String text) {
      return List.of(text);
    }
    if (value instanceof String[] texts) {
      return List.of(texts);
    }
    if (value instanceof Collection<?> many) {
      return many.stream().filter(String.class::isInstance).map(String.class::cast).toList();
    }
    return List.of();
  }
}
