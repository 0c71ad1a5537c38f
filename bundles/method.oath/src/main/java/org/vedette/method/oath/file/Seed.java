package org.vedette.method.oath.file;

import java.time.Instant;
import java.util.Optional;
import org.vedette.api.secret.Secret;
import org.vedette.method.oath.Token;

/**
 * A token as a file tells of it, checked.
 *
 * @param line where it begins, the first being 1
 * @param serial serial number
 * @param manufacturer who made it; may be empty
 * @param model its model; may be empty
 * @param token what kind it is
 * @param start counter at which an event token begins; steps a timed one is ahead
 * @param secret its secret; whoever takes it closes it
 * @param upn name of the user it is meant for; empty when none
 * @param expires end of its use as the vendor wishes
 */
public record Seed(
    int line,
    String serial,
    String manufacturer,
    String model,
    Token token,
    long start,
    Secret secret,
    String upn,
    Optional<Instant> expires) {}
