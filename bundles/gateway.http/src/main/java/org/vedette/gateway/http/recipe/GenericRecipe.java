package org.vedette.gateway.http.recipe;

import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.vedette.api.lifecycle.SettingText;
import org.vedette.client.http.provider.Authentication;
import org.vedette.client.http.provider.ProviderUrl;
import org.vedette.gateway.http.template.JsonTemplates;
import org.vedette.gateway.http.template.Place;
import org.vedette.gateway.http.template.Placeholder;
import org.vedette.gateway.http.template.Template;

/** The preset that says nothing by itself: everything is set. */
final class GenericRecipe {
  private static final int MAX_BODY = 8192;
  private static final Pattern HEADER_NAME = Pattern.compile("[!#$%&'*+.^_`|~0-9A-Za-z-]{1,64}");
  private static final Pattern ASCII = Pattern.compile("[!-~]*+");

  private final SettingText given;

  private GenericRecipe(SettingText given) {
    this.given = given;
  }

  /** Reads the settings; what is wrong is noted. */
  static Recipe read(SettingText given) {
    return new GenericRecipe(given).recipe();
  }

  private Recipe recipe() {
    String method = given.text("method").toUpperCase(Locale.ROOT);
    if (!Set.of("GET", "POST", "PUT").contains(method)) {
      given.bad("method", "must be POST, PUT or GET");
    }
    ProviderUrl url = ProviderUrl.read(given, "url", given.text("url"), given.flag("allowClear"));
    String format = given.text("format").toLowerCase(Locale.ROOT);
    if (method.equals("GET") && !format.equals("query")) {
      given.bad("format", "must be query where method is GET");
    }
    Template address = template("url", address(url.whole(), format), Place.URL);
    Optional<Template> body = body(format);
    List<HeaderTemplate> headers = headers(format);
    demandPlaceholders(address, body);
    return new Recipe(
        method,
        url.server(),
        address,
        headers,
        body,
        authentication(),
        given.text("from"),
        GenericRules.read(given));
  }

  private String address(String url, String format) {
    String query = given.text("body");
    if (!format.equals("query") || query.isEmpty()) {
      return url;
    }
    if (!ASCII.matcher(query).matches() || query.contains("#")) {
      given.bad("body", "must be written as in a URL, without spaces, umlauts or #");
    }
    return url + (url.contains("?") ? "&" : "?") + query;
  }

  private Optional<Template> body(String format) {
    String text = given.text("body");
    if (text.length() > MAX_BODY) {
      given.bad("body", "must be at most " + MAX_BODY + " characters");
    }
    switch (format) {
      case "form" -> {
        if (!ASCII.matcher(text).matches()) {
          given.bad("body", "must be written as in a URL, like to={to}&text={text}");
        }
        return Optional.of(template("body", text, Place.FORM));
      }
      case "json" -> {
        Template template = template("body", text, Place.JSON);
        if (!JsonTemplates.sound(template)) {
          given.bad(
              "body",
              "must be JSON with placeholders inside of values that are strings, like"
                  + " {\"to\":\"{to}\",\"text\":\"{text}\"}");
        }
        return Optional.of(template);
      }
      case "query" -> {
        return Optional.empty();
      }
      default -> {
        given.bad("format", "must be form, json or query");
        return Optional.empty();
      }
    }
  }

  private Template template(String key, String text, Place place) {
    Template.Reading reading = Template.read(text, place);
    if (reading instanceof Template.Read read) {
      return read.template();
    }
    given.bad(
        key,
        "has the unknown placeholder "
            + ((Template.Unknown) reading).token()
            + "; known are "
            + Placeholder.all());
    return Template.literal("");
  }

  private List<HeaderTemplate> headers(String format) {
    List<HeaderTemplate> own = HeaderLines.read(given);
    if (format.equals("query")
        || own.stream().anyMatch(each -> each.name().equalsIgnoreCase("Content-Type"))) {
      return own;
    }
    String type =
        format.equals("json")
            ? "application/json; charset=UTF-8"
            : "application/x-www-form-urlencoded";
    return Stream.concat(
            Stream.of(new HeaderTemplate("Content-Type", Template.literal(type))), own.stream())
        .toList();
  }

  /** A gateway that sends nobody anything would look as if it worked. */
  private void demandPlaceholders(Template address, Optional<Template> body) {
    EnumSet<Placeholder> shown = EnumSet.noneOf(Placeholder.class);
    shown.addAll(address.placeholders());
    body.map(Template::placeholders).ifPresent(shown::addAll);
    boolean number = shown.contains(Placeholder.TO) || shown.contains(Placeholder.DIGITS);
    if (!number || !shown.contains(Placeholder.TEXT)) {
      given.bad("body", "must show the number ({to} or {digits}) and {text}");
    }
    if (shown.contains(Placeholder.SECRET) && given.text("secret").isEmpty()) {
      given.bad("secret", "must be given, because the request shows it");
    }
  }

  private Authentication authentication() {
    Authentication.Kind kind = kind();
    if (kind != Authentication.Kind.NONE && given.text("secret").isEmpty()) {
      given.bad("secret", "must be given, or authentication be none");
    }
    if (kind == Authentication.Kind.BASIC) {
      String user = given.text("user");
      // RFC 7617 section 2: the user holds no colon, and neither holds control characters.
      if (user.isEmpty()
          || user.length() > 256
          || user.contains(":")
          || user.chars().anyMatch(Character::isISOControl)) {
        given.bad("user", "must be given for basic authentication, without colon");
      }
      return new Authentication(kind, user);
    }
    String header = given.text("authenticationHeader");
    if (kind == Authentication.Kind.HEADER && !HEADER_NAME.matcher(header).matches()) {
      given.bad("authenticationHeader", "must be the name of a header, like X-Api-Key");
    }
    return new Authentication(kind, header);
  }

  private Authentication.Kind kind() {
    return switch (given.text("authentication").toLowerCase(Locale.ROOT)) {
      case "none" -> Authentication.Kind.NONE;
      case "basic" -> Authentication.Kind.BASIC;
      case "bearer" -> Authentication.Kind.BEARER;
      case "header" -> Authentication.Kind.HEADER;
      default -> {
        given.bad("authentication", "must be basic, bearer, header or none");
        yield Authentication.Kind.NONE;
      }
    };
  }
}
