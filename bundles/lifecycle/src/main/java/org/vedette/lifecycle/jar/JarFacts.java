package org.vedette.lifecycle.jar;

import java.util.Map;

/**
 * What a jar says of itself.
 *
 * @param symbolicName symbolic name of the bundle, without its directives
 * @param version version of the bundle
 * @param sha256 digest of the file in hexadecimal
 * @param headers main attributes of its manifest
 */
public record JarFacts(
    String symbolicName, String version, String sha256, Map<String, String> headers) {
  /** Copies the map. */
  public JarFacts {
    headers = Map.copyOf(headers);
  }
}
