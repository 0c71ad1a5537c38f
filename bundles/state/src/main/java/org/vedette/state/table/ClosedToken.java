package org.vedette.state.table;

import java.time.Instant;
import org.vedette.api.auth.ChallengeToken;

/**
 * A challenge that was closed: it stays so, whoever tells later that it was opened.
 *
 * @param token names it
 * @param until when it would have ended anyway, so that it may be forgotten
 */
public record ClosedToken(ChallengeToken token, Instant until) {}
