package org.vedette.itests.bench;

import java.nio.charset.StandardCharsets;
import java.util.concurrent.CompletableFuture;
import org.vedette.client.radius.Exchange;
import org.vedette.client.radius.RadiusClient;
import org.vedette.client.radius.RadiusRequest;
import org.vedette.codec.mschap.MsChap2;
import org.vedette.codec.mschap.NtHash;
import org.vedette.codec.radius.Attribute;
import org.vedette.codec.radius.AttributeTypes;
import org.vedette.codec.radius.Code;
import org.vedette.codec.radius.Microsoft;

/** What a sign-in is: the requests it takes. */
@FunctionalInterface
interface SignInPlan {
  /** Begins a sign-in; completes with the last reply. */
  CompletableFuture<Exchange> begin(RadiusClient client, BenchUser user, String code);

  /** One request with the code alone. */
  static SignInPlan code() {
    return appended("");
  }

  /** One request with the password and the code behind it. */
  static SignInPlan appended(String password) {
    return (client, user, code) -> client.send(RadiusRequest.access(user.name(), password + code));
  }

  /**
   * One request by MS-CHAPv2 (RFC 2548 section 2.3), from a device in a network that is trusted:
   * the password alone decides.
   */
  static SignInPlan msChap2(String password) {
    byte[] hash = NtHash.of(password.getBytes(StandardCharsets.UTF_8));
    byte[] challenge = "sixteen octets.!".getBytes(StandardCharsets.UTF_8);
    return (client, user, code) -> {
      byte[] name = user.name().getBytes(StandardCharsets.UTF_8);
      byte[] value = new byte[50];
      System.arraycopy(challenge, 0, value, 2, challenge.length);
      System.arraycopy(MsChap2.answer(challenge, challenge, name, hash), 0, value, 26, 24);
      return client.send(
          RadiusRequest.of(Code.ACCESS_REQUEST)
              .messageAuthenticator(true)
              .with(Attribute.text(AttributeTypes.USER_NAME, user.name()))
              .with(Attribute.text(AttributeTypes.CALLING_STATION_ID, "127.0.0.1"))
              .with(Microsoft.attribute(Microsoft.MS_CHAP_CHALLENGE, challenge))
              .with(Microsoft.attribute(Microsoft.MS_CHAP2_RESPONSE, value)));
    };
  }

  /** EAP-TTLS with the code inside: about six requests and a TLS handshake. */
  static SignInPlan ttls() {
    return (client, user, code) -> Device.signIn(client, user.name(), code);
  }

  /** A request with the password, and one with the code in answer to the challenge. */
  static SignInPlan challenge(String password) {
    return (client, user, code) ->
        client
            .send(RadiusRequest.access(user.name(), password))
            .thenCompose(
                first ->
                    first.challenged() && first.problems().isEmpty()
                        ? client.send(RadiusRequest.access(user.name(), code).state(first.state()))
                        : CompletableFuture.completedFuture(first));
  }
}
