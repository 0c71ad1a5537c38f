package org.vedette.sdk.policy;

import java.util.List;
import java.util.Map;
import org.vedette.sdk.http.Json;

/**
 * A rule of policy in JSON.
 *
 * @param id identity
 * @param version version; given with a change, the change is refused unless it is still this one
 * @param position place among all rules, from 1; the first that is enforced and matches decides
 * @param name name
 * @param mode off, observe (only written down), or enforce
 * @param effect permit (without a second factor), require (a second factor), or deny
 * @param methods with require: the methods that may serve; empty for all
 * @param always with require: bypass, trusted network, cache and fail-open let nobody in
 * @param when what must hold: lists of values, of which one must hold, by what is looked at: user,
 *     group, application, listener, network, time, method, enrolled, risk, plugin
 * @param not what must not hold, likewise
 */
public record RuleView(
    String id,
    long version,
    int position,
    String name,
    String mode,
    String effect,
    List<String> methods,
    boolean always,
    Map<String, List<String>> when,
    Map<String, List<String>> not)
    implements Json {}
