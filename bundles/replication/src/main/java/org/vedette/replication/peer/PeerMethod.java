package org.vedette.replication.peer;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;
import org.apache.ratis.thirdparty.io.grpc.MethodDescriptor;

/** What one server asks another; request and answer are octets whose form the asked part knows. */
public enum PeerMethod {
  /** Tells who one is, which epoch and version, and the time; learns the same. */
  HELLO,
  /** Asks to be taken in, with an invitation. */
  JOIN,
  /** Asks for another certificate. */
  RENEW,
  /** Asks the master to hand its part over. */
  HANDOVER,
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

  /** Returns what a full method name of gRPC asks; empty when it is nothing of ours. */
  static Optional<PeerMethod> of(String fullName) {
    return Arrays.stream(values())
        .filter(each -> each.descriptor.getFullMethodName().equals(fullName))
        .findFirst();
  }

  MethodDescriptor<byte[], byte[]> descriptor() {
    return descriptor;
  }
}
