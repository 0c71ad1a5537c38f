package org.vedette.itests.real;

import java.io.IOException;
import java.io.Writer;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.awaitility.Awaitility;

/**
 * An OpenLDAP server of one test: its own process, folder, ports on loopback, certificate
 * authority, and entries. Speaks LDAP and StartTLS on one port and LDAPS on another.
 *
 * <p>Only the service account may search; people see their own entry, and may change telephone
 * number and password there. Groups are kept by the memberof overlay, changes told by syncprov, and
 * an answer holds {@value #SIZE_LIMIT} entries at most.
 */
public final class Slapd implements AutoCloseable {
  /** Entry below which all is. */
  public static final String BASE = "dc=corp,dc=example";

  /** Entry below which users are. */
  public static final String PEOPLE = "ou=people," + BASE;

  /** The account that may search. */
  public static final String SERVICE_DN = "cn=service," + BASE;

  /** Its password. */
  public static final String SERVICE_PASSWORD = "marked-service-Xq81";

  /** A user, who is in the group {@link #GROUP}. */
  public static final String USER = "alice";

  /** The user's password. */
  public static final String USER_PASSWORD = "marked-alice-Wp47";

  /** A group. */
  public static final String GROUP = "cn=vpn,ou=groups," + BASE;

  /** A user whose password was reset and must be changed; the password is the other's. */
  public static final String RESET_USER = "reset";

  /** Most entries that one answer holds. */
  public static final int SIZE_LIMIT = 100;

  private static final String POLICY = "cn=policy," + BASE;
  private static final String ADMIN_DN = "cn=admin," + BASE;
  private static final String ADMIN_PASSWORD = "marked-admin-Rt52";
  private static final Duration PATIENCE = Duration.ofSeconds(20);
  private static final List<String> MODULE_FOLDERS =
      List.of("/usr/lib/ldap", "/usr/lib64/openldap", "/usr/libexec/openldap");

  private final String binary = binary();
  private final Path folder;
  private final TestAuthority authority;
  private final int plainPort;
  private final int tlsPort;
  private Process process;

  /** Writes entries as LDIF; those above them first. */
  @FunctionalInterface
  public interface Entries {
    /** Writes all of them. */
    void write(Appendable ldif) throws IOException;
  }

  /** Makes and starts a server with its entries. */
  public Slapd() throws IOException {
    this(ldif -> {});
  }

