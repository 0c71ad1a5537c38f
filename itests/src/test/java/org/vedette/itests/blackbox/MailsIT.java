package org.vedette.itests.blackbox;

import static org.assertj.core.api.Assertions.assertThat;

import com.icegreen.greenmail.util.GreenMail;
import com.icegreen.greenmail.util.ServerSetup;
import jakarta.mail.internet.MimeMessage;
import jakarta.mail.internet.MimeMultipart;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.AfterClass;
import org.junit.BeforeClass;
import org.junit.Test;
import org.vedette.client.radius.RadiusClient;

/** Mails about accounts, texts of the operator, telephone numbers and what new users have. */
public class MailsIT {
  private static final int PATIENCE_MILLIS = 20_000;

  private static SmsProvider provider;
  private static GreenMail mails;
  private static Server server;
  private static int users;

  @BeforeClass
  public static void start() throws Exception {
    provider = new SmsProvider();
    mails = new GreenMail(new ServerSetup(0, "127.0.0.1", ServerSetup.PROTOCOL_SMTP));
    mails.start();
    server = Server.unpack("mails").start();
    server.vedette(
        "settings",
        "set",
        "org.vedette.gateway.mail~main",
        "host=127.0.0.1",
        "port=" + mails.getSmtp().getPort(),
        "security=none",
        "from=login@corp.example");
    server.vedetteWith(
        "vdtmark-sms-token\n",
        "settings",
        "set",
        "org.vedette.gateway.http~main",
        "url=" + provider.url(),
        "account=AC1",
        "from=+15550100",
        "--secret-stdin",
        "secret");
  }

  @AfterClass
  public static void stop() throws Exception {
    server.close();
    mails.stop();
    provider.close();
  }

  private static void settings(String... values) {
    List<String> command = new ArrayList<>(List.of("settings", "set", "org.vedette.core"));
    command.addAll(Arrays.asList(values));
    server.vedette(command.toArray(String[]::new));
  }

  private static void call(String method, String path, String body) throws Exception {
    server.rest().call(method, path, body);
  }

  private static String user(String fields) throws Exception {
    String name = "mailuser" + ++users + "@corp.example";
    call("POST", "/users", "{\"username\":\"" + name + "\"" + fields + "}");
    return name;
  }

  private static void enroll(String name, String method, String mode) throws Exception {
    call(
        "POST",
        "/users/" + name + "/enrollments",
        "{\"method\":\"%s\",\"mode\":\"%s\"}".formatted(method, mode));
  }

  private static List<MimeMessage> to(String address) throws Exception {
    List<MimeMessage> found = new ArrayList<>();
    for (MimeMessage each : mails.getReceivedMessages()) {
      if (each.getAllRecipients()[0].toString().equals(address)) {
        found.add(each);
      }
    }
    return found;
  }

  /** Waits for as many mails to an address as there have to be, and no more. */
  private static MimeMessage last(String address, int count) throws Exception {
    long end = System.nanoTime() + PATIENCE_MILLIS * 1_000_000L;
    while (to(address).size() < count) {
      long left = (end - System.nanoTime()) / 1_000_000L;
      assertThat(left).as("waiting for mail " + count + " to " + address).isPositive();
      mails.waitForIncomingEmail(left, mails.getReceivedMessages().length + 1);
    }
    assertThat(to(address)).hasSize(count);
    return to(address).get(count - 1);
  }

  private static String text(MimeMessage mail) throws Exception {
    Object content = mail.getContent();
    return content instanceof MimeMultipart parts
        ? parts.getBodyPart(0).getContent().toString()
        : content.toString();
  }

  /** Rows 2, 45, 46 and 47. */
  @Test
  public void usersAreWelcomedOnceByMethodAndPin() throws Exception {
    settings("mailToUsers=false", "portalUrl=");
    String silent = user("");
    enroll(silent, "oath", "standard");

    settings("mailToUsers=true", "portalUrl=https://portal.example.org", "issuer=Corp");
    String oath = user(",\"firstName\":\"Olga\"");
    enroll(oath, "oath", "standard");
    MimeMessage welcome = last(oath, 1);
    assertThat(welcome.getSubject()).isEqualTo("Your sign-in at Corp");
    assertThat(text(welcome))
        .contains("Hello Olga,", "token or authenticator app", "https://portal.example.org")
        .doesNotContain("PIN");

    String texts = user(",\"phone\":\"+41 44 668 18 00\",\"languages\":{\"text\":\"es\"}");
    enroll(texts, "text", "pin");
    assertThat(text(last(texts, 1))).contains("SMS en el +41 446681800", "su PIN");

    call("PATCH", "/users/" + oath, "{\"description\":\"x\"}");
    call("PATCH", "/users/" + oath, "{\"enabled\":false}");
    call("PATCH", "/users/" + oath, "{\"enabled\":true}");
    enroll(oath, "recovery", "standard");
    call("PATCH", "/users/" + silent, "{\"description\":\"x\"}");
    server.vedette("user", "set", oath, "description=y", "--mail");
    last(oath, 2);
    assertThat(to(oath)).extracting(MimeMessage::getSubject).doesNotHaveDuplicates();
    assertThat(to(silent)).isEmpty();

    String audit = server.vedette("audit", "list", "--text", oath);
    assertThat(audit).contains("mail.sent").doesNotContain("Hello Olga");
  }

