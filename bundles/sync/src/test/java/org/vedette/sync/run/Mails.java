package org.vedette.sync.run;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.vedette.api.delivery.UserMails;
import org.vedette.api.secret.Secret;
import org.vedette.api.user.User;

/** Writes down what would be mailed. */
final class Mails implements UserMails {
  final List<String> told = new ArrayList<>();

  @Override
  public void tell(Event event, User user, Map<String, String> fields) {
    told.add(event + " " + user.username());
  }

  @Override
  public void tellAdministrators(Event event, List<String> to, Map<String, String> fields) {
    told.add(event + " " + to + " " + new TreeMap<>(fields));
  }

  @Override
  public void tellPin(User user, Secret pin) {
    told.add("PIN " + user.username());
    pin.close();
  }

  @Override
  public Optional<String> hindrance(User user) {
    return Optional.empty();
  }
}