  /**
   * Makes and starts a server with more entries, loaded before it starts: tens of thousands a
   * second, but without what overlays add ({@code memberOf}).
   */
  public Slapd(Entries more) throws IOException {
    folder =
        Files.createTempDirectory(
            "slapd",
            PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------")));
    authority = TestAuthority.in(folder);
    try (ServerSocket one = free();
        ServerSocket other = free()) {
      plainPort = one.getLocalPort();
      tlsPort = other.getLocalPort();
    }
    Files.createDirectory(folder.resolve("db"));
    Files.writeString(folder.resolve("slapd.conf"), settings());
    load(more);
    start();
    add(entries());
  }

  private void load(Entries more) throws IOException {
    Path ldif = folder.resolve("entries.ldif");
    try (Writer to = Files.newBufferedWriter(ldif)) {
      to.append(tree());
      more.write(to);
    }
    // As "slapd -T add", so that only one name has to be found; -w keeps the state for syncprov.
    Tools.run(
        "slapd",
        List.of(
            binary,
            "-T",
            "add",
            "-q",
            "-w",
            "-f",
            folder.resolve("slapd.conf").toString(),
            "-l",
            ldif.toString()),
        "");
    Files.delete(ldif);
  }

  /** Returns the address for LDAP and StartTLS. */
  public String plain() {
    return "ldap://127.0.0.1:" + plainPort;
  }

  /** Returns the address for LDAPS. */
  public String tls() {
    return "ldaps://127.0.0.1:" + tlsPort;
  }

  /** Returns an address for LDAPS whose host does not stand in the certificate. */
  public String tlsByWrongName() {
    return "ldaps://127.0.0.2:" + tlsPort;
  }

  /** Returns the authority of its certificate. */
  public TestAuthority authority() {
    return authority;
  }

  /** Starts the process and waits until both ports answer. */
  public void start() throws IOException {
    Path output = folder.resolve("slapd.log");
    // With a level of debugging, even 0, it stays in the foreground.
    process =
        new ProcessBuilder(
                binary,
                "-d",
                "0",
                "-f",
                folder.resolve("slapd.conf").toString(),
                "-h",
                plain() + " " + tls() + " " + tlsByWrongName())
            .redirectErrorStream(true)
            .redirectOutput(output.toFile())
            .start();
    Awaitility.await("slapd listens")
        .atMost(PATIENCE)
        .pollInterval(Duration.ofMillis(20))
        .until(
            () -> {
              if (!process.isAlive()) {
                throw new AssertionError("slapd ended: " + Files.readString(output));
              }
              return answers(plainPort) && answers(tlsPort);
            });
  }

  /** Stops the process; its entries stay. */
  public void stop() throws InterruptedException {
    process.destroy();
    if (!process.waitFor(PATIENCE.toSeconds(), TimeUnit.SECONDS)) {
      process.destroyForcibly().waitFor();
    }
  }

  /** Adds a user below {@link #PEOPLE}. */
  public void addUser(String name, String password) {
    add(user(name, password));
  }

  /** Adds many users below {@link #PEOPLE}, {@code many0} and so on. */
  public void addMany(int count) {
    StringBuilder all = new StringBuilder();
    for (int i = 0; i < count; i++) {
      all.append(user("many" + i, USER_PASSWORD));
    }
    add(all.toString());
  }

  /** Adds entries, or changes them, given as LDIF. */
  public void add(String ldif) {
    Tools.run(
        "ldap-utils",
        List.of("ldapmodify", "-a", "-x", "-H", plain(), "-D", ADMIN_DN, "-w", ADMIN_PASSWORD),
        ldif);
  }

  /** Changes entries, given as LDIF with change types. */
  public void change(String ldif) {
    Tools.run(
        "ldap-utils",
        List.of("ldapmodify", "-x", "-H", plain(), "-D", ADMIN_DN, "-w", ADMIN_PASSWORD),
        ldif);
  }

  @Override
  public void close() throws IOException, InterruptedException {
    stop();
    try (Stream<Path> all = Files.walk(folder)) {
      for (Path each : all.sorted(Comparator.reverseOrder()).toList()) {
        Files.delete(each);
      }
    }
  }

  /** Finds the program, which is not in everybody's path. */
  public static String binary() {
    String path = System.getenv().getOrDefault("PATH", "") + ":/usr/sbin:/usr/libexec:/usr/lib";
    return Stream.of(path.split(":"))
        .filter(each -> !each.isEmpty())
        .map(each -> Path.of(each, "slapd"))
        .filter(each -> Files.isRegularFile(each) && Files.isExecutable(each))
        .findFirst()
        .map(Path::toString)
        .orElseThrow(() -> new AssertionError("slapd is missing; install the package slapd"));
  }

  private static ServerSocket free() throws IOException {
    return new ServerSocket(0, 1, InetAddress.getByName("127.0.0.1"));
  }

  private static boolean answers(int port) {
    try (Socket socket = new Socket()) {
      socket.connect(new InetSocketAddress("127.0.0.1", port), 1000);
      return true;
    } catch (IOException notYet) {
      return false;
    }
  }

  /** The folder of its modules. */
  public static String modules() {
    return MODULE_FOLDERS.stream()
        .filter(each -> Files.isDirectory(Path.of(each)))
        .findFirst()
        .orElseThrow(() -> new AssertionError("slapd's modules are in none of " + MODULE_FOLDERS));
  }

  /** The folder of its schemas. */
  public static String schemas() {
    return Files.isDirectory(Path.of("/etc/ldap/schema"))
        ? "/etc/ldap/schema"
        : "/etc/openldap/schema";
  }

  private String settings() {
    return """
        include SCHEMAS/core.schema
        include SCHEMAS/cosine.schema
        include SCHEMAS/inetorgperson.schema
        modulepath MODULES
        moduleload back_mdb
        moduleload memberof
        moduleload syncprov
        moduleload ppolicy
        pidfile FOLDER/slapd.pid
        argsfile FOLDER/slapd.args
        TLSCACertificateFile CA_FILE
        TLSCertificateFile CERTIFICATE_FILE
        TLSCertificateKeyFile KEY_FILE
        TLSVerifyClient never

        database mdb
        suffix "BASE_DN"
        rootdn "ADMIN_NAME"
        rootpw ADMIN_SECRET
        directory FOLDER/db
        maxsize 2147483648
        index objectClass,uid,cn,mail,member,entryUUID,entryCSN eq
        sizelimit SIZE_LIMIT
        limits dn.exact="SERVICE_NAME" size.prtotal=unlimited
        access to attrs=userPassword by self =xw by anonymous auth by * none
        access to attrs=telephoneNumber by self write by dn.exact="SERVICE_NAME" read by * none
        access to * by dn.exact="SERVICE_NAME" read by self read by * none
        overlay memberof
        memberof-refint TRUE
        overlay ppolicy
        overlay syncprov
        syncprov-sessionlog 1000
        """
        .replace("SCHEMAS", schemas())
        .replace("MODULES", modules())
        .replace("FOLDER", folder.toString())
        .replace("CA_FILE", authority.certificate().toString())
        .replace("CERTIFICATE_FILE", authority.serverCertificate().toString())
        .replace("KEY_FILE", authority.serverKey().toString())
        .replace("SIZE_LIMIT", Integer.toString(SIZE_LIMIT))
        .replace("BASE_DN", BASE)
        .replace("ADMIN_NAME", ADMIN_DN)
        .replace("ADMIN_SECRET", ADMIN_PASSWORD)
        .replace("SERVICE_NAME", SERVICE_DN);
  }

  private static String tree() {
    return String.join(
        "\n",
        "dn: " + BASE,
        "objectClass: domain",
        "dc: corp",
        "",
        "dn: " + PEOPLE,
        "objectClass: organizationalUnit",
        "ou: people",
        "",
        "dn: ou=groups," + BASE,
        "objectClass: organizationalUnit",
        "ou: groups",
        "",
        "dn: " + SERVICE_DN,
        "objectClass: organizationalRole",
        "objectClass: simpleSecurityObject",
        "cn: service",
        "userPassword: " + SERVICE_PASSWORD,
        "",
        "");
  }

  private static String entries() {
    return String.join(
        "\n",
        user(USER, USER_PASSWORD),
        "dn: " + GROUP,
        "objectClass: groupOfNames",
        "cn: vpn",
        "member: uid=" + USER + "," + PEOPLE,
        "",
        "dn: " + POLICY,
        "objectClass: organizationalRole",
        "objectClass: pwdPolicy",
        "cn: policy",
        "pwdAttribute: userPassword",
        "pwdMustChange: TRUE",
        "",
        user(RESET_USER, USER_PASSWORD).stripTrailing(),
        "pwdPolicySubentry: " + POLICY,
        "pwdReset: TRUE",
        "");
  }

  private static String user(String name, String password) {
    return String.join(
        "\n",
        "dn: uid=" + name + "," + PEOPLE,
        "objectClass: inetOrgPerson",
        "uid: " + name,
        "cn: " + name,
        "sn: Example",
        "mail: " + name + "@corp.example",
        "userPassword: " + password,
        "",
        "");
  }
}
