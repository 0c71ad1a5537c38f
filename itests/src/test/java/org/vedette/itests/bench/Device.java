package org.vedette.itests.bench;

import java.util.Arrays;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.vedette.client.radius.Exchange;
import org.vedette.client.radius.RadiusClient;
import org.vedette.client.radius.RadiusRequest;
import org.vedette.codec.radius.Attribute;
import org.vedette.codec.radius.AttributeTypes;
import org.vedette.codec.radius.Code;
import org.vedette.testkit.eap.Login;
import org.vedette.testkit.eap.Supplicant;

/**
 * A device that signs in by EAP-TTLS with PAP inside, each time by a TLS 1.3 handshake of its own.
 */
final class Device {
  private final RadiusClient client;
  private final Supplicant supplicant;

  private Device(RadiusClient client, Supplicant supplicant) {
    this.client = client;
    this.supplicant = supplicant;
  }

  /** Signs in; completes with the last reply. */
  static CompletableFuture<Exchange> signIn(RadiusClient client, String name, String typed) {
    Supplicant supplicant = new Supplicant(Login.of(Login.Method.TTLS_PAP, name, typed));
    Device device = new Device(client, supplicant);
    return client
        .send(request(supplicant.identity(1)))
        .thenCompose(device::goOn)
        .toCompletableFuture();
  }

  private CompletionStage<Exchange> goOn(Exchange last) {
    if (!last.challenged()) {
      return CompletableFuture.completedFuture(last);
    }
    byte[] asked = last.reply().orElseThrow().joined(AttributeTypes.EAP_MESSAGE).orElseThrow();
    return client
        .send(request(supplicant.answer(asked).orElseThrow()).state(last.state()))
        .thenCompose(this::goOn);
  }

  private static RadiusRequest request(byte[] eap) {
    RadiusRequest request =
        RadiusRequest.of(Code.ACCESS_REQUEST)
            .messageAuthenticator(true)
            .with(Attribute.text(AttributeTypes.USER_NAME, "anonymous"));
    for (int from = 0; from < eap.length; from += Attribute.MAX_VALUE) {
      int to = Math.min(eap.length, from + Attribute.MAX_VALUE);
      request =
          request.with(
              new Attribute(AttributeTypes.EAP_MESSAGE, Arrays.copyOfRange(eap, from, to)));
    }
    return request;
  }
}
