package org.vedette.replication.peer;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.util.concurrent.TimeUnit;
import org.apache.ratis.thirdparty.io.grpc.Server;
import org.apache.ratis.thirdparty.io.grpc.netty.GrpcSslContexts;
import org.apache.ratis.thirdparty.io.grpc.netty.NettyServerBuilder;
import org.apache.ratis.thirdparty.io.netty.handler.ssl.ClientAuth;
import org.apache.ratis.thirdparty.io.netty.handler.ssl.SslContextBuilder;
import org.vedette.replication.raft.Identity;

/** The port while this server's log is not open: others can ask, and nothing else. */
public final class WaitingPort implements AutoCloseable {
  private static final long END_SECONDS = 2;

  private final Server server;

  /**
   * Opens it.
   *
   * @throws IOException when the address cannot be used
   */
  public WaitingPort(InetSocketAddress address, Identity identity, PeerService service)
      throws IOException {
    server =
        service
            .addTo(
                NettyServerBuilder.forAddress(address)
                    .maxInboundMessageSize(PeerMethod.LONGEST)
                    .sslContext(
                        GrpcSslContexts.configure(SslContextBuilder.forServer(identity.key()))
                            .trustManager(identity.trust())
                            .clientAuth(ClientAuth.REQUIRE)
                            .build()))
            .build()
            .start();
  }

  @Override
  public void close() {
    server.shutdownNow();
    try {
      server.awaitTermination(END_SECONDS, TimeUnit.SECONDS);
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
    }
  }
}
