package org.vedette.sdk.setting;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.osgi.service.metatype.AttributeDefinition;
import org.vedette.sdk.http.Problem;

/**
 * One key of a PID, as its bundle describes it.
 *
 * @param definition the description
 * @param required whether a value must be there in the end
 */
record KeyDescription(AttributeDefinition definition, boolean required) {
  private static final int MAX_LENGTH = 65_536;

  String name() {
    return definition.getID();
  }

  String description() {
    String text = definition.getDescription();
    return text == null ? "" : text;
  }

  boolean secret() {
    return definition.getType() == AttributeDefinition.PASSWORD;
  }

  boolean list() {
    return definition.getCardinality() != 0;
  }

  String defaultValue() {
    String @Nullable [] values = definition.getDefaultValue();
    return values == null ? "" : String.join(",", values);
  }

  /** Returns the type as operators call it. */
  String type() {
    String type =
        switch (definition.getType()) {
          case AttributeDefinition.INTEGER,
              AttributeDefinition.LONG,
              AttributeDefinition.SHORT,
              AttributeDefinition.BYTE ->
              "integer";
          case AttributeDefinition.DOUBLE, AttributeDefinition.FLOAT -> "number";
          case AttributeDefinition.BOOLEAN -> "boolean";
          case AttributeDefinition.PASSWORD -> "secret";
          default -> "text";
        };
    return list() ? "list of " + type : type;
  }

  /** Passes a value that the description allows. */
  String check(String value) {
    if (value.length() > MAX_LENGTH || !parses(value) || !allowed(value)) {
      throw Problem.field(name(), refusal(value));
    }
    return value;
  }

  private boolean allowed(String value) {
    String answer = definition.validate(value);
    return answer == null || answer.isEmpty();
  }

  private boolean parses(String value) {
    return list()
        ? Arrays.stream(value.split(",", -1)).map(String::strip).allMatch(this::parsesOne)
        : parsesOne(value);
  }

  private boolean parsesOne(String value) {
    return switch (definition.getType()) {
      case AttributeDefinition.LONG -> whole(value, Long.MIN_VALUE, Long.MAX_VALUE);
      case AttributeDefinition.INTEGER -> whole(value, Integer.MIN_VALUE, Integer.MAX_VALUE);
      case AttributeDefinition.SHORT -> whole(value, Short.MIN_VALUE, Short.MAX_VALUE);
      case AttributeDefinition.BYTE -> whole(value, Byte.MIN_VALUE, Byte.MAX_VALUE);
      case AttributeDefinition.DOUBLE, AttributeDefinition.FLOAT ->
          value.matches("-?[0-9]{1,15}(\\.[0-9]{1,15})?");
      case AttributeDefinition.BOOLEAN ->
          List.of("true", "false").contains(value.toLowerCase(Locale.ROOT));
      default -> true;
    };
  }

  private static boolean whole(String value, long min, long max) {
    try {
      long number = Long.parseLong(value);
      return number >= min && number <= max;
    } catch (NumberFormatException malformed) {
      return false;
    }
  }

  private String refusal(String value) {
    String shown = secret() ? "the value" : "'" + (value.length() > 64 ? "..." : value) + "'";
    String choices =
        Optional.ofNullable(definition.getOptionValues())
            .filter(options -> options.length > 0)
            .map(options -> " One of: " + String.join(", ", options) + ".")
            .orElse("");
    return "%s is not accepted (%s). %s%s The default is %s."
        .formatted(
            shown,
            type(),
            description(),
            choices,
            defaultValue().isEmpty() ? "empty" : "'" + defaultValue() + "'");
  }
}
