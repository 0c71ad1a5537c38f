package org.vedette.radius;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.util.List;
import java.util.Map;
import org.awaitility.Awaitility;
import org.junit.Rule;
import org.junit.Test;
import org.vedette.api.auth.Application;
import org.vedette.api.lifecycle.Health;
import org.vedette.api.store.Records;
import org.vedette.client.radius.RadiusRequest;

/** Updates, settings and troubles of the listener itself. */
public class ReplacementTest {
  @Rule public final RadiusFixture radius = new RadiusFixture();

  @Test
  public void successorGoesOnWithWhatWaits() throws IOException {
    radius.serve(radius.application());
    radius.core.holds();
    RawNas nas = radius.raw();
    byte[] request = nas.write(RadiusRequest.access("alice", "x"));
    assertThat(nas.isSilentTo(request)).isTrue();
    radius.server.close();
    assertThat(radius.sockets.leases()).isZero();
    // The old core's answer comes too late for the old listener.
    radius.core.release(FakeCore.denied());

    // Meanwhile another request waits in the kernel.
    byte[] meanwhile = nas.write(RadiusRequest.access("bob", "y"));
    nas.send(meanwhile);
    FakeCore core = new FakeCore().says(RadiusFixture.granted(Map.of()));
    radius.server = radius.start();
    radius.server.core().add(0, core);
    radius.ready();

    assertThat(nas.receive()[1]).isEqualTo(request[1]);
    assertThat(nas.receive()[1]).isEqualTo(meanwhile[1]);
    assertThat(core.requests).extracting(each -> each.username()).containsExactly("alice", "bob");
    assertThat(core.requests.get(0).id()).isEqualTo(radius.core.requests.get(0).id());
    assertThat(core.requests.get(0).deadline().toEpochMilli())
        .isEqualTo(radius.core.requests.get(0).deadline().toEpochMilli());
    assertThat(core.requests.get(0).caller().owner())
        .isEqualTo(radius.core.requests.get(0).caller().owner());
  }

  @Test
  public void onlyChangedAddressesMove() throws IOException {
    radius.serve(radius.application());
    int port = radius.signInAddress().getPort();
    radius.server.configure(
        new RadiusSettings(
            List.of(
                new InetSocketAddress(RadiusFixture.LOOPBACK, 0),
                new InetSocketAddress("127.0.0.4", 0)),
            List.of(),
            100,
            10));

    assertThat(radius.server.addresses()).hasSize(2).contains("udp 127.0.0.1:" + port);
    assertThat(radius.sockets.leases()).isEqualTo(2);
    assertThat(radius.nas().authenticate("alice", "x").rejected()).isTrue();
    InetSocketAddress added =
        new InetSocketAddress(
            "127.0.0.4", radius.server.ports(Endpoint.Role.AUTHENTICATION).get(1));
    RawNas nas = radius.raw(new InetSocketAddress(RadiusFixture.LOOPBACK, 0), added);
    byte[] request = nas.write(RadiusRequest.access("alice", "x"));
    assertThat(nas.exchange(request)[1]).isEqualTo(request[1]);
  }

  @Test
  public void saysWhichAddressCannotBeBoundAndBindsItLater() {
    radius.sockets.refuse(new IOException("udp 127.0.0.4:1812 is used by another program"));
    InetSocketAddress added = new InetSocketAddress("127.0.0.4", 0);
    RadiusSettings settings = new RadiusSettings(List.of(added), List.of(), 100, 10);
    radius.server.configure(settings);

    assertThat(radius.server.health().status()).isEqualTo(Health.Status.CRITICAL);
    assertThat(radius.server.health().message()).contains("is used by another program");
    assertThat(radius.server.addresses()).isEmpty();

    radius.sockets.refuse(null);
    radius.server.configure(settings);
    assertThat(radius.server.addresses()).hasSize(1);
  }

  @Test
  public void clientsKnownGoOnWhileTheStoreIsAway() {
    radius.serve(radius.application());
    radius.records.broken(true);
    radius.server.refresh();
    Awaitility.await().until(() -> radius.server.health().status() == Health.Status.WARN);
    assertThat(radius.nas().authenticate("alice", "x").rejected()).isTrue();
    radius.server.unbind((Records) radius.records);
    assertThat(radius.nas().authenticate("alice", "x").rejected()).isTrue();
    radius.records.broken(false);
    radius.ready();
  }

  @Test
  public void clientWhoseSecretCannotBeOpenedIsNamed() {
    Application good = radius.application();
    Application bad =
        radius.applicationAt("broken", "127.0.0.2", "secret", good.extra().get("secret"));
    radius.records.given(Application.TYPE, good, bad);
    radius.server.records(radius.records);
    Awaitility.await().until(() -> radius.server.health().message().contains("broken"));

    assertThat(radius.server.health().status()).isEqualTo(Health.Status.WARN);
    assertThat(radius.nas().authenticate("alice", "x").rejected()).isTrue();
    assertThat(radius.server.health().message()).doesNotContain(RadiusFixture.SECRET);
  }
}
