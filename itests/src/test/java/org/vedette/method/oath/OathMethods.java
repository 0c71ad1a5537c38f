package org.vedette.method.oath;

import org.vedette.api.method.AuthenticationMethod;

/** Makes the method without a container. */
public final class OathMethods {
  private OathMethods() {}

  /** The method with its default settings. */
  public static AuthenticationMethod withDefaults() {
    return new OathMethod("bench");
  }
}
