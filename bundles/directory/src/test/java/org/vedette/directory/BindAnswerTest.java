package org.vedette.directory;

import static org.assertj.core.api.Assertions.assertThat;

import com.unboundid.ldap.sdk.BindResult;
import com.unboundid.ldap.sdk.Control;
import com.unboundid.ldap.sdk.LDAPException;
import com.unboundid.ldap.sdk.LDAPResult;
import com.unboundid.ldap.sdk.ResultCode;
import com.unboundid.ldap.sdk.experimental.DraftBeheraLDAPPasswordPolicy10ErrorType;
import com.unboundid.ldap.sdk.experimental.DraftBeheraLDAPPasswordPolicy10ResponseControl;
import org.junit.Test;
import org.vedette.api.primary.RefusalText;
import org.vedette.directory.BindAnswer.Right;
import org.vedette.directory.BindAnswer.Wrong;

/** What a bind means beyond right and wrong. */
public class BindAnswerTest {
  private static BindAnswer activeDirectory(String code) {
    return BindAnswer.of(
        new LDAPException(
            new LDAPResult(
                1,
                ResultCode.INVALID_CREDENTIALS,
                "80090308: LdapErr: DSID-0C0903A9, comment: AcceptSecurityContext error, data "
                    + code
                    + ", v1db1",
                null,
                null,
                new Control[0])));
  }

  private static BindAnswer policy(
      ResultCode result, DraftBeheraLDAPPasswordPolicy10ErrorType error) {
    Control[] said = {new DraftBeheraLDAPPasswordPolicy10ResponseControl(null, -1, error)};
    LDAPResult answer = new LDAPResult(1, result, "", null, null, said);
    return result.equals(ResultCode.SUCCESS)
        ? BindAnswer.of(new BindResult(answer))
        : BindAnswer.of(new LDAPException(answer));
  }

  @Test
  public void onlyARightPasswordIsTooOld() {
    assertThat(((Wrong) activeDirectory("532")).detail()).isEqualTo("password expired (532)");
    assertThat(((Wrong) activeDirectory("532")).tooOld()).isTrue();
    assertThat(((Wrong) activeDirectory("773")).tooOld()).isTrue();
    for (String other : new String[] {"52e", "525", "530", "531", "533", "701", "775"}) {
      assertThat(((Wrong) activeDirectory(other)).tooOld()).as(other).isFalse();
    }
  }

  /** What stands beside a wrong password, or would tell that an account is there, stays inside. */
  @Test
  public void onlyToARightPasswordAreTheDirectorysWordsPassedOn() {
    for (String code : new String[] {"530", "531", "532", "533", "701", "773"}) {
      assertThat(RefusalText.in(((Wrong) activeDirectory(code)).attributes()).orElse(""))
          .as(code)
          .contains("AcceptSecurityContext error, data " + code);
    }
    for (String other : new String[] {"52e", "525", "775", "5320", ""}) {
      assertThat(((Wrong) activeDirectory(other)).attributes()).as(other).isEmpty();
    }
  }

  @Test
  public void passwordPolicyIsToldApart() {
    ResultCode no = ResultCode.INVALID_CREDENTIALS;
    ResultCode yes = ResultCode.SUCCESS;
    assertThat(policy(no, DraftBeheraLDAPPasswordPolicy10ErrorType.ACCOUNT_LOCKED))
        .isEqualTo(new Wrong("account locked", false));
    // Some servers say so before they compare the password: it proves nothing.
    assertThat(policy(no, DraftBeheraLDAPPasswordPolicy10ErrorType.PASSWORD_EXPIRED))
        .isEqualTo(new Wrong("password expired", false));
    assertThat(policy(yes, DraftBeheraLDAPPasswordPolicy10ErrorType.CHANGE_AFTER_RESET))
        .isEqualTo(new Wrong("password must be changed", true));
    assertThat(policy(yes, null)).isEqualTo(new Right());
  }
}
