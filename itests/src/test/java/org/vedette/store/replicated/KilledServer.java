package org.vedette.store.replicated;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.PrivateKey;
import java.security.cert.X509Certificate;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicInteger;
import org.vedette.api.store.Committed;
import org.vedette.replication.cert.OwnKey;
import org.vedette.replication.raft.Member;
import org.vedette.replication.raft.RaftNode;
import org.vedette.replication.raft.Reign;

/**
 * A server in a process of its own, to be killed. It is told by its standard input what to do, and
 * prints what it did: {@code held PLACE} as it opens its records, {@code open} once its log is
 * open, {@code stands PLACE SUM} when asked how it stands, and {@code made NAME} for each change
 * that was acknowledged.
 */
public final class KilledServer {
  /** Of the file that holds its key. */
  static final char[] PASSWORD = "of-a-test".toCharArray();

  private static final int WRITERS = 8;
  private static final int TRIES = 5;

  private KilledServer() {}

  /**
   * Runs until it is killed.
   *
   * @param args folder; file of its key; cluster; {@code begin}, {@code join} or {@code resume};
   *     itself and then all servers of the log, each as {@code name,port,voter}
   */
  public static void main(String[] args) throws Exception {
    Member self = member(args[4]);
    Reign reign =
        new Reign(
            UUID.fromString(args[2]),
            1,
            List.of(args).subList(5, args.length).stream().map(KilledServer::member).toList());
    Replica replica = new Replica(Path.of(args[0]), self, identity(Path.of(args[1])));
    say("held " + replica.place());
    switch (args[3]) {
      case "begin" -> replica.begin(reign);
      case "join" -> replica.join(reign);
      default -> replica.resume(reign);
    }
    say("open");
    BufferedReader orders =
        new BufferedReader(new InputStreamReader(System.in, StandardCharsets.US_ASCII));
    for (String order = orders.readLine(); order != null; order = orders.readLine()) {
      if (order.startsWith("write ")) {
        write(replica, order.substring("write ".length()));
      } else if (order.startsWith("add ")) {
        add(replica.node(), List.of(self, member(order.substring("add ".length()))));
        say("added");
      } else {
        say("stands " + replica.state());
      }
    }
    System.exit(0);
  }

  /** As the master does it: what is refused is tried again. */
  static void add(RaftNode node, List<Member> all) throws IOException {
    for (int left = TRIES; ; left--) {
      try {
        node.reconfigure(all);
        return;
      } catch (IOException refused) {
        if (left == 1) {
          throw refused;
        }
      }
    }
  }

  private static Member member(String text) {
    String[] words = text.split(",", -1);
    return new Member(
        words[0], "127.0.0.1", Integer.parseInt(words[1]), Boolean.parseBoolean(words[2]));
  }

  /** The same as an argument of the command line. */
  static String text(Member member) {
    return member.id() + "," + member.port() + "," + member.voter();
  }

  private static OwnKey.Pair identity(Path file) throws IOException, GeneralSecurityException {
    KeyStore store = KeyStore.getInstance("PKCS12");
    try (InputStream in = Files.newInputStream(file)) {
      store.load(in, PASSWORD);
    }
    X509Certificate[] chain = {
      (X509Certificate) store.getCertificateChain("server")[0],
      (X509Certificate) store.getCertificateChain("server")[1]
    };
    return new OwnKey.Pair((PrivateKey) store.getKey("server", PASSWORD), chain);
  }

  private static void write(Replica replica, String prefix) {
    AtomicInteger number = new AtomicInteger();
    for (int writer = 0; writer < WRITERS; writer++) {
      Thread thread = new Thread(() -> writeOn(replica, prefix, number), "writer");
      thread.setDaemon(true);
      thread.start();
    }
  }

  private static void writeOn(Replica replica, String prefix, AtomicInteger number) {
    try {
      while (true) {
        String name = prefix + "." + number.incrementAndGet();
        Committed committed = replica.add(name);
        say(committed instanceof Committed.Done ? "made " + name : "refused " + committed);
      }
    } catch (Exception failure) {
      say("failed " + failure);
    }
  }

  private static synchronized void say(String line) {
    System.out.println(line);
    System.out.flush();
  }
}
