package org.vedette.gateway.mail;

import static org.assertj.core.api.Assertions.assertThat;

import com.icegreen.greenmail.util.GreenMail;
import com.icegreen.greenmail.util.ServerSetup;
import jakarta.mail.internet.InternetAddress;
import jakarta.mail.internet.MimeMessage;
import org.junit.After;
import org.junit.Before;
import org.junit.BeforeClass;
import org.junit.Test;
import org.vedette.api.delivery.Delivery;

/** A mail server that others have written. */
public class GreenMailTest {
  private static TestKeys keys;

  private final World world = new World();
  private GreenMail server;

  /** It reads its certificate once for all. */
  @BeforeClass
  public static void certify() throws Exception {
    keys = TestKeys.own();
    System.setProperty("greenmail.tls.keystore.file", keys.serverStore().toString());
    System.setProperty("greenmail.tls.keystore.password", TestKeys.STORE_PASSWORD);
  }

  @Before
  public void start() {
    server =
        new GreenMail(
            new ServerSetup[] {
              new ServerSetup(0, "127.0.0.1", ServerSetup.PROTOCOL_SMTP),
              new ServerSetup(0, "127.0.0.1", ServerSetup.PROTOCOL_SMTPS)
            });
    server.setUser("login@corp.example", "login", "marked-pass-2");
    server.start();
    world.set("responseTimeoutMillis", 5000);
  }

  @After
  public void close() {
    world.close();
    server.stop();
  }

  @Test
  public void takesMailsInClear() throws Exception {
    world.set("port", server.getSmtp().getPort()).configure();
    assertThat(world.send("jane@x.example")).isInstanceOf(Delivery.Sent.class);
    assertThat(world.send("joe@x.example")).isInstanceOf(Delivery.Sent.class);

    MimeMessage[] mails = server.getReceivedMessages();
    assertThat(mails).hasSize(2);
    assertThat(mails[1].getAllRecipients()).containsExactly(new InternetAddress("joe@x.example"));
    assertThat((String) mails[1].getContent())
        .isEqualToIgnoringNewLines("Hello Jörg,\n\nyour code is 738201.\n.\nCorp");
  }

  @Test
  public void takesMailsOfWhoSignsIn() throws Exception {
    server.getManagers().getUserManager().setAuthRequired(true);
    world.set("port", server.getSmtps().getPort(), "security", "tls", "host", "localhost");
    world.set("trustedCertificates", keys.authority());
    world.set("user", "login", "password", "marked-pass-2").configure();
    assertThat(world.send("jane@x.example")).isInstanceOf(Delivery.Sent.class);
    assertThat(server.getReceivedMessages()).hasSize(1);

    world.set("password", "wrong").configure();
    assertThat(world.sendWhy("jane@x.example"))
        .startsWith("unreachable: the server does not let the user sign in: 535");
    assertThat(server.getReceivedMessages()).hasSize(1);
  }
}
