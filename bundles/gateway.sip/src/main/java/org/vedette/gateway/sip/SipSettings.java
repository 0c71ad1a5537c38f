package org.vedette.gateway.sip;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.vedette.api.lifecycle.SettingText;
import org.vedette.gateway.sip.call.Account.Identity;
import org.vedette.gateway.sip.link.Target;
import org.vedette.gateway.sip.media.Codec;
import org.vedette.gateway.sip.media.MediaPorts;

/**
 * Settings that passed.
 *
 * @param target where the trunk is
 * @param domain domain of addresses
 * @param user name for authentication; empty without
 * @param password as set: a reference to a stored secret; empty without a user
 * @param caller number or name that calls come from
 * @param callerName name shown beside it
 * @param identity where the caller is named
 * @param numbers how numbers are written
 * @param registering for how many seconds to register at a time; 0: not at all
 * @param codecs the preferred one first
 * @param ports ports for sound
 * @param mediaNetworks from where sound may come beside the trunk and what it names
 * @param times how long things may take
 * @param calls most calls at a time
 * @param waiting most messages that wait for their turn
 */
record SipSettings(
    Target target,
    String domain,
    String user,
    String password,
    String caller,
    String callerName,
    Identity identity,
    NumberForm numbers,
    int registering,
    List<Codec> codecs,
    MediaPorts ports,
    List<Network> mediaNetworks,
    Times times,
    int calls,
    int waiting) {
  /**
   * How long things may take.
   *
   * @param trying until the trunk tries to call, waiting for its turn included
   * @param ringing until it is answered
   * @param listening after the first prompt
   * @param longest for the whole conversation
   * @param probing between questions whether the trunk is there; zero: only when it is not
   */
  record Times(
      Duration trying, Duration ringing, Duration listening, Duration longest, Duration probing) {
    /** Returns how long a message can be on its way at most. */
    Duration all() {
      return trying.plus(ringing).plus(longest);
    }
  }

  /**
   * What was read.
   *
   * @param settings present when nothing is wrong
   * @param problems what is wrong
   */
  record Reading(Optional<SipSettings> settings, List<SettingText.Problem> problems) {}

  /** Reads the properties; defaults are expected to be among them. */
  static Reading read(Map<String, ?> properties) {
    SettingText given = new SettingText(properties);
    SipSettings settings = new SettingsReader(given).read();
    return new Reading(
        given.problems().isEmpty() ? Optional.of(settings) : Optional.empty(), given.problems());
  }

  /** Hides the secret, which may stand there in clear. */
  @Override
  public String toString() {
    return "SipSettings[" + target.host() + "]";
  }
}
