package org.vedette.gateway.http.recipe;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import org.vedette.api.lifecycle.SettingText;
import org.vedette.client.http.answer.BodyTest;
import org.vedette.client.http.answer.Rules;
import org.vedette.client.http.answer.StatusSet;
import org.vedette.client.http.callback.PublicAddress;
import org.vedette.client.http.json.JsonPointer;
import org.vedette.client.http.provider.TwilioAccount;
import org.vedette.gateway.http.template.Place;
import org.vedette.gateway.http.template.Template;

/**
 * The preset for Twilio and what speaks like it. Source: "Messages resource" and "Error and warning
 * dictionary" of Twilio's documentation.
 */
final class TwilioRecipe {
  private static final Pattern SERVICE = Pattern.compile("MG[0-9a-fA-F]{32}");

  /** A number, a short code, or a name of at most 11 characters with a letter. */
  private static final Pattern SENDER =
      Pattern.compile("\\+[1-9][0-9]{3,14}|[0-9]{3,8}|(?=.*[A-Za-z])[A-Za-z0-9 ]{1,11}");

  /** States in which a message is on its way. */
  private static final Set<String> TAKEN =
      Set.of("accepted", "scheduled", "queued", "sending", "sent", "delivered");

  /**
   * Errors of the number or of the text, which no other provider would take either: invalid number
   * (21211, 21217, 21401), no mobile number (21614), the owner has opted out (21610), no text
   * (21602), text too long (21605, 21617).
   */
  private static final Set<String> REJECTIONS =
      Set.of("21211", "21217", "21401", "21602", "21605", "21610", "21614", "21617");

  private final SettingText given;

  private TwilioRecipe(SettingText given) {
    this.given = given;
  }

  /** Reads the settings; what is wrong is noted. */
  static Recipe read(SettingText given, PublicAddress callback) {
    return new TwilioRecipe(given).recipe(callback);
  }

  private Recipe recipe(PublicAddress callback) {
    TwilioAccount account = TwilioAccount.read(given);
    String from = given.text("from");
    boolean service = SERVICE.matcher(from).matches();
    if (!service && !SENDER.matcher(from).matches()) {
      given.bad(
          "from",
          "must be a number like +15550100, a short code, a name of at most 11 letters and digits,"
              + " or the SID of a messaging service, like MG0123...");
    }
    String body =
        "To={to}&"
            + (service ? "MessagingServiceSid" : "From")
            + "={from}&Body={text}"
            + (callback.open() ? "&StatusCallback=" + encoded(callback.of("status")) : "");
    return new Recipe(
        "POST",
        account.url().server(),
        Template.literal(account.resource("Messages.json")),
        List.of(
            new HeaderTemplate(
                "Content-Type", Template.literal("application/x-www-form-urlencoded")),
            new HeaderTemplate("Accept", Template.literal("application/json"))),
        template(body),
        account.authentication(),
        from,
        rules());
  }

  private static Rules rules() {
    return new Rules(
        new StatusSet(List.of(new StatusSet.Range(200, 299))),
        new BodyTest(Optional.empty(), JsonPointer.parse("/status"), TAKEN),
        JsonPointer.parse("/sid"),
        new StatusSet(List.of()),
        new BodyTest(Optional.empty(), JsonPointer.parse("/code"), REJECTIONS),
        JsonPointer.parse("/code"));
  }

  private static Optional<Template> template(String body) {
    return Template.read(body, Place.FORM) instanceof Template.Read read
        ? Optional.of(read.template())
        : Optional.empty();
  }

  private static String encoded(String text) {
    return URLEncoder.encode(text, StandardCharsets.UTF_8);
  }
}
