package org.vedette.sdk.setting;

import java.util.List;
import java.util.Optional;

/** The PIDs that can be configured. */
@FunctionalInterface
interface Descriptions {
  /** Returns all of them. */
  List<PidDescription> all();

  /** Finds the description of a PID, or of an instance of a factory. */
  default Optional<PidDescription> find(String pid) {
    int tilde = pid.indexOf('~');
    String wanted = tilde < 0 ? pid : pid.substring(0, tilde);
    return all().stream()
        .filter(each -> each.pid().equals(wanted))
        .filter(each -> tilde < 0 || each.factory())
        .findFirst();
  }
}
