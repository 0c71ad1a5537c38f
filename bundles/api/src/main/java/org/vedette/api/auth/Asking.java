package org.vedette.api.auth;

/** Whether a listener can ask a person for a code once the password was right. */
public enum Asking {
  /** It can show a question and take what is typed. */
  TYPED,
  /** It cannot: the protocol or the client has no room for a question. */
  NEVER
}
