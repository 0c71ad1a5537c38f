package org.vedette.codec.eap;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import org.junit.Test;

/** Decoding never throws, never hangs and never keeps more than it may, whatever arrives. */
public class FuzzTest {
  private static final int ROUNDS = 200_000;

  /** Above zero: goes on for so long, with another seed each time. */
  private static final long SECONDS = Long.getLong("fuzz.seconds", 0);

  @Test
  public void survivesMutations() {
    run(
        random -> {
          List<byte[]> seeds = seeds();
          return mutate(seeds.get(random.nextInt(seeds.size())), random);
        });
  }

  @Test
  public void survivesNoise() {
    run(
        random -> {
          byte[] noise = new byte[random.nextInt(80)];
          random.nextBytes(noise);
          return noise;
        });
  }

  @Test
  public void fragmentsInAnyOrderKeepWithinTheLimit() {
    Random random = random();
    Reassembly reassembly = new Reassembly();
    byte[] whole = new byte[3000];
    int joined = 0;
    long end = begin();
    for (long round = 0; goesOn(100 * round, end); round++) {
      Fragments fragments = new Fragments(whole, 1 + random.nextInt(2000), 0);
      while (fragments.hasNext()) {
        byte[] wire = fragments.next().encode();
        if (random.nextInt(4) == 0) {
          wire = mutate(wire, random);
        }
        if (random.nextInt(8) != 0) {
          joined +=
              TlsFragment.decode(wire)
                  .map(reassembly::add)
                  .map(it -> it.match(one -> one.message().length, partial -> 0, broken -> 0))
                  .filter(size -> size == whole.length)
                  .map(size -> 1)
                  .orElse(0);
        }
      }
    }
    assertThat(joined).isPositive();
  }

  private interface Source {
    byte[] next(Random random);
  }

  private static void run(Source source) {
    Random random = random();
    long end = begin();
    int valid = 0;
    for (long round = 0; goesOn(round, end); round++) {
      valid += readAll(source.next(random));
    }
    assertThat(valid).isPositive();
  }

  private static Random random() {
    long seed = SECONDS == 0 ? 3748 : System.nanoTime();
    if (SECONDS > 0) {
      System.out.println("fuzz seed " + seed);
    }
    return new Random(seed);
  }

  private static long begin() {
    return System.nanoTime() + TimeUnit.SECONDS.toNanos(SECONDS) / 3;
  }

  private static boolean goesOn(long round, long end) {
    return SECONDS == 0 ? round < ROUNDS : System.nanoTime() < end;
  }

  private static int readAll(byte[] octets) {
    int valid = 0;
    valid += EapPacket.decode(octets).map(FuzzTest::again).orElse(0);
    valid += TlsFragment.decode(octets).map(it -> it.encode().length > 0 ? 1 : 0).orElse(0);
    valid += TtlsAvp.decode(octets).map(FuzzTest::again).orElse(0);
    valid += PeapInner.decode(octets, EapCode.RESPONSE, 9).map(FuzzTest::again).orElse(0);
    valid += PeapInner.decode(octets, EapCode.REQUEST, 9).map(FuzzTest::again).orElse(0);
    valid += ResultTlv.decode(octets).isPresent() ? 1 : 0;
    valid +=
        MsChapPacket.decode(octets)
            .map(it -> it.response().isPresent() || it.challenge().isPresent() ? 1 : 0)
            .orElse(0);
    TypedText.name(TypedText.withoutPadding(octets));
    return valid;
  }

  private static int again(EapPacket packet) {
    EapPacket read = EapPacket.decode(packet.encode()).orElseThrow();
    assertThat(read.data()).isEqualTo(packet.data());
    return 1;
  }

  private static int again(List<TtlsAvp> avps) {
    assertThat(TtlsAvp.decode(TtlsAvp.encode(avps)).orElseThrow()).hasSameSizeAs(avps);
    return 1;
  }

  private static byte[] mutate(byte[] seed, Random random) {
    byte[] mutated = seed.clone();
    for (int change = random.nextInt(4); change >= 0 && mutated.length > 0; change--) {
      mutated[random.nextInt(mutated.length)] = (byte) random.nextInt(256);
    }
    return switch (random.nextInt(4)) {
      case 0 -> Arrays.copyOf(mutated, random.nextInt(mutated.length + 1));
      case 1 -> Arrays.copyOf(mutated, mutated.length + random.nextInt(16));
      default -> mutated;
    };
  }

  private static List<byte[]> seeds() {
    byte[] sixteen = new byte[16];
    MsChapPacket.Response response =
        new MsChapPacket.Response(sixteen, new byte[24], new byte[] {'a'});
    byte[] answer = MsChapPacket.response(9, response).encode();
    return List.of(
        EapPacket.response(9, EapType.IDENTITY, new byte[] {'a'}).encode(),
        EapPacket.response(9, EapType.MSCHAPV2, answer).encode(),
        EapPacket.request(9, EapType.TLV, ResultTlv.SUCCESS.encode()).encode(),
        EapPacket.failure(9).encode(),
        answer,
        ResultTlv.FAILURE.encode(),
        MsChapPacket.challenge(9, sixteen, new byte[] {'v'}).encode(),
        TtlsAvp.encode(
            List.of(
                new TtlsAvp(TtlsAvp.USER_NAME, 0, true, new byte[] {'a'}),
                new TtlsAvp(TtlsAvp.USER_PASSWORD, 0, true, sixteen),
                new TtlsAvp(11, 311, false, sixteen))));
  }
}
