package org.vedette.report;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.vedette.api.user.Phone;
import org.vedette.api.user.User;

/**
 * What reports tell of people.
 *
 * @param fields which facts of the user, in the order of the columns
 * @param byId whether people are named by their id alone
 */
record Personal(List<Field> fields, boolean byId) {
  /** A fact of a user. */
  enum Field {
    FIRST_NAME("firstName"),
    LAST_NAME("lastName"),
    EMAIL("email"),
    PHONE("phone");

    private final String key;

    Field(String key) {
      this.key = key;
    }

    String key() {
      return key;
    }

    String of(User user) {
      return switch (this) {
        case FIRST_NAME -> user.firstName();
        case LAST_NAME -> user.lastName();
        case EMAIL -> user.mailAddress().orElse("");
        case PHONE -> user.phone().map(Phone::toString).orElse("");
      };
    }
  }

  /**
   * What was read.
   *
   * @param settings the settings, not to be used where there are problems
   * @param problems a sentence for each key that is wrong
   */
  record Read(Personal settings, List<String> problems) {}

  Personal {
    fields = List.copyOf(fields);
  }

  static Read read(ReportConfig config) {
    List<String> problems = new ArrayList<>();
    List<String> named =
        Arrays.stream(config.personalFields().split(","))
            .map(String::strip)
            .filter(it -> !it.isEmpty())
            .toList();
    for (String name : named) {
      if (field(name).isEmpty()) {
        problems.add(
            "personalFields: firstName, lastName, email, phone with commas between, not " + name);
      }
    }
    boolean byId = config.identifyBy().equals("id");
    if (!byId && !config.identifyBy().equals("username")) {
      problems.add("identifyBy: username or id, not " + config.identifyBy());
    }
    List<Field> fields =
        Arrays.stream(Field.values()).filter(it -> named.contains(it.key())).toList();
    return new Read(new Personal(fields, byId), problems);
  }

  private static Optional<Field> field(String name) {
    return Arrays.stream(Field.values()).filter(it -> it.key().equals(name)).findFirst();
  }
}
