package org.vedette.gateway.smpp;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.Test;
import org.vedette.api.lifecycle.SettingText;
import org.vedette.gateway.smpp.wire.Envelope;

public class SettingsTest {
  private static TestSettings some() {
    return TestSettings.of("smsc.example.com:3550");
  }

  private static List<String> wrong(TestSettings settings) {
    SettingsReader.Reading reading = settings.read();
    assertThat(reading.settings().isPresent()).isEqualTo(reading.problems().isEmpty());
    return reading.problems().stream().map(SettingText.Problem::key).distinct().toList();
  }

  private static Envelope envelope(String from) {
    return some().with("from", from).read().settings().orElseThrow().envelope();
  }

  @Test
  public void goodOnesPass() {
    assertThat(wrong(some())).isEmpty();
    assertThat(wrong(some().with("centres", new String[] {"a:1", "[2001:db8::1]:2775"}))).isEmpty();
    assertThat(wrong(some().with("centres", "a:1, b:2"))).isEmpty();
    assertThat(wrong(some().with("password", ""))).isEmpty();
    assertThat(wrong(some().with("from", ""))).isEmpty();
    assertThat(wrong(some().with("validitySeconds", 0))).isEmpty();
    assertThat(wrong(some().with("rejectStatus", "0x0B, 1032, 0xFFFFFFFF, 0408"))).isEmpty();
    assertThat(some().read().settings().orElseThrow().toString())
        .doesNotContain(TestSettings.PASSWORD);
  }

  @Test
  public void whatIsMissingOrStrangeIsNamed() {
    for (Object centres :
        new Object[] {
          new String[0],
          "smsc.example.com",
          "smsc:0",
          "smsc:65536",
          ":2775",
          "a b:1",
          "smpp://a:1",
          "a:1,a:1",
          "a:1,b:1,c:1,d:1,e:1,f:1,g:1,h:1,i:1"
        }) {
      assertThat(wrong(some().with("centres", centres))).containsExactly("centres");
    }
    Object[][] table = {
      {"distribution", "random"},
      {"bindType", "both"},
      {"binds", 0},
      {"binds", 9},
      {"window", 65},
      {"systemId", ""},
      {"systemId", "sixteen-letters!"},
      {"systemId", "ä"},
      {"systemType", "thirteen-char"},
      {"interfaceVersion", "4.0"},
      {"from", "twelve chars"},
      {"from", "+15 5"},
      {"from", "Ärzte"},
      {"sourceTon", 7},
      {"sourceNpi", 19},
      {"destinationTon", -1},
      {"destinationNpi", "x"},
      {"serviceType", "sixsix"},
      {"validitySeconds", 59},
      {"validitySeconds", 604_801},
      {"receipts", "maybe"},
      {"alphabet", "utf8"},
      {"longMessages", "sar"},
      {"rejectStatus", "x"},
      {"rejectStatus", "0"},
      {"rejectStatus", "0x1FFFFFFFF"},
      {"enquireLinkSeconds", 0},
      {"connectTimeoutMillis", 99},
      {"responseTimeoutMillis", 30_001},
      {"timeoutMillis", 499},
      {"maxWaiting", -1},
      {"trustedCertificates", "x"},
    };
    for (Object[] row : table) {
      assertThat(wrong(some().with((String) row[0], row[1])))
          .as(row[0] + "=" + row[1])
          .containsExactly((String) row[0]);
    }
    TestSettings many = some().with("centres", "a:1,b:1,c:1").with("bindType", "pair");
    assertThat(wrong(many.with("binds", 5))).isEmpty();
    assertThat(wrong(many.with("binds", 6))).containsExactly("binds");
  }

  @Test
  public void clearTextIsForThisMachineOrForWhoSaysSo() {
    for (String host : List.of("localhost", "127.0.0.1", "127.8.9.10", "[::1]")) {
      assertThat(wrong(some().with("centres", host + ":1").with("tls", false))).as(host).isEmpty();
    }
    for (String host : List.of("smsc.example.com", "127.0.0.1.example.com", "10.0.0.1", "[::2]")) {
      TestSettings settings = some().with("centres", "localhost:1," + host + ":1");
      assertThat(wrong(settings.with("tls", false))).as(host).containsExactly("tls");
      assertThat(wrong(settings.with("allowClear", true))).as(host).isEmpty();
    }
  }

  /** SMPP 3.4 sections 5.2.5 and 5.2.6. */
  @Test
  public void theKindOfSenderIsSeen() {
    Object[][] table = {
      {"+15005550006", "15005550006", 1, 1},
      {"15005550006", "15005550006", 1, 1},
      {"12345", "12345", 3, 1},
      {"Firma 24", "Firma 24", 5, 0},
      {"", "", 0, 0},
    };
    for (Object[] row : table) {
      Envelope envelope = envelope((String) row[0]);
      assertThat(envelope.from()).isEqualTo(row[1]);
      assertThat(envelope.fromTon()).as((String) row[0]).isEqualTo(row[2]);
      assertThat(envelope.fromNpi()).as((String) row[0]).isEqualTo(row[3]);
    }
    TestSettings told = some().with("sourceTon", 0).with("sourceNpi", 8);
    assertThat(told.read().settings().orElseThrow().envelope().fromTon()).isZero();
    assertThat(told.read().settings().orElseThrow().envelope().fromNpi()).isEqualTo(8);
  }
}
