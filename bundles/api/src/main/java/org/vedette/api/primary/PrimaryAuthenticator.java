package org.vedette.api.primary;

import java.util.concurrent.CompletionStage;
import org.osgi.annotation.versioning.ConsumerType;

/**
 * Checks passwords. Registered with the service property {@value #PROPERTY} set to the name that
 * applications use: {@code local}, or {@code directory:corp}.
 */
@ConsumerType
public interface PrimaryAuthenticator {
  /** Service property that carries the name. */
  String PROPERTY = "vedette.primary";

  /**
   * Checks a password. Called from any thread; must not block it. The stage never completes
   * exceptionally and completes by the request's deadline. Unknown account and wrong password take
   * the same path and time.
   */
  CompletionStage<PrimaryVerdict> check(PrimaryRequest request);
}
