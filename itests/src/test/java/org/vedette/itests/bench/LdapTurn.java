package org.vedette.itests.bench;

import com.unboundid.ldap.sdk.LDAPConnection;
import com.unboundid.ldap.sdk.LDAPConnectionOptions;
import com.unboundid.ldap.sdk.LDAPException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import javax.net.SocketFactory;
import org.vedette.itests.real.Slapd;

/**
 * One load of an LDAP server for a time: as many connections as the load says, each with its thread
 * and one operation at a time.
 *
 * @param scenario name of what an operation is
 * @param plan what an operation is
 * @param load how many at a time
 * @param users how many people take turns
 * @param source address that it is done from
 */
record LdapTurn(String scenario, LdapPlan plan, Load load, int users, String source) {
  private static final int RESPONSE_MILLIS = 10_000;

  /** Offers the load, first unmeasured, and returns what came of it. */
  Result run(InetSocketAddress address, ServerProcess server, int warmUpSeconds, int seconds)
      throws IOException, InterruptedException, LDAPException {
    long start = System.nanoTime() + TimeUnit.SECONDS.toNanos(warmUpSeconds);
    long end = start + TimeUnit.SECONDS.toNanos(seconds);
    Recorder recorder = new Recorder(start, seconds);
    CpuSpan cpu = new CpuSpan(server, new ServerProcess(ProcessHandle.current().pid()));
    AtomicInteger next = new AtomicInteger();
    List<Thread> threads = new ArrayList<>();
    for (int i = 0; i < load.amount(); i++) {
      LDAPConnection connection = connect(address);
      connection.bind(Slapd.SERVICE_DN, Slapd.SERVICE_PASSWORD);
      Thread thread = new Thread(() -> work(connection, recorder, next, end), "bench-ldap-" + i);
      thread.start();
      threads.add(thread);
    }
    parkUntil(start);
    cpu.begin();
    parkUntil(end);
    cpu.end();
    for (Thread each : threads) {
      each.join();
    }
    return new Result(
        scenario, load, seconds, recorder, cpu.server(), cpu.generator(), server.residentMiB());
  }

  private void work(LDAPConnection connection, Recorder recorder, AtomicInteger next, long end) {
    long begun = System.nanoTime();
    while (begun - end < 0) {
      String name = BenchUser.name(1 + Math.floorMod(next.getAndIncrement(), users));
      Ending ending;
      try {
        ending = plan.run(connection, name) ? Ending.RIGHT : Ending.OTHER;
      } catch (LDAPException wrong) {
        ending = connection.isConnected() ? Ending.OTHER : Ending.SILENT;
      }
      long now = System.nanoTime();
      recorder.ended(begun, now, ending, false);
      if (ending == Ending.SILENT) {
        break;
      }
      begun = now;
    }
    connection.close();
  }

  private LDAPConnection connect(InetSocketAddress address) throws LDAPException {
    LDAPConnectionOptions options = new LDAPConnectionOptions();
    options.setUseSynchronousMode(true);
    options.setResponseTimeoutMillis(RESPONSE_MILLIS);
    return new LDAPConnection(
        new From(source), options, address.getHostString(), address.getPort());
  }

  private static void parkUntil(long moment) {
    for (long left = moment - System.nanoTime(); left > 0; left = moment - System.nanoTime()) {
      LockSupport.parkNanos(left);
    }
  }

  /** Sockets from one address. */
  private static final class From extends SocketFactory {
    private final String source;

    private From(String source) {
      this.source = source;
    }

    @Override
    public Socket createSocket() {
      try {
        Socket socket = new Socket();
        socket.bind(new InetSocketAddress(source, 0));
        return socket;
      } catch (IOException failure) {
        throw new UncheckedIOException(failure);
      }
    }

    @Override
    public Socket createSocket(String host, int port) throws IOException {
      return createSocket(InetAddress.getByName(host), port);
    }

    @Override
    public Socket createSocket(InetAddress host, int port) throws IOException {
      Socket socket = createSocket();
      socket.connect(new InetSocketAddress(host, port));
      return socket;
    }

    @Override
    public Socket createSocket(String host, int port, InetAddress local, int localPort)
        throws IOException {
      return createSocket(host, port);
    }

    @Override
    public Socket createSocket(InetAddress host, int port, InetAddress local, int localPort)
        throws IOException {
      return createSocket(host, port);
    }
  }
}
