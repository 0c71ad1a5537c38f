package org.vedette.api.accounting;

import java.time.Instant;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * What a report says, decoded by the listener. Texts hold no control characters and at most 512
 * characters; what the report does not say is empty.
 *
 * @param status Acct-Status-Type (RFC 2866 section 5.1)
 * @param session Acct-Session-Id (RFC 2866 section 5.5)
 * @param nas who reports: NAS-IP-Address, NAS-IPv6-Address or NAS-Identifier, else the address the
 *     report came from
 * @param username User-Name as the client sent it
 * @param framedAddress address that the person's device got
 * @param callingStation Calling-Station-Id
 * @param seconds Acct-Session-Time (RFC 2866 section 5.7)
 * @param octetsIn octets from the person's device, with Acct-Input-Gigawords (RFC 2869 section 5.1)
 * @param octetsOut octets to the person's device, with Acct-Output-Gigawords (RFC 2869 section 5.2)
 * @param cause name of Acct-Terminate-Cause (RFC 2866 section 5.10)
 * @param eventTime Event-Timestamp (RFC 2869 section 5.3)
 * @param delaySeconds Acct-Delay-Time (RFC 2866 section 5.2); 0 when not said
 */
public record AccountingFacts(
    AccountingStatus status,
    String session,
    String nas,
    String username,
    String framedAddress,
    String callingStation,
    OptionalLong seconds,
    OptionalLong octetsIn,
    OptionalLong octetsOut,
    String cause,
    Optional<Instant> eventTime,
    long delaySeconds) {}
