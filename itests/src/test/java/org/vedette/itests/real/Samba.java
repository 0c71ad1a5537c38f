package org.vedette.itests.real;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.awaitility.Awaitility;

/**
 * An Active Directory domain controller (Samba) of one test: its own folder, certificate and
 * entries. Its ports are those of every controller (88, 389, 445, 636, 3268 of 127.0.0.1), so only
 * one runs on a machine at a time; a second waits. Needs root.
 *
 * <p>There are {@link #USERS} people {@link #user}, each tenth of them in {@link #ZURICH}, the
 * others directly in {@link #STAFF}; and named ones in {@link #SPECIAL}: {@code service} (may read
 * what changed), {@code reader} (may not), {@code mustchange}, {@code expired}, {@code disabled},
 * {@code accountexpired}, {@code hours}, {@code workstation}, {@code locked} (as the others, for a
 * test to lock by five wrong passwords), {@code twin1} and {@code twin2} with one mail address, and
 * {@link #UMLAUT}. All have {@link #USER_PASSWORD}.
 */
public final class Samba implements AutoCloseable {
  /** The domain's entry. */
  public static final String BASE = "DC=corp,DC=example";

  /** Unit of all people. */
  public static final String STAFF = "OU=Staff," + BASE;

  /** Unit in {@link #STAFF} of each tenth. */
  public static final String ZURICH = "OU=Z\u00fcrich," + STAFF;

  /** Unit of the named people. */
  public static final String SPECIAL = "OU=Special," + BASE;

  /** An empty unit. */
  public static final String LEAVERS = "OU=Leavers," + BASE;

  /** Unit of the groups. */
  public static final String GROUPS = "OU=Groups," + BASE;

  /** A group of the person 1, and of {@link #OUTER}: a loop. */
  public static final String INNER = "CN=inner," + GROUPS;

  /** A group of the person 2, and of {@link #INNER}. */
  public static final String OUTER = "CN=outer," + GROUPS;

  /**
   * A group of all in {@link #ZURICH}. Not of everybody: to find who is in a group, also through
   * others, takes Samba a second for two thousand members, with each page anew.
   */
  public static final String TENTH = "CN=tenth," + GROUPS;

  /** Short name of the domain. */
  public static final String DOMAIN = "CORP";

  /** What ends a principal name. */
  public static final String AT_DOMAIN = "@corp.example";

  /** How many numbered people there are: {@code vedette.samba.users}, 2,000 if it is not set. */
  public static final int USERS = Integer.getInteger("vedette.samba.users", 2_000);

  /** Someone whose name is not ASCII. */
  public static final String UMLAUT = "j\u00fcrg.m\u00fcller";

  /** The password of everybody but the administrator. */
  public static final String USER_PASSWORD = "marked-Samba-Xq81";

  private static final String ADMIN = "Administrator" + AT_DOMAIN;
  private static final String ADMIN_PASSWORD = "marked-Admin-Rt52";
  private static final Duration PATIENCE = Duration.ofSeconds(30);
  private static final Duration TURN = Duration.ofMinutes(5);

  private final PrivateFolder folder;
  private final FileChannel lockFile;
  private final FileLock turn;
  private final TestAuthority authority;
  private final Path settings;
  private Process process;

  /** Makes and starts a controller with its entries: about ten seconds, and a few for 2,000. */
  public Samba() throws IOException {
    folder = new PrivateFolder("samba");
    lockFile =
        FileChannel.open(
            Path.of(System.getProperty("java.io.tmpdir"), "vedette-samba.lock"),
            StandardOpenOption.CREATE,
            StandardOpenOption.WRITE);
    turn =
        Awaitility.await("the other controller of this machine ends")
            .atMost(TURN)
            .until(lockFile::tryLock, lock -> lock != null);
    authority = TestAuthority.in(folder.path());
    SambaDisk disk = new SambaDisk(folder);
    disk.provision(ADMIN_PASSWORD);
    disk.change(SambaEntries.units());
    disk.fill(folder.write("people.ldif", SambaEntries.numbered(Instant.now())), USERS);
    disk.change(SambaEntries.others());
    disk.force(SambaEntries.expired());
    settings = disk.settings();
    start();
  }

