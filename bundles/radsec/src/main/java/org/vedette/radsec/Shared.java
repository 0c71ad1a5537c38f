package org.vedette.radsec;

import java.time.InstantSource;
import java.util.concurrent.Executor;
import java.util.function.LongSupplier;
import java.util.function.Supplier;

/**
 * What all connections use.
 *
 * @param slow does the slow parts of handshakes
 * @param delivery takes packets
 * @param notices writes the log
 * @param counters counts
 * @param limits the limits as they are now
 * @param nanoTime measures spans
 * @param clock tells whether certificates are out of date
 */
record Shared(
    Executor slow,
    Delivery delivery,
    Notices notices,
    Counters counters,
    Supplier<Limits> limits,
    LongSupplier nanoTime,
    InstantSource clock) {}
