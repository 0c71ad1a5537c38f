package org.vedette.api.delivery;

import java.util.concurrent.CompletionStage;
import org.osgi.annotation.versioning.ConsumerType;

/** Sends messages on one channel. Registered with the service property {@value #PROPERTY}. */
@ConsumerType
public interface DeliveryGateway {
  /** Service property that carries {@link #channel}. */
  String PROPERTY = "vedette.channel";

  /** The channel served: {@code sms}, {@code mail}, {@code voice} or {@code push}. */
  String channel();

  /** Sends a message. Must not block; the stage never completes exceptionally. */
  CompletionStage<Delivery> send(Message message);
}
