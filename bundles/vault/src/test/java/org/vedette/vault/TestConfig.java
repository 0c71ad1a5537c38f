package org.vedette.vault;

import java.lang.reflect.InvocationHandler;
import java.lang.reflect.Proxy;

/** The settings as DS gives them: all defaults but one. */
final class TestConfig {
  private TestConfig() {}

  static VaultConfig with(int hashQueue) {
    InvocationHandler answers =
        (proxy, method, arguments) ->
            method.getName().equals("hashQueue") ? hashQueue : method.getDefaultValue();
    return (VaultConfig)
        Proxy.newProxyInstance(
            VaultConfig.class.getClassLoader(), new Class<?>[] {VaultConfig.class}, answers);
  }
}
