package org.vedette.itests.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.InetAddress;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import org.junit.After;
import org.junit.Before;
import org.junit.Test;
import org.vedette.client.radius.Exchange;
import org.vedette.client.radius.RadiusClient;
import org.vedette.client.radius.RadiusRequest;
import org.vedette.itests.blackbox.Site;
import org.vedette.itests.real.Sipp;

/**
 * A telephone rings for a sign-in at a server that dies: whoever asks the other server while it
 * rings is told no in the end, and whoever asks later is called by that one. sipp is the trunk.
 * With profile {@code faults}.
 */
public class ClusterCallLongIT {
  private static final int DEADLINE = 40;
  private static final String NUMBER = "3052";

  /** For so long the same credential joins a call that rings. */
  private static final Duration JOINED = Duration.ofSeconds(10);

  private ClusterLab lab;
  private LabServer a;
  private LabServer b;
  private Sipp trunk;

  /** Pairs two servers with one trunk, whose telephone rings for ever. */
  @Before
  public void pair() throws Exception {
    lab = new ClusterLab();
    a = lab.add("a");
    b = lab.add("b");
    lab.startAll();
    lab.enter(a);
    Site.client(a.server(), "lab", lab.edge());
    a.server().vedette("application", "set", "lab", "deadlineSeconds=" + DEADLINE);
    trunk = Sipp.ringing(InetAddress.getByName(lab.edge()));
    a.server()
        .vedette(
            "settings",
            "set",
            "org.vedette.gateway.sip~trunk",
            "host=" + lab.edge(),
            "port=" + trunk.port(),
            "caller=+4930900",
            "ringSeconds=30",
            "probeSeconds=0");
    a.server().vedette("settings", "set", "org.vedette.core", "routes=voice * sip:trunk");
    a.rest().call("POST", "/users", "{\"username\":\"called\"}");
    Site.password(a.server(), "called");
    a.server().vedette("user", "set", "called", "phone=+49 " + NUMBER);
    a.rest()
        .call("POST", "/users/called/enrollments", "{\"method\":\"phone\",\"mode\":\"standard\"}");
    lab.join(a, b);
    LabServer.await("b knows all", 30).until(() -> b.records().equals(a.records()));
  }

  /** Ends all of it. */
  @After
  public void end() throws Exception {
    if (trunk != null) {
      trunk.close();
    }
    lab.close();
  }

  private RadiusClient client(LabServer of) {
    return RadiusClient.to(of.server().radius(), Site.SECRET)
        .timeout(Duration.ofSeconds(DEADLINE + 10))
        .sends(1)
        .open();
  }

  @Test
  public void aCallWhoseServerDiesEndsClearlyAndIsMadeAnew() throws Exception {
    RadiusRequest request = RadiusRequest.access("called", Site.PASSWORD);
    try (RadiusClient atA = client(a);
        RadiusClient atB = client(b)) {
      CompletableFuture<Exchange> first = atA.send(request);
      LabServer.await("the telephone rings", 20)
          .until(() -> trunk.saw("INVITE sip:+49" + NUMBER + "@"));
      Timing ringing = new Timing();
      lab.kill(a);

      Exchange joined = atB.send(request).get();
      System.out.printf(
          "asked at the other server while it rang: %s after %.1f s%n",
          joined, ringing.taken().toMillis() / 1000.0);
      assertThat(joined.accepted()).as(joined.toString()).isFalse();
      System.out.println(b.server().vedette("audit", "list", "--text", "called"));
      assertThat(joined.rejected()).as("it is told no: " + joined).isTrue();
      assertThat(first.isDone() && first.get().accepted()).isFalse();

      int port = trunk.port();
      trunk.close();
      trunk = Sipp.answering("#", InetAddress.getByName(lab.edge()), port);
      LabServer.await("nobody joins the first call any more", 30)
          .until(() -> ringing.taken().compareTo(JOINED) > 0);
      Timing anew = new Timing();
      Exchange second = atB.send(request).get();
      System.out.printf(
          "asked again later: %s after %.1f s%n", second, anew.taken().toMillis() / 1000.0);
      assertThat(second.accepted()).as(second.toString()).isTrue();
      assertThat(trunk.saw("INVITE sip:+49" + NUMBER + "@")).isTrue();
      assertThat(b.server().vedette("audit", "list", "--text", "called")).contains("CALL_VERIFIED");
    }
  }
}
