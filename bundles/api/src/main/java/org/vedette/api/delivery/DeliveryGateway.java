package org.vedette.api.delivery;

import java.util.concurrent.CompletionStage;
import org.osgi.annotation.versioning.ConsumerType;

/**
 * Sends messages on one channel. Registered with the service properties {@value #PROPERTY} and
 * {@value #NAME}; several may serve one channel.
 */
@ConsumerType
public interface DeliveryGateway {
  /** Service property that carries {@link #channel}. */
  String PROPERTY = "vedette.channel";

  /**
   * Service property that carries the gateway's name, kind and instance, for instance {@code
   * smpp:main}: routes and the audit speak of it by that. Without it the bundle's symbolic name
   * serves.
   */
  String NAME = "vedette.gateway";

  /** The channel served: {@code sms}, {@code mail}, {@code voice} or {@code push}. */
  String channel();

  /** Sends a message. Must not block; the stage never completes exceptionally. */
  CompletionStage<Delivery> send(Message message);
}
