package org.vedette.api.method;

import java.util.List;
import org.osgi.annotation.versioning.ConsumerType;
import org.vedette.api.secret.Secret;

/**
 * What a method adds whose tokens can run away from the server: a service of its own, registered
 * with {@link AuthenticationMethod#PROPERTY}.
 */
@ConsumerType
public interface Resynchroniser {
  /**
   * Finds the token again by codes it shows one after the other.
   *
   * @param codes two consecutive codes, the older first
   * @return accepted with the new registers, or refused
   */
  Verification resynchronise(Enrolled enrollment, List<Secret> codes, MethodContext context);
}
