package org.vedette.sdk.policy;

import java.util.List;
import java.util.Map;
import org.vedette.sdk.http.Json;

/**
 * What other rules would have changed.
 *
 * @param complete whether the whole time was looked at; otherwise it stopped at {@code reached}
 * @param reached how far back it came
 * @param looked records looked at
 * @param judged sign-ins in which policy has a say
 * @param changed sign-ins that would end otherwise
 * @param uncertain sign-ins that were judged by something that their record does not tell
 * @param counts how many would end otherwise, by what was and what would be
 * @param items those sign-ins, newest first, as many as were asked for
 */
public record ReplayView(
    boolean complete,
    String reached,
    long looked,
    long judged,
    long changed,
    long uncertain,
    Map<String, Long> counts,
    List<Changed> items)
    implements Json {
  /**
   * A sign-in that would end otherwise.
   *
   * @param id id of its record
   * @param at when
   * @param username who
   * @param application where
   * @param clientAddress from which device
   * @param was its result
   * @param would the result then; ASKED when a second factor would be asked for
   * @param rule the rule that decides then; empty when none does
   * @param uncertain whether something was looked at that the record does not tell
   */
  public record Changed(
      String id,
      String at,
      String username,
      String application,
      String clientAddress,
      String was,
      String would,
      String rule,
      boolean uncertain)
      implements Json {}
}
