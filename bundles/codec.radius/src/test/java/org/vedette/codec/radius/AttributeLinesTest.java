package org.vedette.codec.radius;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.Test;

public class AttributeLinesTest {
  private static final Dictionary SHIPPED = Dictionary.shipped();
  private final AttributeLines lines = new AttributeLines(SHIPPED);

  private List<Attribute> read(String text) {
    AttributeLines.Read read = lines.read(text);
    assertThat(read.problems()).isEmpty();
    return read.lines().stream().map(AttributeLines.Line::attribute).toList();
  }

  private String problem(String text) {
    AttributeLines.Read read = lines.read(text);
    assertThat(read.problems()).hasSize(1);
    return read.problems().get(0);
  }

  @Test
  public void linesAndSemicolonsSeparateAndQuotesKeepTogether() {
    assertThat(
            read(
                """
                # staff; only
                filter-id = vpn; Session-Timeout=28800
                Reply-Message = "a; \\"b\\" = c"
                Class = 0x0a0b;;
                """))
        .containsExactly(
            Attribute.text(11, "vpn"),
            Attribute.integer(AttributeTypes.SESSION_TIMEOUT, 28_800),
            Attribute.text(AttributeTypes.REPLY_MESSAGE, "a; \"b\" = c"),
            new Attribute(AttributeTypes.CLASS, new byte[] {10, 11}));
  }

  @Test
  public void namedValuesTagsAndVendorsAreWritten() {
    assertThat(read("Tunnel-Type:1 = VLAN; Tunnel-Private-Group-Id:1 = 42; Cisco-AVPair = a=b"))
        .containsExactly(
            new Attribute(64, new byte[] {1, 0, 0, 13}),
            new Attribute(81, new byte[] {1, '4', '2'}),
            SHIPPED.encode("Cisco-AVPair", "a=b").orElseThrow());
  }

  @Test
  public void refusalsNameAttributeAndRemedy() {
    assertThat(problem("Filtr-Id = a")).contains("'Filtr-Id'", "did you mean Filter-Id");
    assertThat(problem("Session-Timeout = 5m"))
        .contains("Session-Timeout", "'5m'", "0 to 4294967295");
    assertThat(problem("Service-Type = Foo")).contains("Service-Type", "Login-User");
    assertThat(problem("Framed-IP-Address = 300.1.1.1")).contains("like 192.0.2.7");
    assertThat(problem("Filter-Id")).contains("Name = value");
    assertThat(problem("Filter-Id = \"open")).contains("quote");
    assertThat(problem("Filter-Id:1 = x")).contains("has no tag");
    assertThat(problem("Tunnel-Type:99 = VLAN")).contains("0 to 31");
    assertThat(problem("Tunnel-Password = x")).contains("hidden");
    assertThat(problem("Filter-Id = " + "x".repeat(254))).contains("1 to 253 octets");
    assertThat(problem("Filter-Id =")).contains("1 to 253 octets");
  }
}
