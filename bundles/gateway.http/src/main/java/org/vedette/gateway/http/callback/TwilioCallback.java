package org.vedette.gateway.http.callback;

import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import org.vedette.api.secret.Secret;
import org.vedette.client.http.callback.FormFields;
import org.vedette.client.http.callback.TwilioSignature;
import org.vedette.gateway.http.callback.CallbackEvent.State;

/**
 * Reads callbacks of Twilio: forms sent by POST. Source: "Webhooks security", "Track outbound
 * message status" and "Twilio's request to your webhook URL" of its documentation.
 */
public final class TwilioCallback {
  private static final Pattern REFERENCE = Pattern.compile("[A-Za-z0-9]{2,64}");
  private static final Pattern CODE = Pattern.compile("[0-9]{0,9}");

  private static final Map<String, State> STATES =
      Map.of(
          "accepted", State.UNDERWAY,
          "scheduled", State.UNDERWAY,
          "queued", State.UNDERWAY,
          "sending", State.UNDERWAY,
          "sent", State.UNDERWAY,
          "delivered", State.DELIVERED,
          "read", State.DELIVERED,
          "undelivered", State.FAILED,
          "failed", State.FAILED,
          "canceled", State.FAILED);

  private final Secret token;

  /**
   * Takes the key.
   *
   * @param token the account's authentication token, not empty; never an API key
   */
  public TwilioCallback(Secret token) {
    this.token = token;
  }

  /**
   * Reads a callback.
   *
   * @param url the URL that Twilio was told, query included, as it sees it: not as a reverse proxy
   *     rewrote it
   * @param body the form
   * @param signature the header's value; empty when it is missing
   */
  public CallbackVerdict read(String url, byte[] body, String signature) {
    Optional<FormFields> form = FormFields.read(body);
    // What cannot be decoded cannot be signed either.
    if (form.isEmpty() || !TwilioSignature.genuine(token, url, form.get(), signature)) {
      return new CallbackVerdict.Forged();
    }
    return event(form.get())
        .<CallbackVerdict>map(CallbackVerdict.Genuine::new)
        .orElseGet(CallbackVerdict.Unreadable::new);
  }

  private static Optional<CallbackEvent> event(FormFields form) {
    Optional<String> reference =
        form.only("MessageSid").filter(each -> REFERENCE.matcher(each).matches());
    Optional<String> status = form.only("MessageStatus");
    if (reference.isEmpty()) {
      return Optional.empty();
    }
    if (status.isPresent()) {
      String code = form.only("ErrorCode").filter(each -> CODE.matcher(each).matches()).orElse("");
      return Optional.ofNullable(STATES.get(status.get()))
          .map(state -> new CallbackEvent.Receipt(reference.get(), state, status.get(), code));
    }
    Optional<String> from = form.only("From");
    Optional<String> text = form.only("Body");
    return from.isPresent() && text.isPresent()
        ? Optional.of(new CallbackEvent.Reply(reference.get(), from.get(), text.get()))
        : Optional.empty();
  }
}
