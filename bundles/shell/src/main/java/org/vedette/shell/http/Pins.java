package org.vedette.shell.http;

import java.util.Optional;
import org.vedette.shell.Failure;

/** Knows which certificate a server must show. */
public interface Pins {
  /**
   * Looks at the certificate that the server shows, before anything is sent to it.
   *
   * @return why it is not trusted; empty when it is
   */
  Optional<Failure> check(Fingerprint shown);
}
