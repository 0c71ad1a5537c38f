package org.vedette.gateway.http;

import java.util.Map;
import java.util.Optional;
import org.vedette.api.delivery.Message;
import org.vedette.api.secret.Secret;

/** Messages as the core makes them. */
final class Messages {
  static final String CODE = "918273";
  static final String TEXT = "Dein Code: " + CODE + " & <gültig> 5 min";

  private Messages() {}

  static Message to(String number) {
    return to(number, TEXT);
  }

  static Message to(String number, String text) {
    return unwritten("sms", number).written(new Message.Text("", text));
  }

  static Message unwritten(String channel, String number) {
    return new Message(
        channel,
        number,
        "code",
        "de",
        Map.of(),
        Secret.of(CODE),
        Optional.empty(),
        Optional.empty());
  }
}
