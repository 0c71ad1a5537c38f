package org.vedette.directory;

import com.unboundid.ldap.sdk.LDAPException;
import org.vedette.api.directory.DirectoryAnswer;
import org.vedette.api.directory.DirectoryAnswer.Trouble;

/** A directory could not be read, or its answer is not whole. */
final class ReadFailure extends Exception {
  private static final long serialVersionUID = 1L;

  private final Trouble trouble;

  ReadFailure(Trouble trouble, String why) {
    super(why, null, false, false);
    this.trouble = trouble;
  }

  /** Reads what a server answered to a search (RFC 4511, appendix A). */
  static ReadFailure of(Object server, LDAPException answer) {
    String said = Causes.answer(answer);
    return switch (answer.getResultCode().intValue()) {
      case 32 ->
          new ReadFailure(
              Trouble.NO_SUCH_BASE,
              server + ": the place to search in is not there, or not to be seen: " + said);
      // 1: Active Directory's word for "not signed in" (MS-ADTS, section 3.1.1.3.1.9).
      case 50, 8, 13, 48, 1 ->
          new ReadFailure(
              Trouble.NO_RIGHT,
              server + ": the account that searches may not do this; give it the right: " + said);
      case 3, 4, 11 ->
          new ReadFailure(
              Trouble.MALFORMED,
              server
                  + ": the answer was cut short; raise the limits of the account that searches: "
                  + said);
      case 10 ->
          new ReadFailure(
              Trouble.NO_SUCH_BASE,
              server
                  + ": the place to search in is on another server: set referrals=follow, or name"
                  + " that server: "
                  + Texts.shown(String.join(" ", answer.getReferralURLs())));
      // 84: what came was no LDAP, too large, or more than can be meant (RFC 4511, section 4.1.1).
      case 84 -> new ReadFailure(Trouble.MALFORMED, server + ": " + Causes.of(answer));
      case 51, 52 -> new ReadFailure(Trouble.UNREACHABLE, server + ": " + said);
      default ->
          Causes.isTransport(answer)
              ? new ReadFailure(Trouble.UNREACHABLE, server + ": " + Causes.of(answer))
              : new ReadFailure(Trouble.MALFORMED, server + ": the search failed: " + said);
    };
  }

  /** Returns what kind of trouble. */
  Trouble trouble() {
    return trouble;
  }

  /** Returns it as an answer. */
  <T> DirectoryAnswer<T> answer() {
    return new DirectoryAnswer.Failed<>(trouble, String.valueOf(getMessage()));
  }
}
