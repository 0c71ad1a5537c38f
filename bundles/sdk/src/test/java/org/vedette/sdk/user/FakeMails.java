package org.vedette.sdk.user;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.vedette.api.delivery.UserMails;
import org.vedette.api.secret.Secret;
import org.vedette.api.user.User;

/**
 * Writes down what would be mailed.
 *
 * @param told what was told
 * @param hindrance why nothing would be
 */
record FakeMails(List<String> told, Optional<String> hindrance) implements UserMails {
  @Override
  public void tell(Event event, User user, Map<String, String> fields) {
    told.add(event + " " + user.username() + " " + user.firstName());
  }

  @Override
  public void tellAdministrators(Event event, List<String> to, Map<String, String> fields) {
    told.add(event + " " + to + " " + fields);
  }

  @Override
  public void tellPin(User user, Secret pin) {
    told.add("PIN " + user.username() + " " + pin.text());
  }

  @Override
  public Optional<String> hindrance(User user) {
    return hindrance;
  }
}
