package org.vedette.lifecycle.desk;

import java.nio.file.Path;
import org.vedette.lifecycle.platform.Member;

/**
 * A jar that takes the place of another.
 *
 * @param member the bundle
 * @param artifact the file it is installed from again
 * @param fromSha256 digest of that file
 * @param next the jar that takes its place
 * @param toSha256 digest of that jar
 * @param toVersion version of that jar
 */
record Plan(
    Member member,
    Path artifact,
    String fromSha256,
    Path next,
    String toSha256,
    String toVersion) {}
