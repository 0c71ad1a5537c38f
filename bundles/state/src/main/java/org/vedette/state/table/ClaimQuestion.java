package org.vedette.state.table;

import org.vedette.api.state.Claim;

/**
 * What a server asks the others before it has won, and tells them when it gives back.
 *
 * @param server id of the server that asks
 * @param ticket rises with each claim of that server since it started
 * @param claim what it wants
 */
public record ClaimQuestion(String server, long ticket, Claim claim) {}
