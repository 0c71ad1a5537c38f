package org.vedette.radsec;

import java.time.Duration;

/**
 * What strangers and clients may use up.
 *
 * @param connections at a time
 * @param perSource at a time from one address
 * @param handshake how long a handshake may take, and the rest of a packet that has begun
 * @param idle how long a connection may stay without a packet; zero: for ever
 */
record Limits(int connections, int perSource, Duration handshake, Duration idle) {}
