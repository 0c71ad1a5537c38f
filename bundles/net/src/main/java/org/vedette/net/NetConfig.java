package org.vedette.net;

import org.osgi.service.metatype.annotations.AttributeDefinition;
import org.osgi.service.metatype.annotations.ObjectClassDefinition;

/** Settings of this server's sockets. */
@ObjectClassDefinition(
    id = NetConfig.PID,
    name = "Sockets",
    description = "Buffers of UDP sockets, and how many requests and replies are remembered")
@interface NetConfig {
  /** PID of the settings. */
  String PID = "org.vedette.net";

  @AttributeDefinition(
      description =
          "Requests remembered for each UDP socket, pending and answered together; when all are"
              + " pending, further requests are dropped",
      min = "1024",
      max = "1048576")
  int maxEntries() default 65536;

  @AttributeDefinition(
      description = "MiB of replies and left requests remembered for each UDP socket",
      min = "1",
      max = "256")
  int maxMiB() default 32;

  @AttributeDefinition(
      description =
          "Receive buffer of a UDP socket in KiB, for sockets bound from now on; the kernel's"
              + " limit is net.core.rmem_max",
      min = "64",
      max = "65536")
  int receiveBufferKiB() default 4096;
}
