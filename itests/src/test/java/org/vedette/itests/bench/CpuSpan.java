package org.vedette.itests.bench;

import java.io.IOException;
import java.io.UncheckedIOException;

/** Processor time that server and generator use in the measured time. */
final class CpuSpan {
  private final ServerProcess server;
  private final ServerProcess generator;
  private volatile double serverUsed;
  private volatile double generatorUsed;

  CpuSpan(ServerProcess server, ServerProcess generator) {
    this.server = server;
    this.generator = generator;
  }

  void begin() {
    try {
      serverUsed = -server.cpuSeconds();
      generatorUsed = -generator.cpuSeconds();
    } catch (IOException failure) {
      throw new UncheckedIOException(failure);
    }
  }

  void end() {
    try {
      serverUsed = serverUsed + server.cpuSeconds();
      generatorUsed = generatorUsed + generator.cpuSeconds();
    } catch (IOException failure) {
      throw new UncheckedIOException(failure);
    }
  }

  /** Seconds that the server used. */
  double server() {
    return serverUsed;
  }

  /** Seconds that the generator used. */
  double generator() {
    return generatorUsed;
  }
}
