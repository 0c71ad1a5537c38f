package org.vedette.core.flow;

import org.vedette.api.auth.Caller;
import org.vedette.core.checks.PasswordThrottle;
import org.vedette.core.settings.CoreSettings;

/** Wrong passwords of a sign-in's name from its source: whether it must wait. Thread-safe. */
final class PasswordTries {
  private final Ports ports;
  private final PasswordThrottle throttle;

  PasswordTries(Ports ports, PasswordThrottle throttle) {
    this.ports = ports;
    this.throttle = throttle;
  }

  /** Returns whether the next password must wait; the trace tells why. */
  boolean mustWait(SignIn signIn) {
    CoreSettings settings = ports.settings().get();
    String source = source(signIn.caller());
    boolean waits =
        throttle.waits(
            source,
            name(signIn),
            settings.throttlePasswords(),
            settings.throttleWindow(),
            ports.clock().instant());
    if (waits) {
      signIn.trace().add("too many wrong passwords from " + source);
    }
    return waits;
  }

  /** Counts a wrong password. */
  void wrong(SignIn signIn) {
    throttle.failed(
        source(signIn.caller()),
        name(signIn),
        ports.settings().get().throttleWindow(),
        ports.clock().instant());
  }

  /** Forgets the count after a right password. */
  void right(SignIn signIn) {
    throttle.succeeded(source(signIn.caller()), name(signIn));
  }

  private String name(SignIn signIn) {
    return ports.settings().get().names().counted(signIn.name().orElse(""));
  }

  /** The person's device where the client names it, else the client. */
  private static String source(Caller caller) {
    return caller.clientAddress().isEmpty() ? caller.peer() : caller.clientAddress();
  }
}
