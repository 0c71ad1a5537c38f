package org.vedette.itests.blackbox;

import static org.assertj.core.api.Assertions.assertThat;
import static org.vedette.itests.blackbox.Site.PASSWORD;
import static org.vedette.itests.blackbox.Site.SECRET;

import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import org.awaitility.Awaitility;
import org.junit.AfterClass;
import org.junit.BeforeClass;
import org.junit.Test;
import org.vedette.client.radius.Exchange;
import org.vedette.client.radius.RadiusClient;
import org.vedette.client.radius.RadiusRequest;
import org.vedette.codec.radius.Attribute;
import org.vedette.codec.radius.AttributeTypes;
import org.vedette.codec.radius.Code;
import org.vedette.codec.radius.Packet;
import org.vedette.codec.radius.SharedSecret;
import org.vedette.testkit.held.HeldPhones;
import org.vedette.testkit.held.HeldPhones.Decision;
import org.vedette.testkit.held.HeldPhones.Prompt;

/** Rows of the list of features for RADIUS that no other black-box test shows, by their number. */
public class RadiusRowsIT {
  private static final Duration LONG = Duration.ofSeconds(20);
  private static final int SHORT_SECONDS = 5;
  private static final Map<String, String> ELSEWHERE =
      Map.of("stranger", PASSWORD, "carl", PASSWORD);

  private static HeldPhones phones;
  private static Server server;
  private static OtherRadius second;
  private static int firstPort;

  @BeforeClass
  public static void start() throws Exception {
    phones = new HeldPhones();
    server = Server.unpack("rows");
    HeldBundle.into(server);
    server.start();
    HeldBundle.await(server);
    second = new OtherRadius(0, ELSEWHERE);
    firstPort = freeUdp();
    server.vedetteWith(
        SECRET + "\n",
        "settings",
        "set",
        "org.vedette.primary.radius~two",
        "servers=127.0.0.1:" + firstPort + ",127.0.0.1:" + second.port(),
        "probeSeconds=1",
        "--secret-stdin",
        "secret");
    Site.client(server, "vpn", "127.0.0.1");
    Site.client(server, "short", "127.0.0.2", "deadlineSeconds=" + SHORT_SECONDS);
    Site.client(server, "matched", "127.0.0.3", "primary=radius:two");
    Site.client(server, "open", "127.0.0.4", "primary=radius:two", "userMatch=false");
    Site.client(
        server,
        "gateway",
        "127.0.0.5",
        "primary=radius:two",
        "protocols=none,pap",
        "challenge=off",
        "deadlineSeconds=58");
    for (String name : new String[] {"alice", "bob", "carl"}) {
      Site.withPhone(server, name, phones);
      Site.password(server, name);
    }
  }

  @AfterClass
  public static void stop() throws Exception {
    server.close();
    second.close();
    phones.close();
  }

  private static int freeUdp() throws Exception {
    try (DatagramSocket free = new DatagramSocket(0, InetAddress.getLoopbackAddress())) {
      return free.getLocalPort();
    }
  }

  private static RadiusClient at(String address) {
    return at(address, server.radius());
  }

  private static RadiusClient at(String address, InetSocketAddress where) {
    return RadiusClient.to(where, SECRET)
        .from(new InetSocketAddress(address, 0))
        .timeout(LONG)
        .sends(1)
        .open();
  }

  private static Prompt ringing() {
    Awaitility.await("a phone rings").atMost(LONG).until(() -> !phones.open().isEmpty());
    assertThat(phones.open()).hasSize(1);
    return phones.open().get(0);
  }

  private static Exchange decided(RadiusClient client, String user, Decision decision) {
    return decided(client, RadiusRequest.access(user, PASSWORD), decision);
  }

  private static Exchange decided(RadiusClient client, RadiusRequest request, Decision decision) {
    CompletableFuture<Exchange> waiting = client.send(request);
    phones.answer(ringing(), decision);
    return waiting.join();
  }

  @Test
  public void row48RightPasswordAndApprovalAndNothingLess() {
    try (RadiusClient vpn = at("127.0.0.1")) {
      Exchange approved = decided(vpn, "alice", Decision.APPROVE);
      assertThat(approved.accepted()).as(approved.toString()).isTrue();
      assertThat(approved.problems()).isEmpty();
      assertThat(decided(vpn, "alice", Decision.DECLINE).rejected()).isTrue();
      int rings = phones.rings();
      assertThat(vpn.authenticate("alice", "wrong").rejected()).isTrue();
      assertThat(phones.rings()).as("a wrong password rings no phone").isEqualTo(rings);
    }
  }

