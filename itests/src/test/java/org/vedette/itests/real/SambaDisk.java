package org.vedette.itests.real;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * The files of a controller: made by its own tools while it does not run. Nothing is forced to the
 * disk, because nothing of it outlives the test.
 */
final class SambaDisk {
  /** For {@link #variables} of all its programs: the database is not forced to the disk. */
  private static final Map<String, String> VARIABLES = Map.of("TDB_NO_FSYNC", "1");

  /** Lets the controller's own tools store what only time would bring about, and hashes. */
  private static final String PAST_PASSWORD_CHECKS = "local_oid:1.3.6.1.4.1.7165.4.3.12:0";

  /** Making a domain takes four seconds of a processor, and more where that is busy. */
  private static final int LIMIT_SECONDS = 180;

  private final PrivateFolder folder;

  SambaDisk(PrivateFolder folder) {
    this.folder = folder;
  }

  /** What its programs find in their environment. */
  static Map<String, String> variables() {
    return VARIABLES;
  }

  /** Makes an empty domain: about four seconds. */
  void provision(String adminPassword) {
    run(
        "samba-ad-provision",
        List.of(
            "samba-tool",
            "domain",
            "provision",
            "--realm=CORP.EXAMPLE",
            "--domain=" + Samba.DOMAIN,
            "--server-role=dc",
            "--use-rfc2307",
            "--dns-backend=NONE",
            "--host-name=dc1",
            "--host-ip=127.0.0.1",
            "--adminpass=" + adminPassword,
            "--targetdir=" + folder.path(),
            "--option=interfaces=lo",
            "--option=bind interfaces only=yes"));
  }

  /** Writes straight into the database. */
  void change(String ldif) throws IOException {
    run("ldb-tools", ldbmodify(folder.write("change.ldif", ldif), List.of()));
  }

  /** The same, past the checks of passwords. */
  void force(String ldif) throws IOException {
    run(
        "ldb-tools",
        ldbmodify(
            folder.write("change.ldif", ldif), List.of("--controls=" + PAST_PASSWORD_CHECKS)));
  }

  /**
   * Adds many people, past the checks of passwords, in one transaction: about a thousand a second.
   *
   * @param ldif file of theirs
   * @param count how many they are
   */
  void fill(Path ldif, int count) throws IOException {
    // Without batch_mode each of them is a transaction in the transaction, and time is quadratic.
    List<String> command =
        ldbmodify(
            ldif,
            List.of(
                "-v",
                "-o",
                "batch_mode:1",
                "-o",
                "transaction_index_cache_size:200000",
                "--controls=" + PAST_PASSWORD_CHECKS));
    ProcessBuilder builder = new ProcessBuilder(command).redirectErrorStream(true);
    builder.environment().putAll(VARIABLES);
    Process process = Tools.start("ldb-tools", builder);
    StringBuilder rest = new StringBuilder();
    try (ProgressBar bar = new ProgressBar("People of the domain controller", count);
        BufferedReader output =
            new BufferedReader(
                new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8))) {
      for (String line = output.readLine(); line != null; line = output.readLine()) {
        if (line.startsWith("Modified CN=")) {
          bar.one();
        } else {
          rest.append(line).append('\n');
        }
      }
      if (process.waitFor() != 0) {
        throw new AssertionError("ldbmodify failed: " + rest);
      }
    } catch (InterruptedException interrupted) {
      process.destroyForcibly();
      Thread.currentThread().interrupt();
      throw new AssertionError(interrupted);
    }
  }

  private List<String> ldbmodify(Path ldif, List<String> options) {
    List<String> command = new ArrayList<>(List.of("ldbmodify", "-H"));
    command.add(folder.file("private").resolve("sam.ldb").toString());
    command.addAll(options);
    command.add(ldif.toString());
    return command;
  }

  private static void run(String debianPackage, List<String> command) {
    Tools.Ran ran = Tools.attempt(debianPackage, command, "", VARIABLES, LIMIT_SECONDS);
    if (!ran.succeeded()) {
      throw new AssertionError(command.get(0) + " failed: " + ran.output());
    }
  }

  /** Writes the settings of its server, and returns their file. */
  Path settings() throws IOException {
    for (String each : List.of("run", "cache", "winbindd")) {
      Files.createDirectories(folder.file(each));
    }
    return folder.write(
        "server.conf",
        """
        [global]
        netbios name = DC1
        realm = CORP.EXAMPLE
        workgroup = CORP
        server role = active directory domain controller
        server services = ldap, cldap, kdc, winbindd, rpc, nbt, s3fs
        interfaces = lo
        bind interfaces only = yes
        ldap server require strong auth = no
        ntlm auth = mschapv2-and-ntlmv2-only
        tls enabled = yes
        tls certfile = FOLDER/server.pem
        tls keyfile = FOLDER/server.key
        tls cafile = FOLDER/ca.pem
        private dir = FOLDER/private
        lock directory = FOLDER
        state directory = FOLDER/state
        cache directory = FOLDER/cache
        pid directory = FOLDER/run
        ncalrpc dir = FOLDER/ncalrpc
        winbindd socket directory = FOLDER/winbindd
        ntp signd socket directory = FOLDER/ntp
        binddns dir = FOLDER/bind-dns
        log file = FOLDER/log.%m
        [sysvol]
        path = FOLDER/state/sysvol
        read only = no
        """
            .replace("FOLDER", folder.path().toString()));
  }
}
