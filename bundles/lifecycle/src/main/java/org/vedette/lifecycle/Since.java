package org.vedette.lifecycle;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.stream.Collectors;
import org.osgi.framework.BundleContext;
import org.osgi.framework.ServiceReference;
import org.vedette.api.lifecycle.Handover;

/** Hands on since when capabilities serve, so that an update of this bundle does not forget it. */
final class Since {
  private static final String KEY = "org.vedette.lifecycle.since";
  private static final Duration LIFE = Duration.ofMinutes(1);

  private Since() {}

  static void leave(BundleContext context, Map<Long, Instant> known) {
    String text =
        known.entrySet().stream()
            .map(it -> it.getKey() + " " + it.getValue().toEpochMilli())
            .collect(Collectors.joining("\n"));
    ServiceReference<Handover> reference = context.getServiceReference(Handover.class);
    if (reference != null) {
      context.getService(reference).leave(KEY, text.getBytes(StandardCharsets.UTF_8), LIFE);
      context.ungetService(reference);
    }
  }

  static Map<Long, Instant> take(BundleContext context) {
    Map<Long, Instant> known = new HashMap<>();
    ServiceReference<Handover> reference = context.getServiceReference(Handover.class);
    if (reference != null) {
      context
          .getService(reference)
          .take(KEY)
          .filter(byte[].class::isInstance)
          .map(it -> new String((byte[]) it, StandardCharsets.UTF_8))
          .ifPresent(text -> text.lines().forEach(line -> read(line, known)));
      context.ungetService(reference);
    }
    return known;
  }

  private static void read(String line, Map<Long, Instant> known) {
    int space = line.indexOf(' ');
    known.put(
        Long.parseLong(line.substring(0, space)),
        Instant.ofEpochMilli(Long.parseLong(line.substring(space + 1))));
  }
}
