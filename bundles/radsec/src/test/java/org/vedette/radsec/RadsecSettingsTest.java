package org.vedette.radsec;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.lang.annotation.Annotation;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import org.junit.Test;
import org.vedette.listener.BadSettingException;
import org.vedette.tls.IdentitySource;

public class RadsecSettingsTest {
  private static final Path BASE = Path.of("/opt/vedette");

  /** The defaults, with some of them changed. */
  private static RadsecConfig config(Object... changed) {
    Map<String, Object> values = new HashMap<>();
    for (Method each : RadsecConfig.class.getDeclaredMethods()) {
      values.put(each.getName(), each.getDefaultValue());
    }
    for (int index = 0; index < changed.length; index += 2) {
      values.put((String) changed[index], changed[index + 1]);
    }
    return (RadsecConfig)
        Proxy.newProxyInstance(
            RadsecConfig.class.getClassLoader(),
            new Class<?>[] {RadsecConfig.class, Annotation.class},
            (proxy, method, arguments) -> values.get(method.getName()));
  }

  private static RadsecSettings read(Object... changed) throws BadSettingException {
    return RadsecSettings.of(BASE, config(changed));
  }

  private static void assertWrong(String key, Object... changed) {
    assertThatThrownBy(() -> read(changed))
        .isInstanceOfSatisfying(
            BadSettingException.class, bad -> assertThat(bad.key()).isEqualTo(key));
  }

  @Test
  public void isOffByDefault() throws Exception {
    RadsecSettings settings = read();

    assertThat(settings.files()).isEmpty();
    assertThat(settings.addresses()).hasToString("[/0.0.0.0:2083]");
    assertThat(settings.limits())
        .isEqualTo(new Limits(1000, 20, Duration.ofSeconds(10), Duration.ofMinutes(10)));
  }

  @Test
  public void readsBothKindsOfIdentity() throws Exception {
    TlsFiles pem =
        read(
                "certificateFile", "etc/tls/radsec.pem",
                "keyFile", "/keys/radsec.key",
                "authoritiesFile", "etc/tls/ca.pem",
                "revocationFile", "etc/tls/crl.pem")
            .files()
            .orElseThrow();
    assertThat(pem.all())
        .containsExactly(
            BASE.resolve("etc/tls/radsec.pem"),
            Path.of("/keys/radsec.key"),
            BASE.resolve("etc/tls/ca.pem"),
            BASE.resolve("etc/tls/crl.pem"));

    TlsFiles store =
        read(
                "certificateFile", "etc/tls/server.P12",
                "password", "secret",
                "authoritiesFile", "etc/tls/ca.pem")
            .files()
            .orElseThrow();
    assertThat(store.identity())
        .isEqualTo(new IdentitySource.Pkcs12(BASE.resolve("etc/tls/server.P12"), "secret"));
    assertThat(store.toString()).doesNotContain("secret");
  }

  @Test
  public void namesWhatIsMissingOrWrong() {
    assertWrong("certificateFile", "authoritiesFile", "ca.pem");
    assertWrong("authoritiesFile", "certificateFile", "a.pem", "keyFile", "a.key");
    assertWrong("keyFile", "certificateFile", "a.pem", "authoritiesFile", "ca.pem");
    assertWrong(
        "keyFile", "certificateFile", "a.p12", "keyFile", "a.key", "authoritiesFile", "ca.pem");
    for (String bad : new String[] {"", "2083", "nas.example.org:2083", "0.0.0.0:0", "::1:2083"}) {
      assertWrong("addresses", "addresses", new String[] {bad});
    }
    assertWrong("maxConnections", "maxConnections", 0);
    assertWrong("maxPerSource", "maxPerSource", 5001);
    assertWrong("handshakeSeconds", "handshakeSeconds", 61);
    assertWrong("idleMinutes", "idleMinutes", -1);
  }
}
