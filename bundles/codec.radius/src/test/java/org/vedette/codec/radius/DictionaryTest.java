package org.vedette.codec.radius;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Arrays;
import java.util.List;
import org.junit.Test;

public class DictionaryTest {
  private static final Dictionary SHIPPED = Dictionary.shipped();
  private static final SharedSecret SECRET = SharedSecret.of("a secret of some length");

  @Test
  public void shippedNamesAreFoundInAnyCase() {
    assertThat(SHIPPED.encode("filter-id", "staff")).hasValue(Attribute.text(11, "staff"));
    assertThat(SHIPPED.encode("SERVICE-TYPE", "framed-user"))
        .hasValue(Attribute.integer(AttributeTypes.SERVICE_TYPE, 2));
    assertThat(SHIPPED.encode("Service-Type", "99"))
        .hasValue(Attribute.integer(AttributeTypes.SERVICE_TYPE, 99));
    assertThat(SHIPPED.numbered(Dictionary.NO_VENDOR, 95).orElseThrow().name())
        .isEqualTo("NAS-IPv6-Address");
    assertThat(SHIPPED.extended(241, 1).orElseThrow().name()).isEqualTo("Frag-Status");
  }

  @Test
  public void vendorAttributesArePackedAndUnpacked() {
    Attribute packed = SHIPPED.encode("Fortinet-Group-Name", "vpn").orElseThrow();
    PacketWriter writer = new PacketWriter(Code.ACCESS_ACCEPT, 1);
    writer.add(packed);
    writer.add(AttributeTypes.VENDOR_SPECIFIC, new byte[] {0, 0, 0, 9, 1, 1});
    Packet packet = PacketTest.valid(writer.reply(new byte[16], SECRET));

    assertThat(VendorAttribute.all(packet, SHIPPED::format))
        .containsExactly(new VendorAttribute(12356, 1, "vpn".getBytes(UTF_8)));
    Dictionary.Entry entry = SHIPPED.numbered(12356, 1).orElseThrow();
    assertThat(SHIPPED.text(entry, "vpn".getBytes(UTF_8))).hasValue("vpn");
  }

  @Test
  public void attributesThatVpnGatewaysHonourAreShipped() {
    assertVendor("Cisco-AVPair", "shell:priv-lvl=15", 9, 1, "shell:priv-lvl=15".getBytes(UTF_8));
    assertVendor("Citrix-User-Groups", "staff", 66, 16, "staff".getBytes(UTF_8));
    assertVendor("Juniper-Local-User-Name", "ops", 2636, 1, "ops".getBytes(UTF_8));
    assertVendor("ASA-Group-Policy", "OU=vpn;", 3076, 25, "OU=vpn;".getBytes(UTF_8));
    assertVendor("ASA-IPsec-Split-Tunneling-Policy", "2", 3076, 55, new byte[] {0, 0, 0, 2});
    assertVendor(
        "ASA-IPsec-Split-Tunneling-Policy",
        "Local-LAN-Permitted",
        3076,
        55,
        new byte[] {0, 0, 0, 2});
    assertVendor("Mikrotik-Group", "full", 14988, 3, "full".getBytes(UTF_8));
    assertVendor("PaloAlto-User-Group", "vpn", 25461, 5, "vpn".getBytes(UTF_8));
    assertVendor("MS-User-IPv4-Address", "192.0.2.1", 311, 61, new byte[] {(byte) 192, 0, 2, 1});
  }

  private static void assertVendor(String name, String text, int vendor, int type, byte[] value) {
    VendorAttribute packed = new VendorAttribute(vendor, type, value);
    assertThat(SHIPPED.encode(name, text)).as(name).hasValue(packed.pack(VendorFormat.STANDARD));
  }

  @Test
  public void oneVendorSpecificMayHoldSeveral() {
    byte[] value = {0, 0, 0, 9, 1, 3, 'a', 2, 4, 'b', 'c'};
    PacketWriter writer = new PacketWriter(Code.ACCESS_REQUEST, 1);
    writer.add(AttributeTypes.VENDOR_SPECIFIC, value);
    Packet packet = PacketTest.valid(writer.request(new byte[16], SECRET));

    assertThat(VendorAttribute.all(packet))
        .containsExactly(
            new VendorAttribute(9, 1, new byte[] {'a'}),
            new VendorAttribute(9, 2, new byte[] {'b', 'c'}));
  }