  @Test
  public void row50PortsMoveWhenTheFileIsSaved() throws Exception {
    InetSocketAddress sign = new InetSocketAddress("127.0.0.1", freeUdp());
    InetSocketAddress report = new InetSocketAddress("127.0.0.1", freeUdp());
    String file = "org.vedette.radius.cfg";
    String old = "127.0.0.1:" + server.radius().getPort();
    server.set(file, "authenticationAddresses", old + ", 127.0.0.1:" + sign.getPort());
    server.set(file, "accountingAddresses", "127.0.0.1:" + report.getPort());
    for (InetSocketAddress each : new InetSocketAddress[] {sign, report}) {
      Awaitility.await(each + " is listened on").atMost(LONG).until(() -> lives(each));
    }

    try (RadiusClient moved = at("127.0.0.1", sign);
        RadiusClient accounting = at("127.0.0.1", report)) {
      assertThat(decided(moved, "alice", Decision.APPROVE).accepted()).isTrue();
      Exchange start = accounting.exchange(RadiusRequest.accounting(1, "session-1"));
      assertThat(start.is(Code.ACCOUNTING_RESPONSE)).as(start.toString()).isTrue();
    }
  }

  private static boolean lives(InetSocketAddress where) {
    try (RadiusClient client =
        RadiusClient.to(where, SECRET)
            .from(new InetSocketAddress("127.0.0.1", 0))
            .timeout(Duration.ofMillis(250))
            .sends(1)
            .open()) {
      return !client.status().silent();
    }
  }

  /** The first of the list is asked as long as it answers, the second while it does not. */
  @Test
  public void row51TargetsAreTriedInOrder() throws Exception {
    try (RadiusClient open = at("127.0.0.4")) {
      int before = second.asked().size();
      assertThat(open.authenticate("stranger", PASSWORD).accepted()).isTrue();
      assertThat(second.asked()).hasSize(before + 1);

      try (OtherRadius first = new OtherRadius(firstPort, ELSEWHERE)) {
        Awaitility.await("the first target is asked again")
            .atMost(LONG)
            .until(
                () ->
                    open.authenticate("stranger", PASSWORD).accepted() && first.asked().size() > 0);
        int untouched = second.asked().size();
        assertThat(open.authenticate("stranger", PASSWORD).accepted()).isTrue();
        assertThat(second.asked()).hasSize(untouched);
      }
      before = second.asked().size();
      assertThat(open.authenticate("stranger", PASSWORD).accepted()).isTrue();
      assertThat(second.asked()).hasSize(before + 1);
    }
  }

  @Test
  public void row56UnknownUsersNeedNoMatchOnlyWhereItIsSetSo() {
    try (RadiusClient matched = at("127.0.0.3");
        RadiusClient open = at("127.0.0.4")) {
      assertThat(matched.authenticate("stranger", PASSWORD).rejected()).isTrue();
      assertThat(open.authenticate("stranger", "wrong").rejected()).isTrue();
      Exchange alone = open.authenticate("stranger", PASSWORD);
      assertThat(alone.accepted()).as("on the password alone: " + alone).isTrue();
      assertThat(alone.text(OtherRadius.FILTER_ID)).isEqualTo("staff");
      Exchange known = decided(open, "carl", Decision.DECLINE);
      assertThat(known.rejected()).as("who has a phone needs it all the same").isTrue();
    }
    assertThat(server.vedette("audit", "list", "--text", "stranger"))
        .contains("PRIMARY_REFUSED", "matched", "open");
  }

