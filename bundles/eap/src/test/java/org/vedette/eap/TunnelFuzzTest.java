package org.vedette.eap;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import org.junit.After;
import org.junit.Before;
import org.junit.Rule;
import org.junit.Test;
import org.junit.rules.TemporaryFolder;
import org.vedette.api.eap.EapReply;
import org.vedette.testkit.eap.Login;
import org.vedette.testkit.eap.Login.Method;
import org.vedette.testkit.eap.Supplicant;

/** Whatever a device sends in the middle of a sign-in: no exception escapes, nothing is left. */
public class TunnelFuzzTest {
  private static final int SIGN_INS = 400;

  /** Above zero: goes on for so long, with another seed each time. */
  private static final long SECONDS = Long.getLong("fuzz.seconds", 0);

  @Rule public final TemporaryFolder folder = new TemporaryFolder();
  private World world;

  @Before
  public void start() throws Exception {
    world = new World(folder.getRoot().toPath());
  }

  @After
  public void stop() {
    world.close();
  }

  @Test
  public void survivesDamagedMessages() {
    long seed = SECONDS == 0 ? 5281 : System.nanoTime();
    if (SECONDS > 0) {
      System.out.println("fuzz seed " + seed);
    }
    Random random = new Random(seed);
    long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(SECONDS);
    int accepted = 0;
    int ended = 0;
    for (int count = 0; SECONDS == 0 ? count < SIGN_INS : System.nanoTime() < end; count++) {
      Method method = Method.values()[random.nextInt(Method.values().length)];
      Login login =
          Login.of(method, "alice", FakeCore.PASSWORD).inFragments(50 + random.nextInt(1000));
      EapReply reply = run(new Supplicant(random.nextBoolean() ? login : login.tls12()), random);
      accepted += reply instanceof EapReply.Accepted ? 1 : 0;
      ended += reply instanceof EapReply.Continue ? 0 : 1;
    }
    assertThat(accepted).isPositive();
    assertThat(ended - accepted).isPositive();
    world.pass(Duration.ofSeconds(200));
    assertThat(world.engine.running()).isZero();
    assertThat(world.engine.inFlight()).isZero();
  }

  private EapReply run(Supplicant device, Random random) {
    int damageAt = random.nextInt(12);
    EapReply reply = world.send(device.identity(7), Optional.empty());
    for (int round = 0; reply instanceof EapReply.Continue goOn; round++) {
      byte[] answer = device.answer(goOn.eap()).orElseThrow();
      if (round >= damageAt) {
        damage(answer, random);
      }
      EapReply next = world.send(answer, Optional.of(goOn.state()));
      if (next instanceof EapReply.Silent || round > 200) {
        return next;
      }
      if (round >= damageAt) {
        // A damaged conversation is talked to a little longer, by a device that does not listen.
        return talk(next, random);
      }
      reply = next;
    }
    return reply;
  }

  private EapReply talk(EapReply from, Random random) {
    EapReply reply = from;
    for (int round = 0; round < 5 && reply instanceof EapReply.Continue goOn; round++) {
      byte[] answer = new byte[6 + random.nextInt(60)];
      random.nextBytes(answer);
      answer[0] = 2;
      answer[1] = goOn.eap()[1];
      answer[2] = 0;
      answer[3] = (byte) answer.length;
      answer[4] = goOn.eap()[4];
      answer[5] = (byte) (List.of(0, 0x40, 0x80, 0xC0).get(random.nextInt(4)).intValue());
      reply = world.send(answer, Optional.of(goOn.state()));
      assertThat(reply).isNotInstanceOf(EapReply.Accepted.class);
    }
    return reply;
  }

  /** Changes what follows the type: it stays a response to the last request. */
  private static void damage(byte[] answer, Random random) {
    for (int count = random.nextInt(4); count >= 0; count--) {
      if (answer.length > 5) {
        answer[5 + random.nextInt(answer.length - 5)] = (byte) random.nextInt(256);
      }
    }
  }
}