  @Test
  public void aFirstPinGoesByMailAndIsNowhereElse() throws Exception {
    settings("mailToUsers=true");
    String name = user("");
    String said = server.vedette("user", "pin", name, "--generate", "--mail");
    String text = text(last(name, 1));
    Matcher pin = Pattern.compile("^ {4}([0-9]{4})\\s*$", Pattern.MULTILINE).matcher(text);
    assertThat(pin.find()).as(text).isTrue();
    assertThat(said).contains("by mail").doesNotContain(" " + pin.group(1));
  }

  @Test
  public void lockoutsAndBlocksAreTold() throws Exception {
    settings("mailToUsers=true", "adminMails=admin@corp.example", "lockoutThreshold=1");
    Site.client(server, "vpn", "127.0.0.1");
    String name = user("");
    enroll(name, "oath", "pin");
    last(name, 1);
    Site.password(server, name);
    call("PUT", "/users/" + name + "/pin", "{\"pin\":\"4711\"}");
    try (RadiusClient vpn =
        RadiusClient.to(server.radius(), Site.SECRET)
            .from(new InetSocketAddress("127.0.0.1", 0))
            .open()) {
      assertThat(vpn.answer(vpn.authenticate(name, Site.PASSWORD), name, "0000004711").rejected())
          .isTrue();
    }
    assertThat(last(name, 2).getSubject()).isEqualTo("Your account is locked");

    server.vedette("user", "block", name, "--reason", "laptop stolen");
    MimeMessage block = last("admin@corp.example", 1);
    assertThat(block.getSubject()).isEqualTo(name + " was blocked");
    assertThat(text(block)).contains("laptop stolen");
    settings("adminMails=", "lockoutThreshold=0");
  }

  /** Row 21; a text is shown, changed, refused, looked at, sent, and taken back. */
  @Test
  public void theOperatorWritesTexts() throws Exception {
    assertThat(server.vedette("template", "list")).contains("sms.code", "mail.welcome.call.pin");
    assertThat(server.vedette("template", "show", "sms.code", "--language", "es"))
        .contains("es su c\u00f3digo", "<$application_name$>", "the text of the server");
    Server.Ran refused =
        server.tryVedette("", "template", "change", "sms.code", "--body", "<$otp$> <$user$>");
    assertThat(refused.code()).isEqualTo(1);
    assertThat(refused.out()).contains("<$user$> is unknown", "<$username$>");
    assertThat(server.tryVedette("", "template", "change", "sms.code", "--body", "Hi").out())
        .contains("must hold <$otp$>");

    Path pdf = Files.createTempFile("Welcome", ".pdf");
    Files.write(pdf, new byte[200 << 10]);
    String changed =
        server.vedette(
            "template",
            "change",
            "mail.code",
            "--subject",
            "Code f\u00fcr <$application_name$>",
            "--body",
            "Hier: <$otp$>\\nGr\u00fc\u00dfe",
            "--language",
            "de",
            "--attach",
            pdf.toString());
    assertThat(changed).contains("204800 bytes", "your text for all applications");
    assertThat(server.vedette("template", "preview", "mail.code", "--language", "de"))
        .contains("Code f\u00fcr VPN", "Hier: 123456");
    server.vedette("template", "test", "mail.code", "tester@corp.example", "--language", "de");
    MimeMessage mail = last("tester@corp.example", 1);
    assertThat(mail.getSubject()).isEqualTo("Code f\u00fcr VPN");
    assertThat(text(mail)).isEqualToIgnoringNewLines("Hier: 123456\nGr\u00fc\u00dfe");
    assertThat(((MimeMultipart) mail.getContent()).getBodyPart(1).getSize()).isGreaterThan(200_000);

    assertThat(server.vedette("template", "test", "sms.code", "+41791234567"))
        .contains("took the message");
    assertThat(provider.taken("+41791234567").get(0).text()).startsWith("123456 is your code");
    server.vedette("template", "reset", "mail.code", "--language", "de");
    assertThat(server.vedette("template", "show", "mail.code", "--language", "de"))
        .contains("the text of the server");
    assertThat(server.vedette("audit", "list", "--limit", "200"))
        .contains("template.add", "template.test", "template.remove");
    Files.delete(pdf);
  }

  /** Rows 3, 4, 8 and 25. */
  @Test
  public void newUsersHaveWhatTheCompanyUsuallyHas() throws Exception {
    String before = user("");
    settings("defaultMethod=oath", "languageText=fr", "defaultCountry=CH");
    server.vedette(
        "user", "add", "usual", "phone=044 668 18 00", "group=Ops", "description=on Mondays");
    assertThat(server.vedette("user", "show", "usual")).contains("+41 446681800", "oath", "fr");
    assertThat(server.vedette("user", "show", before)).doesNotContain("default method");
    assertThat(server.vedette("user", "list", "--group", "ops")).contains("usual", "1 of 1");
    assertThat(server.vedette("user", "list", "on mondays")).contains("usual");
    assertThat(server.tryVedette("", "user", "set", "usual", "phone=+41 44").out())
        .contains("too short", "for example +41");
    assertThat(server.tryVedette("", "user", "set", "usual", "phone=0900 123 456").out())
        .contains("premiumNumbers");
    settings("defaultMethod=", "languageText=", "defaultCountry=");
  }
}
