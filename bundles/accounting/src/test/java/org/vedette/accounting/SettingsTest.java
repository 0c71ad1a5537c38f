package org.vedette.accounting;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import java.lang.reflect.Proxy;
import java.nio.file.Path;
import java.util.Map;
import org.junit.Test;

public class SettingsTest {
  private static AccountingConfig config(String key, Object value) {
    return (AccountingConfig)
        Proxy.newProxyInstance(
            AccountingConfig.class.getClassLoader(),
            new Class<?>[] {AccountingConfig.class},
            (self, method, arguments) ->
                method.getName().equals(key) ? value : method.getDefaultValue());
  }

  @Test
  public void defaultsAreThoseOfTheMetatype() {
    assertThat(AccountingSettings.of(config("", ""), "/srv"))
        .isEqualTo(AccountingSettings.defaults("/srv"));
    assertThat(AccountingSettings.defaults("/srv").directory())
        .isEqualTo(Path.of("/srv/var/accounting"));
  }

  @Test
  public void everyBoundIsKept() {
    Map<String, Object> wrong =
        Map.of(
            "directory", " ",
            "retentionDays", 0,
            "maxReports", 999,
            "staleHours", 8761,
            "journalMiB", 63,
            "minFreeMiB", -1);
    wrong.forEach(
        (key, value) ->
            assertThat(catchThrowable(() -> AccountingSettings.of(config(key, value), "/srv")))
                .as(key)
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageStartingWith(key));
  }
}
