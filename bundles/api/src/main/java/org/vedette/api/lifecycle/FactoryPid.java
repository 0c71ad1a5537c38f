package org.vedette.api.lifecycle;

import java.util.Collection;
import java.util.Map;

/**
 * The PID of one instance of a factory.
 *
 * @param pid the whole, for instance {@code org.vedette.directory~corp}
 * @param name the part behind the tilde; {@code default} where there is none
 */
public record FactoryPid(String pid, String name) {
  private static final String SERVICE_PID = "service.pid";

  /**
   * Reads it from the properties of a component.
   *
   * @param factory PID of the factory
   */
  public static FactoryPid of(Map<String, ?> properties, String factory) {
    Object property = properties.get(SERVICE_PID);
    // SCR gives a list where the component has several.
    String pid =
        property instanceof Collection<?> many
            ? many.stream().map(String::valueOf).reduce((first, last) -> last).orElse(factory)
            : property == null ? factory : property.toString();
    String rest = pid.startsWith(factory) ? pid.substring(factory.length()) : pid;
    String name = rest.startsWith("~") || rest.startsWith(".") ? rest.substring(1) : rest;
    return new FactoryPid(pid, name.isEmpty() ? "default" : name);
  }
}
