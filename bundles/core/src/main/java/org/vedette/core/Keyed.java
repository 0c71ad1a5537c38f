package org.vedette.core;

import java.util.Map;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.vedette.api.lifecycle.ServiceDirectory;

/** Puts services into directories by a property of theirs. */
final class Keyed {
  private static final Logger LOG = LoggerFactory.getLogger(Keyed.class);

  private Keyed() {}

  /** Adds a service; one without its key is ignored. */
  static <S> void add(
      ServiceDirectory<String, S> to, String key, S service, Map<String, Object> properties) {
    if (properties.get(key) instanceof String id) {
      to.add(id, ranking(properties), service);
    } else {
      ignored(key, service);
    }
  }

  /** Says that a service without its key is ignored. */
  static void ignored(String key, Object service) {
    LOG.warn("A service without its key is ignored. key={} service={}", key, service.getClass());
  }

  private static int ranking(Map<String, Object> properties) {
    return properties.get("service.ranking") instanceof Integer number ? number : 0;
  }

  /** Removes a service. */
  static <S> void remove(
      ServiceDirectory<String, S> from, String key, S service, Map<String, Object> properties) {
    if (properties.get(key) instanceof String id) {
      from.remove(id, service);
    }
  }
}
