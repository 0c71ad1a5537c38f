package org.vedette.net.http;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.osgi.framework.BundleContext;
import org.osgi.framework.FrameworkUtil;
import org.osgi.framework.InvalidSyntaxException;
import org.osgi.framework.ServiceReference;

/** Finds the paths of the contexts that a filter selects, the default one among them. */
record Contexts(BundleContext context) implements Function<String, List<String>> {
  private static final String HELPER = "org.osgi.service.http.context.ServletContextHelper";

  /** The default context is no service. */
  private static final Map<String, String> DEFAULT =
      Map.of("osgi.http.whiteboard.context.name", "default", Patterns.CONTEXT, "/");

  @Override
  public List<String> apply(String select) {
    List<String> paths = new ArrayList<>();
    try {
      if (FrameworkUtil.createFilter(select).matches(DEFAULT)) {
        paths.add("/");
      }
      ServiceReference<?>[] found = context.getAllServiceReferences(HELPER, select);
      if (found != null) {
        for (ServiceReference<?> each : found) {
          paths.add(String.valueOf(each.getProperty(Patterns.CONTEXT)));
        }
      }
    } catch (InvalidSyntaxException unusable) {
      return List.of(); // The web server complains about it.
    }
    return paths;
  }
}
