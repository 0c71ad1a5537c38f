package org.vedette.api.lifecycle;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.osgi.annotation.bundle.Capability;

/**
 * Declares that the settings of a PID are replicated: they live in the store, the same on every
 * server, and a {@code .cfg} file for the PID is refused. Ends up as a {@code vedette.settings}
 * capability in the bundle's manifest.
 */
@Capability(
    namespace = ReplicatedSettings.NAMESPACE,
    attribute = {"pid=${#value}"})
@Retention(RetentionPolicy.CLASS)
@Target(ElementType.TYPE)
public @interface ReplicatedSettings {
  /** Namespace of the manifest capability. */
  String NAMESPACE = "vedette.settings";

  /** The PID, or factory PID, of the component. */
  String value();
}