  /** Returns the name of a numbered user. */
  public static String user(int number) {
    return "user%05d".formatted(number);
  }

  /** Returns where a numbered user's entry is. */
  public static String dn(int number) {
    return "CN=User %05d,".formatted(number) + (number % 10 == 0 ? ZURICH : STAFF);
  }

  /** Returns where a named user's entry is. */
  public static String dn(String name) {
    return "CN=" + name + "," + SPECIAL;
  }

  /** Returns the address for LDAP, in clear text or by StartTLS. */
  public String plain() {
    return "ldap://127.0.0.1:389";
  }

  /** Returns the address for LDAPS. */
  public String tls() {
    return "ldaps://127.0.0.1:636";
  }

  /**
   * Returns a script that is {@code ntlm_auth} of this domain. Clients of winbind look for its
   * socket at one place of the machine only: they get a {@code /run} of their own.
   */
  public String askingWinbind() {
    return """
    #!/bin/sh
    exec unshare --mount sh -c '
      mount -t tmpfs none /run && mkdir -p /run/samba/winbindd &&
      mount --bind SOCKETS /run/samba/winbindd &&
      exec ntlm_auth --configfile=SETTINGS "$@"' sh "$@"
    """
        .replace("SOCKETS", folder.file("winbindd").toString())
        .replace("SETTINGS", settings.toString());
  }

  /** Returns the authority of its certificate. */
  public TestAuthority authority() {
    return authority;
  }

  /** Starts the controller and waits until it answers. */
  public void start() throws IOException {
    Path output = folder.file("samba.log");
    Path winbind = folder.file("winbindd").resolve("pipe");
    Files.deleteIfExists(winbind);
    ProcessBuilder builder =
        new ProcessBuilder("/usr/sbin/samba", "-F", "-s", settings.toString(), "--debug-stdout")
            .redirectErrorStream(true)
            .redirectOutput(output.toFile());
    builder.environment().putAll(SambaDisk.variables());
    process = Tools.start("samba", builder);
    Awaitility.await("samba listens")
        .atMost(PATIENCE)
        .pollInterval(Duration.ofMillis(50))
        .until(
            () -> {
              if (!process.isAlive()) {
                throw new AssertionError("samba ended: " + Files.readString(output));
              }
              return answers(389) && answers(636) && Files.exists(winbind);
            });
  }

  /** Stops it with all its processes; its entries stay. */
  public void stop() {
    List<ProcessHandle> all = new ArrayList<>(process.descendants().toList());
    process.destroy();
    all.add(process.toHandle());
    for (ProcessHandle each : all) {
      each.onExit()
          .completeOnTimeout(each, PATIENCE.toSeconds(), TimeUnit.SECONDS)
          .thenAccept(ProcessHandle::destroyForcibly)
          .join();
    }
  }

  /** Changes entries, given as LDIF with {@code changetype}, as the administrator. */
  public void modify(String ldif) {
    Tools.run(
        "ldap-utils",
        List.of("ldapmodify", "-x", "-H", plain(), "-D", ADMIN, "-w", ADMIN_PASSWORD),
        ldif);
  }

  /** Moves and renames an entry. */
  public void move(String dn, String newRdn, String newParent) {
    modify(SambaEntries.moved(dn, newRdn, newParent));
  }

  /** Removes an entry. */
  public void delete(String dn) {
    modify(SambaEntries.deleted(dn));
  }

  /** Replaces an attribute of an entry. */
  public void replace(String dn, String attribute, String value) {
    modify(SambaEntries.replace(dn, attribute, value));
  }

  /** Adds somebody, below {@link #STAFF} or elsewhere, with more lines of LDIF. */
  public void addUser(String name, String parent, String... more) {
    modify(SambaEntries.user(name, parent, more));
  }

  @Override
  public void close() throws IOException {
    stop();
    turn.release();
    lockFile.close();
    folder.close();
  }

  private static boolean answers(int port) {
    try (Socket socket = new Socket()) {
      socket.connect(new InetSocketAddress("127.0.0.1", port), 1000);
      return true;
    } catch (IOException notYet) {
      return false;
    }
  }
}
