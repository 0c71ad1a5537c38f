package org.vedette.sdk.signin;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.vedette.sdk.service.World.json;

import org.junit.Test;
import org.vedette.api.auth.Application;
import org.vedette.sdk.http.Problem;

public class SignInFormTest {
  private static final Application.Appended PLAIN =
      new Application.Appended(Application.Appended.Mode.PLAIN, "");

  private static String shown(String primary, Application.Appended appended, String more) {
    return SignInForm.begin(
            json("{'username':'alice'" + more + "}"),
            Applications.make("shop", primary, appended, true))
        .shown()
        .text();
  }

  private static Problem refused(String primary, Application.Appended appended, String more) {
    return catchThrowableOfType(Problem.class, () -> shown(primary, appended, more));
  }

  @Test
  public void whoHasCheckedThePasswordSendsTheCodeAlone() {
    assertThat(shown("none", Application.Appended.OFF, ",'code':'123456'")).isEqualTo("123456");
    assertThat(refused("none", Application.Appended.OFF, ",'password':'x'").field())
        .isEqualTo("password");
    assertThat(refused("none", Application.Appended.OFF, ",'code':''").field()).isEqualTo("code");
  }

  /** No credential at all would mean that the password was proved. */
  @Test
  public void nothingIsAnEmptyPassword() {
    assertThat(shown("none", Application.Appended.OFF, "")).isEmpty();
  }

  @Test
  public void aCodeIsPutBehindThePasswordWhereTheApplicationSaysSo() {
    assertThat(shown("local", PLAIN, ",'password':'pässword','code':'123456'"))
        .isEqualTo("pässword123456");
    assertThat(shown("local", Applications.SEPARATED, ",'password':'a,b','code':'123456'"))
        .isEqualTo("a,b,123456");
    assertThat(shown("local", PLAIN, ",'password':'pässword'")).isEqualTo("pässword");
    assertThat(refused("local", Applications.SEPARATED, ",'password':'a','code':'1,2'").field())
        .isEqualTo("code");
    assertThat(refused("local", Application.Appended.OFF, ",'password':'a','code':'1'").detail())
        .contains("appended");
    assertThat(refused("local", PLAIN, ",'code':'123456'").field()).isEqualTo("password");
  }
}
