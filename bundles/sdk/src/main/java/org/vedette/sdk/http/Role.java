package org.vedette.sdk.http;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/** What a caller may do. */
public enum Role {
  /** Everything. */
  ADMIN,
  /** Only look. */
  READ,
  /** Have people signed in, for one application; nothing else. */
  SIGNIN;

  private static final String SIGN_INS = "signins";

  /**
   * Returns whether a request is allowed. Signing people in is for programs that do nothing else:
   * not even an administrator's token may.
   *
   * @param method of HTTP
   * @param path of the route, with or without a slash before it
   */
  public boolean permits(String method, String path) {
    String route = path.startsWith("/") ? path.substring(1) : path;
    boolean signIns = route.equals(SIGN_INS) || route.startsWith(SIGN_INS + "/");
    return switch (this) {
      case ADMIN -> !signIns;
      case READ -> !signIns && Set.of("GET", "HEAD", "OPTIONS").contains(method);
      case SIGNIN -> signIns;
    };
  }

  /** Says in a few words what a token of this role may do. */
  public String allowance() {
    return switch (this) {
      case ADMIN -> "everything but /signins, which takes the role 'signin'";
      case READ -> "GET only, and not of /signins";
      case SIGNIN -> "/signins only";
    };
  }

  /** Returns the name as it is stored and shown. */
  public String text() {
    return name().toLowerCase(Locale.ROOT);
  }

  /** Finds a role by its stored name. */
  public static Optional<Role> of(String text) {
    return Arrays.stream(values()).filter(role -> role.text().equals(text)).findFirst();
  }
}
