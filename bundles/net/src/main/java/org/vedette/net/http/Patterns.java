package org.vedette.net.http;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Reads from the properties of a service which paths it serves: servlets, resources and contexts
 * (HTTP Whiteboard, section 140), and JAX-RS applications (section 151).
 */
final class Patterns {
  private static final String SELECT = "osgi.http.whiteboard.context.select";

  /** Property of a context: its path. */
  static final String CONTEXT = "osgi.http.whiteboard.context.path";

  private static final String SERVLET = "osgi.http.whiteboard.servlet.pattern";
  private static final String RESOURCE = "osgi.http.whiteboard.resource.pattern";
  private static final String APPLICATION = "osgi.jaxrs.application.base";
  private static final String ALL_BELOW = "/*";

  /** Selects the services that serve paths. */
  static final String FILTER =
      "(|(%s=*)(%s=*)(%s=*)(%s=*))".formatted(SERVLET, RESOURCE, APPLICATION, CONTEXT);

  private Patterns() {}

  /**
   * Returns the patterns as paths of the server.
   *
   * @param property of the service, by name
   * @param contexts the paths of the contexts that a filter selects now
   */
  static List<String> of(
      Function<String, @Nullable Object> property, Function<String, List<String>> contexts) {
    List<String> within = new ArrayList<>();
    within.addAll(texts(property.apply(SERVLET)));
    within.addAll(texts(property.apply(RESOURCE)));
    texts(property.apply(APPLICATION)).forEach(base -> within.add(rooted(base) + ALL_BELOW));
    List<String> found = new ArrayList<>();
    if (property.apply(SELECT) instanceof String select) {
      for (String path : contexts.apply(select)) {
        within.forEach(pattern -> found.add(rooted(path) + pattern));
      }
    } else {
      found.addAll(within);
    }
    texts(property.apply(CONTEXT)).forEach(path -> found.add(rooted(path) + ALL_BELOW));
    return found;
  }

  private static String rooted(String path) {
    String whole = path.startsWith("/") ? path : "/" + path;
    return whole.endsWith("/") ? whole.substring(0, whole.length() - 1) : whole;
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
