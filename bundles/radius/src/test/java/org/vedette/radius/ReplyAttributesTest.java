package org.vedette.radius;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.junit.Before;
import org.junit.Rule;
import org.junit.Test;
import org.vedette.api.auth.ApplicationSchema;
import org.vedette.api.auth.Memberships;
import org.vedette.api.radius.RadiusDesk;
import org.vedette.api.radius.ReplyAttributes;
import org.vedette.api.store.PluginRecord;
import org.vedette.api.user.User;
import org.vedette.codec.radius.Dictionary;
import org.vedette.codec.radius.Packet;
import org.vedette.codec.radius.PacketText;

/** Attributes that are set for applications, groups and users. */
public class ReplyAttributesTest {
  private static final UUID ALICE = UUID.nameUUIDFromBytes(new byte[] {1});
  private static final String STAFF = "CN=Staff,DC=example";

  @Rule public final RadiusFixture radius = new RadiusFixture();

  @Before
  public void serve() {
    radius.records.given(User.TYPE, User.builder(ALICE, "Alice", "alice").build());
    radius.records.given(
        PluginRecord.TYPE,
        ReplyAttributes.ofUser(ALICE, "Session-Timeout = 60").record(1),
        ReplyAttributes.ofGroup(STAFF, "Session-Timeout = 120; Class = staff; Class = more")
            .record(1));
    radius.serve(
        radius.application(
            "replyAttributes", "Filter-Id = general; Class = general; Session-Timeout = 1"));
  }

  private List<String> accepted(String username, Map<String, String> primary) {
    radius.core.says(RadiusFixture.granted(primary));
    Packet reply = radius.nas().authenticate(username, "x").reply().orElseThrow();
    return new PacketText(Dictionary.shipped())
        .lines(reply).stream().skip(1).map(it -> it.name() + "=" + it.value()).toList();
  }

  @Test
  public void theMoreSpecificHidesTheMoreGeneral() {
    assertThat(accepted("alice", Memberships.write(Set.of("cn=staff,dc=EXAMPLE"))))
        .containsExactly("Session-Timeout=60", "Class=staff", "Class=more", "Filter-Id=general");
    assertThat(accepted("alice", Map.of("Filter-Id", "from the directory", "State", "x")))
        .containsExactly("Session-Timeout=60", "Filter-Id=from the directory", "Class=general");
    assertThat(radius.core.requests.get(0).groups()).isTrue();
  }

  @Test
  public void previewShowsWhereEachComesFrom() {
    RadiusDesk.Preview preview =
        radius
            .server
            .administration()
            .preview(radius.application().id(), "ALICE", Set.of(STAFF))
            .orElseThrow();

    assertThat(preview.lines())
        .extracting(RadiusDesk.Line::from)
        .containsExactly("listener", "user", "group", "group", "application");
    assertThat(preview.octets()).isEqualTo(20 + 18 + 6 + 7 + 6 + 9);
    assertThat(preview.leftOut()).isZero();
  }

  @Test
  public void whatOnlyTheListenerMakesIsRefused() {
    ApplicationSchema schema = new RadiusSchema();

    assertThat(schema.check("local", Map.of("replyAttributes", "State = 0x01"))).hasSize(1);
    assertThat(schema.check("local", Map.of("replyAttributes", "Filter-Id = vpn"))).isEmpty();
    assertThat(radius.server.administration().problems("Class = " + "x; Class = y".repeat(400)))
        .isNotEmpty();
  }
}