  @Test
  public void otherLayoutsComeBack() {
    for (VendorFormat format :
        List.of(new VendorFormat(4, 0), new VendorFormat(2, 1), new VendorFormat(2, 2))) {
      VendorAttribute attribute = new VendorAttribute(429, 0x9000, new byte[] {1, 2, 3});
      PacketWriter writer = new PacketWriter(Code.ACCESS_REQUEST, 1);
      writer.add(attribute.pack(format));

      assertThat(
              VendorAttribute.all(
                  PacketTest.valid(writer.request(new byte[16], SECRET)), vendor -> format))
          .containsExactly(attribute);
    }
    assertThatThrownBy(() -> new VendorFormat(3, 1)).isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  public void taggedAndNamedValuesHaveText() {
    Attribute type = SHIPPED.encode("Tunnel-Type", "VLAN").orElseThrow();
    assertThat(type.value()).containsExactly(0, 0, 0, 13);
    Dictionary.Entry entry = SHIPPED.named("tunnel-type").orElseThrow();
    assertThat(SHIPPED.text(entry, new byte[] {5, 0, 0, 13})).hasValue("VLAN");
    assertThat(SHIPPED.text(entry, new byte[] {0, 0, 0, 99})).hasValue("99");
    assertThat(SHIPPED.text(entry, new byte[2])).isEmpty();
  }

  @Test
  public void whatCannotBeWrittenIsLeftOut() {
    assertThat(SHIPPED.encode("mail", "alice@example.com")).isEmpty();
    assertThat(SHIPPED.encode("User-Password", "x")).isEmpty();
    assertThat(SHIPPED.encode("Session-Timeout", "soon")).isEmpty();
    assertThat(SHIPPED.encode("Filter-Id", "x".repeat(254))).isEmpty();
    assertThat(SHIPPED.encode("Cisco-AVPair", "x".repeat(248))).isEmpty();
    assertThat(SHIPPED.encode("Cisco-AVPair", "x".repeat(247))).isPresent();
    assertThat(SHIPPED.encode("Frag-Status", "1")).isEmpty();
  }

  @Test
  public void joinsFragmentsOfLongAttributes() {
    PacketWriter writer = new PacketWriter(Code.ACCESS_REQUEST, 1);
    byte[] first = new byte[253];
    Arrays.fill(first, (byte) 'x');
    first[0] = 26;
    first[1] = (byte) 0x80;
    writer.add(245, first);
    writer.add(245, new byte[] {26, 0, 'y'});
    writer.add(241, new byte[] {1, 0, 0, 0, 3});
    writer.add(241, new byte[] {1});
    writer.add(246, new byte[] {1, (byte) 0x80, 1});
    List<ExtendedAttribute> all =
        ExtendedAttribute.all(PacketTest.valid(writer.request(new byte[16], SECRET)));

    assertThat(all).hasSize(2);
    assertThat(all.get(0).extendedType()).isEqualTo(26);
    assertThat(all.get(0).value()).hasSize(252).endsWith('y');
    assertThat(all.get(1).value()).containsExactly(0, 0, 0, 3);
  }

  @Test
  public void namesTheLineThatIsWrong() {
    for (String wrong :
        List.of(
            "ATTRIBUTE Name",
            "ATTRIBUTE Name 300 string",
            "ATTRIBUTE Name 1 colour",
            "VALUE Name One uno",
            "VENDOR Name x",
            "VENDOR Name 1 format=3,1",
            "VENDOR Name 1 wide",
            "BEGIN-VENDOR Nobody",
            "INCLUDE other")) {
      assertThatThrownBy(() -> Dictionary.read(List.of("# comment", wrong)))
          .as(wrong)
          .isInstanceOf(DictionaryException.class)
          .hasMessageStartingWith("dictionary, line 2: ");
    }
    Dictionary own =
        Dictionary.read(
            List.of(
                "VENDOR Own 4711 format=2,2",
                "BEGIN-VENDOR Own",
                "ATTRIBUTE Own-Level 0x0101 byte # hex",
                "END-VENDOR Own",
                "VALUE Own-Level High 0x09"));
    assertThat(own.encode("own-level", "high").orElseThrow().value())
        .containsExactly(0, 0, 0x12, 0x67, 1, 1, 0, 5, 9);
  }
}
