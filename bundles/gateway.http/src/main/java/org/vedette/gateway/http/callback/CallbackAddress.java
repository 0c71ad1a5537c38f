package org.vedette.gateway.http.callback;

/** Where providers are to call back. */
public final class CallbackAddress {
  private static final String PATH = "/callbacks/gateway.http/";

  private CallbackAddress() {}

  /**
   * Returns the address for one gateway.
   *
   * @param base public base address of this server
   * @param name name of the gateway, lower-case letters and digits
   */
  public static String of(String base, String name) {
    return (base.endsWith("/") ? base.substring(0, base.length() - 1) : base) + PATH + name;
  }
}
