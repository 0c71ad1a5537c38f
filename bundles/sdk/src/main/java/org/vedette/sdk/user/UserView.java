package org.vedette.sdk.user;

import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.vedette.sdk.http.Json;

/**
 * A user in JSON.
 *
 * @param id identity
 * @param version version; given with a change, the change is refused unless it is still this one
 * @param username name
 * @param enabled whether the user may sign in
 * @param firstName may be empty
 * @param lastName may be empty
 * @param email may be empty
 * @param group filters lists and reports
 * @param description free text
 * @param phone telephone
 * @param backupPhone called when the first is not answered
 * @param defaultMethod method used first
 * @param methodOrder methods tried after it
 * @param languages language by kind: call, text, app, oath
 * @param groups stored groups
 * @param block present while blocked
 * @param bypass the last one-time bypass; it may be used up or over
 * @param lockedUntil end of a lockout
 * @param complete whether at least one enrollment can be used
 * @param hasPassword whether a local password is set
 * @param hasPin whether a PIN is set
 */
public record UserView(
    String id,
    long version,
    String username,
    boolean enabled,
    String firstName,
    String lastName,
    String email,
    String group,
    String description,
    @Nullable PhoneView phone,
    @Nullable PhoneView backupPhone,
    @Nullable String defaultMethod,
    List<String> methodOrder,
    Map<String, String> languages,
    List<String> groups,
    @Nullable BlockView block,
    @Nullable BypassView bypass,
    @Nullable String lockedUntil,
    boolean complete,
    boolean hasPassword,
    boolean hasPin)
    implements Json {}
