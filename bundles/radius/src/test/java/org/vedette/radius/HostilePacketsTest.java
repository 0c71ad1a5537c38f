package org.vedette.radius;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.ByteArrayOutputStream;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.junit.Rule;
import org.junit.Test;
import org.vedette.client.radius.RadiusRequest;
import org.vedette.codec.radius.Attribute;
import org.vedette.codec.radius.AttributeTypes;
import org.vedette.codec.radius.Code;
import org.vedette.codec.radius.MessageAuthenticator;
import org.vedette.codec.radius.Packet;
import org.vedette.codec.radius.UserPassword;

/** What nobody sends who means well: no reply where none must be, and nothing stays behind. */
public class HostilePacketsTest {
  private static final byte[] AUTHENTICATOR =
      HexFormat.of().parseHex("000102030405060708090a0b0c0d0e0f");

  /** Header and Message-Authenticator: no other reply here is as short. */
  private static final int ALIVE = 20 + 18;

  private static final int FUZZED = 3_000;

  /** Above zero: goes on for so long, with another seed each time. */
  private static final long SECONDS = Long.getLong("fuzz.seconds", 0);

  @Rule public final RadiusFixture radius = new RadiusFixture();

  private record Case(String expected, String name, byte[] octets) {}

  @Test
  public void everyPacketOfTheCorpusGetsWhatItMust() throws Exception {
    radius.serve(radius.application());
    List<Case> corpus = corpus();
    assertThat(corpus).hasSizeGreaterThan(40);
    for (Case each : corpus) {
      RawNas nas = radius.raw();
      if (each.expected().equals("drop")) {
        assertThat(nas.isSilentTo(each.octets())).as(each.name()).isTrue();
      } else {
        assertThat(nas.exchange(each.octets())[0]).as(each.name()).isEqualTo((byte) 3);
      }
    }

    assertThat(radius.core.requests).isEmpty();
    assertThat(radius.server.inFlight()).isZero();
    assertThat(radius.replies().pending()).isZero();
  }

  @Test
  public void mutatedPacketsLeaveNothingBehind() throws Exception {
    radius.serve(
        radius.application("messageAuthenticator", "off", "replyAttributes", "Filter-Id = a"));
    radius.core.says(RadiusFixture.granted(Map.of()));
    long seed = SECONDS == 0 ? 2865 : System.nanoTime();
    Random random = new Random(seed);
    RawNas nas = radius.raw();
    List<byte[]> seeds = new ArrayList<>(corpus().stream().map(Case::octets).toList());
    for (RadiusRequest each :
        List.of(
            RadiusRequest.access("alice", "x"),
            RadiusRequest.access("alice", "x").messageAuthenticator(false),
            RadiusRequest.access("alice", "123456").state(new byte[16]),
            RadiusRequest.status())) {
      seeds.add(nas.write(each));
    }
    long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(SECONDS);
    for (long round = 0; SECONDS == 0 ? round < FUZZED : System.nanoTime() - end < 0; round++) {
      nas.send(mutate(seeds.get(random.nextInt(seeds.size())), random));
      if (round % 50 == 0) {
        aliveAfter(nas, seed);
      }
    }
    aliveAfter(nas, seed);

    assertThat(radius.server.inFlight()).isZero();
    assertThat(radius.replies().pending()).as("seed " + seed).isZero();
  }

  /** The loop reads in order: when this is answered, all before it was looked at. */
  private static void aliveAfter(RawNas nas, long seed) throws Exception {
    byte[] status = nas.write(RadiusRequest.status());
    nas.send(status);
    byte[] reply = nas.receive();
    while (reply[1] != status[1] || reply.length != ALIVE) {
      reply = nas.receive();
    }
    assertThat(reply[0]).as("seed " + seed).isEqualTo((byte) 2);
  }

