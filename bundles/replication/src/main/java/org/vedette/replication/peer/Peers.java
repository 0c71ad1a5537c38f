package org.vedette.replication.peer;

import java.time.Duration;
import java.util.Collection;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import javax.net.ssl.SSLException;
import org.apache.ratis.thirdparty.io.grpc.CallOptions;
import org.apache.ratis.thirdparty.io.grpc.ManagedChannel;
import org.apache.ratis.thirdparty.io.grpc.netty.GrpcSslContexts;
import org.apache.ratis.thirdparty.io.grpc.netty.NettyChannelBuilder;
import org.apache.ratis.thirdparty.io.grpc.stub.ClientCalls;
import org.apache.ratis.thirdparty.io.grpc.stub.StreamObserver;
import org.apache.ratis.thirdparty.io.netty.channel.ChannelOption;
import org.apache.ratis.thirdparty.io.netty.handler.ssl.SslContext;
import org.vedette.replication.raft.Identity;
import org.vedette.replication.raft.Member;

/**
 * Asks other servers: one connection to each, made when it is first needed and kept. Thread-safe.
 */
public final class Peers implements AutoCloseable {
  private static final int DIAL_MILLIS = 5_000;
  private static final long END_SECONDS = 2;

  private final SslContext tls;
  private final Map<Member, ManagedChannel> channels = new ConcurrentHashMap<>();
  private volatile boolean closed;

  /** Asks as this server. */
  public Peers(Identity identity) throws SSLException {
    tls =
        GrpcSslContexts.forClient()
            .keyManager(identity.key())
            .trustManager(identity.trust())
            .build();
  }

  /**
   * Asks one; completes exceptionally when no answer comes in time.
   *
   * @param deadline longest time until the answer
   */
  public CompletionStage<byte[]> ask(
      Member to, PeerMethod method, byte[] question, Duration deadline) {
    CompletableFuture<byte[]> answer = new CompletableFuture<>();
    if (closed) {
      answer.completeExceptionally(new IllegalStateException("this server is being stopped"));
      return answer;
    }
    ManagedChannel channel = channels.computeIfAbsent(to, this::open);
    ClientCalls.asyncUnaryCall(
        channel.newCall(
            method.descriptor(),
            CallOptions.DEFAULT.withDeadlineAfter(deadline.toNanos(), TimeUnit.NANOSECONDS)),
        question,
        new StreamObserver<>() {
          @Override
          public void onNext(byte[] octets) {
            answer.complete(octets);
          }

          @Override
          public void onError(Throwable failure) {
            // Whoever was away is dialled again at once, not after pauses that grow to two minutes:
            // until it is reached, codes that it accepts are good here too.
            channel.resetConnectBackoff();
            answer.completeExceptionally(failure);
          }

          @Override
          public void onCompleted() {
            answer.completeExceptionally(new IllegalStateException("an answer without octets"));
          }
        });
    return answer;
  }

  /** Ends connections to whoever is not among these. */
  public void keep(Collection<Member> members) {
    channels
        .keySet()
        .removeIf(
            each -> {
              ManagedChannel channel = channels.get(each);
              boolean gone = !members.contains(each);
              if (gone && channel != null) {
                channel.shutdownNow();
              }
              return gone;
            });
  }

  private ManagedChannel open(Member to) {
    return NettyChannelBuilder.forAddress(to.host(), to.port())
        .sslContext(tls)
        .maxInboundMessageSize(PeerMethod.LONGEST)
        // A lost packet of the first three is sent again after ever longer pauses: dial anew.
        .withOption(ChannelOption.CONNECT_TIMEOUT_MILLIS, DIAL_MILLIS)
        .keepAliveTime(30, TimeUnit.SECONDS)
        .keepAliveTimeout(5, TimeUnit.SECONDS)
        .build();
  }

  @Override
  public void close() {
    closed = true;
    channels.values().forEach(ManagedChannel::shutdownNow);
    for (ManagedChannel each : channels.values()) {
      try {
        each.awaitTermination(END_SECONDS, TimeUnit.SECONDS);
      } catch (InterruptedException interrupted) {
        Thread.currentThread().interrupt();
        return;
      }
    }
    channels.clear();
  }
}
