package org.vedette.api.store;

import java.util.List;
import java.util.Optional;
import org.vedette.api.auth.Application;
import org.vedette.api.delivery.TextTemplate;
import org.vedette.api.policy.NetworkList;
import org.vedette.api.policy.PolicyRule;
import org.vedette.api.sync.SyncItem;
import org.vedette.api.token.HardwareToken;
import org.vedette.api.user.Bypass;
import org.vedette.api.user.DirectoryLink;
import org.vedette.api.user.Enrollment;
import org.vedette.api.user.LocalPassword;
import org.vedette.api.user.Pin;
import org.vedette.api.user.User;

/** All types of durable records. */
public final class RecordTypes {
  private static final List<RecordType<?>> ALL =
      List.of(
          User.TYPE,
          Enrollment.TYPE,
          Pin.TYPE,
          LocalPassword.TYPE,
          Application.TYPE,
          Setting.TYPE,
          StoredSecret.TYPE,
          AccessToken.TYPE,
          PluginRecord.TYPE,
          HardwareToken.TYPE,
          Bypass.TYPE,
          TextTemplate.TYPE,
          PolicyRule.TYPE,
          NetworkList.TYPE,
          DirectoryLink.TYPE,
          SyncItem.TYPE);

  private RecordTypes() {}

  /** Returns every type, in the order of their codes. */
  public static List<RecordType<?>> all() {
    return ALL;
  }

  /** Finds a type by the number in its byte form. */
  public static Optional<RecordType<?>> byCode(int code) {
    for (RecordType<?> type : ALL) {
      if (type.code() == code) {
        return Optional.of(type);
      }
    }
    return Optional.empty();
  }
}