  private static byte[] mutate(byte[] seed, Random random) {
    byte[] packet = Arrays.copyOf(seed, Math.max(0, seed.length + random.nextInt(9) - 4));
    for (int count = random.nextInt(4); count > 0 && packet.length > 4; count--) {
      packet[random.nextInt(packet.length)] = (byte) random.nextInt(256);
    }
    if (packet.length > 4 && random.nextInt(3) > 0) {
      packet[2] = (byte) (packet.length >>> 8);
      packet[3] = (byte) packet.length;
    }
    return packet;
  }

  private static List<Case> corpus() throws Exception {
    List<Case> cases = new ArrayList<>();
    try (BufferedReader lines =
        new BufferedReader(
            new InputStreamReader(
                HostilePacketsTest.class.getResourceAsStream("hostile.txt"),
                StandardCharsets.UTF_8))) {
      for (String line : lines.lines().toList()) {
        if (!line.isBlank() && !line.startsWith("#")) {
          String[] words = line.strip().split("\\s+", 3);
          cases.add(new Case(words[0], words[1], octets(words.length < 3 ? "" : words[2])));
        }
      }
    }
    return cases;
  }

  /** Writes the octets of a line, then fills in what depends on all of them. */
  private static byte[] octets(String text) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    int length = -1;
    int right = -1;
    for (String word : text.isEmpty() ? new String[0] : text.split("\\s+")) {
      switch (word) {
        case "$AUTH" -> out.writeBytes(AUTHENTICATOR);
        case "$LEN" -> {
          length = out.size();
          out.writeBytes(new byte[2]);
        }
        case "$MA" -> {
          out.write(AttributeTypes.MESSAGE_AUTHENTICATOR);
          out.write(18);
          right = out.size();
          out.writeBytes(new byte[16]);
        }
        case "$BADMA" -> {
          out.write(AttributeTypes.MESSAGE_AUTHENTICATOR);
          out.write(18);
          out.writeBytes(new byte[16]);
        }
        case "$PASS" -> {
          byte[] hidden = UserPassword.hide(new byte[] {'x'}, RawNas.SECRET, AUTHENTICATOR);
          out.write(AttributeTypes.USER_PASSWORD);
          out.write(hidden.length + 2);
          out.writeBytes(hidden);
        }
        default -> out.writeBytes(repeated(word));
      }
    }
    byte[] packet = out.toByteArray();
    if (length >= 0) {
      packet[length] = (byte) (packet.length >>> 8);
      packet[length + 1] = (byte) packet.length;
    }
    if (right >= 0) {
      boolean computed = packet[0] == 4 || packet[0] == 40;
      byte[] mac = mac(packet, computed ? new byte[16] : AUTHENTICATOR);
      System.arraycopy(mac, 0, packet, right, mac.length);
    }
    return packet;
  }

  /** Computes Message-Authenticator (RFC 3579 section 3.2) of a packet in which it is zero. */
  private static byte[] mac(byte[] packet, byte[] authenticator) {
    byte[] signed = packet.clone();
    System.arraycopy(authenticator, 0, signed, 4, authenticator.length);
    try {
      Mac mac = Mac.getInstance("HmacMD5");
      mac.init(
          new SecretKeySpec(
              RadiusFixture.SECRET.getBytes(StandardCharsets.UTF_8), mac.getAlgorithm()));
      return mac.doFinal(signed);
    } catch (GeneralSecurityException missing) {
      throw new AssertionError(missing);
    }
  }

  private static byte[] repeated(String word) {
    int star = word.indexOf('*');
    return HexFormat.of()
        .parseHex(
            star < 0
                ? word
                : word.substring(star + 1).repeat(Integer.parseInt(word.substring(0, star))));
  }

  /** The corpus itself is what it claims: its right Message-Authenticators are right. */
  @Test
  public void theRightOnesAreRight() {
    byte[] packet = octets("01 07 $LEN $AUTH $MA 0107616c696365 $PASS");
    Packet read = RawNas.packet(packet);

    assertThat(read.code()).isEqualTo(Code.ACCESS_REQUEST);
    assertThat(read.attributes()).contains(Attribute.text(AttributeTypes.USER_NAME, "alice"));
    assertThat(MessageAuthenticator.ofRequest(read, RawNas.SECRET).name()).isEqualTo("VALID");
  }
}
