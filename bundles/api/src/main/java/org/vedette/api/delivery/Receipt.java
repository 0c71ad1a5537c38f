package org.vedette.api.delivery;

/**
 * What a provider says, later, of a message that it took.
 *
 * @param gateway name of the gateway, as in {@link DeliveryGateway#NAME}
 * @param reference the provider's id, as in {@link Delivery.Sent}
 * @param delivered whether it reached the person's device; else it never will
 * @param detail the provider's own word for it, at most 200 characters
 */
public record Receipt(String gateway, String reference, boolean delivered, String detail) {}
