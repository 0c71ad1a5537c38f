package org.vedette.itests;

import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertFalse;
import static org.junit.Assert.assertNull;
import static org.junit.Assert.assertTrue;

import java.io.InputStream;
import java.lang.ref.WeakReference;
import java.net.URL;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Dictionary;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import javax.inject.Inject;
import org.apache.karaf.features.BootFinished;
import org.junit.Test;
import org.junit.runner.RunWith;
import org.ops4j.pax.exam.Configuration;
import org.ops4j.pax.exam.CoreOptions;
import org.ops4j.pax.exam.Option;
import org.ops4j.pax.exam.junit.PaxExam;
import org.ops4j.pax.exam.spi.reactors.ExamReactorStrategy;
import org.ops4j.pax.exam.spi.reactors.PerClass;
import org.ops4j.pax.exam.util.Filter;
import org.osgi.framework.Bundle;
import org.osgi.framework.BundleContext;
import org.osgi.framework.InvalidSyntaxException;
import org.osgi.framework.ServiceReference;
import org.osgi.framework.wiring.BundleWiring;
import org.osgi.service.cm.ConfigurationAdmin;
import org.vedette.api.delivery.DeliveryGateway;
import org.vedette.api.delivery.Message;
import org.vedette.api.secret.Secret;
import org.vedette.itests.blackbox.Rest;
import org.vedette.itests.real.Postfix;
import org.vedette.itests.real.TestAuthority;

/**
 * The mail gateway of the distribution sends through Postfix, after an update of its bundle too,
 * and keeps codes out of the log however much that is told to write.
 */
@RunWith(PaxExam.class)
@ExamReactorStrategy(PerClass.class)
public class GatewayMailRealIT {
  private static final String CODE = "MARKED739182";
  private static final String PID = "org.vedette.gateway.mail~real";
  private static final String LOGGING = "org.ops4j.pax.logging";
  private static final String LEVEL = "log4j2.rootLogger.level";

  /** Present when all features of the boot are installed and started; no test runs before. */
  @Inject
  @Filter(timeout = 120_000)
  private BootFinished booted;

  @Inject private BundleContext context;
  @Inject private ConfigurationAdmin settings;

  @Configuration
  public Option[] configuration() {
    // A collection clears soft references too: what is left is held for good.
    return Container.with(CoreOptions.vmOption("-XX:SoftRefLRUPolicyMSPerMB=0"));
  }

  @Test
  public void mailsArriveAndCodesStayOutOfTheLog() throws Exception {
    Path base = Path.of(System.getProperty("karaf.base"));
    TestAuthority authority = TestAuthority.in(Files.createTempDirectory("authority"));
    logAll();
    try (Postfix postfix = new Postfix(authority)) {
      Rest rest = Rest.of(base);
      rest.call("PATCH", "/settings/" + PID, body(postfix, authority));
      Patience.until(() -> assertEquals(1, gateways().size()));

      assertTrue(send("jane@x.example").startsWith("sent: 250 2.0.0 Ok: queued as "));
      assertTrue(send("j\u00f6rg@x.example").startsWith("sent: 250 2.0.0 Ok: queued as "));
      assertTrue(send("nobody@x.example").startsWith("rejected: the server answered 550 5.1.1"));
      assertTrue(send("jane@elsewhere.example").startsWith("rejected: the server answered 554"));
      String mail = postfix.mails("jane", 1).get(0);
      for (String part :
          List.of(
              "From: =?UTF-8?B?Q29ycCBHcsO8w59l?=\n <login@corp.example>\n",
              "To: jane@x.example\n",
              "Subject: Your code\n",
              "Auto-Submitted: auto-generated\n",
              "(using TLSv1.3 with cipher ",
              "with ESMTPS id ",
              "\n\nHello J=C3=B6rg,\n.\nyour code is " + CODE + "\n")) {
        assertTrue(part + " in " + mail, mail.contains(part));
      }
      assertTrue(postfix.mails("joerg", 1).get(0).contains("To: j\u00f6rg@x.example\n"));

      update();
      Patience.until(() -> assertEquals(1, gateways().size()));
      assertTrue(send("jane@x.example").startsWith("sent: "));
      assertEquals(2, postfix.mails("jane", 2).size());

      String listed = rest.call("GET", "/settings/" + PID, "");
      assertTrue(listed, listed.contains("\"scope\":\"replicated\""));
      assertTrue(rest.call("GET", "/settings", "").contains("org.vedette.gateway.mail"));
    }
    String log = Files.readString(base.resolve("var/log/vedette.log"));
    assertTrue("the level was set", log.contains(" TRACE ") || log.contains(" DEBUG "));
    assertFalse("a code is in the log", log.contains(CODE));
  }

  private static String body(Postfix postfix, TestAuthority authority) throws Exception {
    return """
        {"host": "localhost", "port": %d, "from": "login@corp.example", "fromName": "Corp Gr\u00fc\u00dfe",
         "trustedCertificates": "%s"}
        """
        .formatted(postfix.port(), authority.pem().replace("\n", "\\n"));
  }

  private void logAll() throws Exception {
    org.osgi.service.cm.Configuration logging = settings.getConfiguration(LOGGING, null);
    Dictionary<String, Object> changed = logging.getProperties();
    changed.put(LEVEL, "TRACE");
    logging.update(changed);
  }

  private List<ServiceReference<DeliveryGateway>> gateways() {
    try {
      return List.copyOf(
          context.getServiceReferences(
              DeliveryGateway.class, "(&(vedette.channel=mail)(vedette.gateway=mail:real))"));
    } catch (InvalidSyntaxException impossible) {
      throw new AssertionError(impossible);
    }
  }

  private String send(String to) throws Exception {
    ServiceReference<DeliveryGateway> reference = gateways().get(0);
    Message message =
        new Message("mail", to, "code", "en", Map.of(), Secret.of(CODE))
            .written(
                new Message.Text("Your code", "Hello J\u00f6rg,\n.\nyour code is " + CODE + "\n"));
    try {
      return context
          .getService(reference)
          .send(message)
          .toCompletableFuture()
          .get(30, TimeUnit.SECONDS)
          .match(
              sent -> "sent: " + sent.reference(),
              rejected -> "rejected: " + rejected.why(),
              unreachable -> "unreachable: " + unreachable.why());
    } finally {
      context.ungetService(reference);
    }
  }

  private void update() throws Exception {
    Bundle bundle =
        Arrays.stream(context.getBundles())
            .filter(each -> "org.vedette.gateway.mail".equals(each.getSymbolicName()))
            .findFirst()
            .orElseThrow();
    WeakReference<ClassLoader> old =
        new WeakReference<>(bundle.adapt(BundleWiring.class).getClassLoader());
    try (InputStream jar = new URL(bundle.getLocation()).openStream()) {
      bundle.update(jar);
    }
    Patience.until(
        () -> {
          System.gc();
          assertNull("the class loader before the update", old.get());
        });
  }
}
