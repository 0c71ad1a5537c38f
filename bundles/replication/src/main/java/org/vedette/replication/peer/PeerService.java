package org.vedette.replication.peer;

import java.util.EnumMap;
import java.util.EnumSet;
import java.util.Map;
import java.util.concurrent.CompletionStage;
import org.apache.ratis.grpc.server.GrpcServices;
import org.apache.ratis.thirdparty.io.grpc.ServerServiceDefinition;
import org.apache.ratis.thirdparty.io.grpc.Status;
import org.apache.ratis.thirdparty.io.grpc.netty.NettyServerBuilder;
import org.apache.ratis.thirdparty.io.grpc.stub.ServerCalls;
import org.apache.ratis.thirdparty.io.grpc.stub.StreamObserver;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Answers other servers, on the port of the log. */
public final class PeerService implements GrpcServices.Customizer {
  private static final Logger LOG = LoggerFactory.getLogger(PeerService.class);

  /** Answers one kind of question. */
  @FunctionalInterface
  public interface Answerer {
    /**
     * Answers; returns at once.
     *
     * @param from name of the server that asks, as its certificate says
     */
    CompletionStage<byte[]> answer(String from, byte[] question);
  }

  private final Gatekeeper gatekeeper;
  private final Map<PeerMethod, Answerer> answerers;

  /** Answers whoever may come in by these. */
  public PeerService(Gatekeeper.Door door, Map<PeerMethod, Answerer> answerers) {
    this.gatekeeper = new Gatekeeper(door);
    this.answerers = new EnumMap<>(answerers);
  }

  @Override
  public NettyServerBuilder customize(
      NettyServerBuilder builder, EnumSet<GrpcServices.Type> services) {
    return addTo(builder);
  }

  /** Adds the questions, and who may ask them. */
  NettyServerBuilder addTo(NettyServerBuilder builder) {
    ServerServiceDefinition.Builder own = ServerServiceDefinition.builder(PeerMethod.SERVICE);
    answerers.forEach(
        (method, answerer) ->
            own.addMethod(
                method.descriptor(),
                ServerCalls.asyncUnaryCall(
                    (question, to) -> answer(method, answerer, question, to))));
    return builder.addService(own.build()).intercept(gatekeeper);
  }

  private static void answer(
      PeerMethod method, Answerer answerer, byte[] question, StreamObserver<byte[]> to) {
    CompletionStage<byte[]> answer;
    try {
      answer = answerer.answer(Gatekeeper.CALLER.get(), question);
    } catch (RuntimeException fault) {
      failed(method, fault, to);
      return;
    }
    answer.whenComplete(
        (octets, fault) -> {
          if (fault != null) {
            failed(method, fault, to);
          } else {
            to.onNext(octets);
            to.onCompleted();
          }
        });
  }

  private static void failed(PeerMethod method, Throwable fault, StreamObserver<byte[]> to) {
    LOG.error("A question of another server could not be answered. kind={}", method, fault);
    to.onError(Status.INTERNAL.withDescription("see the log there").asRuntimeException());
  }
}