  @Test
  public void row58RetransmissionRingsNoPhoneAgainAndGetsTheSameAnswer() throws Exception {
    byte[] request =
        RadiusRequest.access("bob", PASSWORD)
            .bytes(58, "row58-0123456789".getBytes("US-ASCII"), SharedSecret.of(SECRET));
    try (DatagramSocket socket = new DatagramSocket(new InetSocketAddress("127.0.0.1", 0))) {
      socket.setSoTimeout((int) LONG.toMillis());
      int rings = phones.rings();
      send(socket, request);
      Prompt prompt = ringing();
      int seen = duplicates();
      send(socket, request);
      send(socket, request);
      Awaitility.await("both repetitions were counted")
          .atMost(LONG)
          .until(() -> duplicates() == seen + 2);
      assertThat(phones.rings()).isEqualTo(rings + 1);
      phones.answer(prompt, Decision.APPROVE);
      byte[] first = receive(socket);
      send(socket, request);

      assertThat(first[0]).isEqualTo((byte) Code.ACCESS_ACCEPT.number());
      assertThat(receive(socket)).isEqualTo(first);
      assertThat(phones.rings()).isEqualTo(rings + 1);
    }
  }

  private static int duplicates() {
    String shown = server.vedette("capability", "show", "radius");
    return shown.contains("duplicates=")
        ? Integer.parseInt(shown.replaceAll("(?s).*duplicates=(\\d+).*", "$1"))
        : 0;
  }

  private static void send(DatagramSocket socket, byte[] request) throws Exception {
    socket.send(new DatagramPacket(request, request.length, server.radius()));
  }

  private static byte[] receive(DatagramSocket socket) throws Exception {
    DatagramPacket reply = new DatagramPacket(new byte[Packet.MAX_LENGTH], Packet.MAX_LENGTH);
    socket.receive(reply);
    return Arrays.copyOf(reply.getData(), reply.getLength());
  }

  /** Where nobody picks up; where nothing can be decided there is no answer at all, on purpose. */
  @Test
  public void row59AnswerComesBeforeTheDeadlineOfTheClient() {
    try (RadiusClient hurried = at("127.0.0.2")) {
      Exchange late = hurried.authenticate("bob", PASSWORD);
      assertThat(late.rejected()).as(late.toString()).isTrue();
      assertThat(late.took())
          .isBetween(Duration.ofSeconds(SHORT_SECONDS - 2), Duration.ofSeconds(SHORT_SECONDS));
    }
    assertThat(server.vedette("audit", "list", "--text", "bob")).contains("TIMED_OUT");
    phones.answer(ringing(), Decision.DECLINE);
  }

  /**
   * Row 75: a Remote Desktop Gateway asks by a policy server and can show no challenge; the policy
   * server is asked back, with the password or, where the person has signed in to Windows already,
   * with the name alone, and the phone decides.
   */
  @Test
  public void row75GatewayThatCanShowNothingWaitsForThePhone() {
    RadiusRequest bare =
        RadiusRequest.of(Code.ACCESS_REQUEST)
            .messageAuthenticator(true)
            .with(Attribute.text(AttributeTypes.USER_NAME, "carl"));
    try (RadiusClient gateway = at("127.0.0.5")) {
      for (RadiusRequest each : List.of(RadiusRequest.access("carl", PASSWORD), bare)) {
        Exchange approved = decided(gateway, each, Decision.APPROVE);
        assertThat(approved.accepted()).as(approved.toString()).isTrue();
        assertThat(approved.text(OtherRadius.FILTER_ID)).as("of the target").isEqualTo("staff");
        Packet asked = second.asked().get(second.asked().size() - 1);
        assertThat(asked.has(AttributeTypes.USER_PASSWORD)).isEqualTo(each != bare);
        assertThat(asked.has(AttributeTypes.NAS_IDENTIFIER)).as("can be told").isTrue();
        assertThat(decided(gateway, each, Decision.DECLINE).rejected()).isTrue();
      }
      int rings = phones.rings();
      assertThat(gateway.authenticate("carl", "wrong").rejected()).isTrue();
      assertThat(phones.rings()).isEqualTo(rings);
    }
  }

  /** Row 75 and the pages beside it: what they have an operator type is right as it stands. */
  @Test
  public void row75RecipesCanBeTypedAsTheyStand() throws Exception {
    Map<String, List<String>> pages = Recipes.commands();
    assertThat(pages).hasSizeGreaterThan(10).containsKey("rd-gateway.md");
    for (Map.Entry<String, List<String>> page : pages.entrySet()) {
      assertThat(page.getValue()).as(page.getKey()).isNotEmpty();
      for (String command : page.getValue()) {
        Server.Ran ran = Recipes.run(server, command);
        assertThat(ran.code()).as(page.getKey() + ": " + command + "\n" + ran.out()).isZero();
      }
    }
  }
}
