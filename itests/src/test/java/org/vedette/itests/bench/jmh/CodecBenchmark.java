package org.vedette.itests.bench.jmh;

import java.nio.charset.StandardCharsets;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;
import org.vedette.codec.radius.AttributeTypes;
import org.vedette.codec.radius.Code;
import org.vedette.codec.radius.Decoded;
import org.vedette.codec.radius.MessageAuthenticator;
import org.vedette.codec.radius.Packet;
import org.vedette.codec.radius.PacketWriter;
import org.vedette.codec.radius.SharedSecret;
import org.vedette.codec.radius.UserPassword;

/** Requests and replies of RADIUS, with their MD5 and HMAC-MD5. */
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@State(Scope.Benchmark)
public class CodecBenchmark {
  private final SharedSecret secret = SharedSecret.of("Bq4Zr7Wm2Xt9Lp5Yc3Nf");
  private final byte[] authenticator = "0123456789abcdef".getBytes(StandardCharsets.US_ASCII);
  private final byte[] datagram = request();
  private final Packet packet = decoded(datagram);
  private final byte[] hidden = packet.first(AttributeTypes.USER_PASSWORD).orElseThrow();

  private byte[] request() {
    PacketWriter writer = new PacketWriter(Code.ACCESS_REQUEST, 7).messageAuthenticator();
    writer.add(AttributeTypes.USER_NAME, "bench00042".getBytes(StandardCharsets.UTF_8));
    byte[] code = "123456".getBytes(StandardCharsets.UTF_8);
    writer.add(AttributeTypes.USER_PASSWORD, UserPassword.hide(code, secret, authenticator));
    return writer.request(authenticator, secret);
  }

  private static Packet decoded(byte[] datagram) {
    return ((Decoded.Valid) Packet.decode(datagram)).packet();
  }

  /** Reads a request. */
  @Benchmark
  public Packet decode() {
    return decoded(datagram);
  }

  /** Proves a request by its Message-Authenticator. */
  @Benchmark
  public MessageAuthenticator.Check prove() {
    return MessageAuthenticator.ofRequest(packet, secret);
  }

  /** Reveals a password of one block. */
  @Benchmark
  public UserPassword.Revealed reveal() {
    return UserPassword.reveal(hidden, secret, authenticator, StandardCharsets.UTF_8);
  }

  /** Writes a reply with both authenticators. */
  @Benchmark
  public byte[] reply() {
    return new PacketWriter(Code.ACCESS_ACCEPT, 7)
        .messageAuthenticator()
        .reply(authenticator, secret);
  }
}
