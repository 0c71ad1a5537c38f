package org.vedette.api.method;

import java.util.Map;
import org.osgi.annotation.versioning.ConsumerType;

/**
 * What a method tells administrators of an enrollment beside its settings, for instance how many
 * recovery codes are left. Implemented by the class of an {@link AuthenticationMethod} that has
 * something to tell; a function like the method itself.
 */
@ConsumerType
public interface EnrollmentState {
  /** Returns names and values, nothing secret; called from any thread. */
  Map<String, String> state(Enrolled enrollment);
}
