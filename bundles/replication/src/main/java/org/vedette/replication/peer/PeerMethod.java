package org.vedette.replication.peer;

import java.util.Locale;
import org.apache.ratis.thirdparty.io.grpc.MethodDescriptor;

/** What one server asks another; request and answer are octets whose form the asked part knows. */
public enum PeerMethod {
  /** Tells who one is, which epoch and version, and the time; learns the same. */
  HELLO,
  /** Asks whether something that can be used once is free. */
  CLAIM,
  /** Hands over what changed in the merged state. */
  MERGE,
  /** Asks for what one lacks of the merged state. */
  PULL,
  /** Asks for audit records. */
  AUDIT;

  /** Name of the service. */
  static final String SERVICE = "vedette.Peer";

  /** Longest request or answer, in octets. */
  static final int LONGEST = 4 << 20;

  private final MethodDescriptor<byte[], byte[]> descriptor =
      MethodDescriptor.newBuilder(Octets.FORM, Octets.FORM)
          .setType(MethodDescriptor.MethodType.UNARY)
          .setFullMethodName(
              MethodDescriptor.generateFullMethodName(SERVICE, name().toLowerCase(Locale.ROOT)))
          .build();

  MethodDescriptor<byte[], byte[]> descriptor() {
    return descriptor;
  }
}
