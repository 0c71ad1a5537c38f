package org.vedette.lifecycle.platform;

/**
 * An installed bundle that offers a capability, whether it serves now or not.
 *
 * @param bundle id of the bundle
 * @param id id of the capability
 * @param symbolicName symbolic name of the bundle
 * @param version version of the bundle
 * @param location where it was installed from
 */
public record Member(
    long bundle, String id, String symbolicName, String version, String location) {}
