package org.vedette.ldap;

import static org.assertj.core.api.Assertions.assertThat;
import static org.vedette.ldap.LdapFixture.BASE;

import com.sun.management.UnixOperatingSystemMXBean;
import java.lang.management.ManagementFactory;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.SocketChannel;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import org.awaitility.Awaitility;
import org.junit.Rule;
import org.junit.Test;

/** Thousands of connections, idle and waiting for people, on a handful of threads. */
public class ManyTest {
  private static final int MOST = 10_000;
  private static final int SPARE_FILES = 1000;

  @Rule public final LdapFixture ldap = new LdapFixture();

  /** As many as the limit of open files allows: each takes two here, for both ends. */
  private static int number() {
    UnixOperatingSystemMXBean system =
        (UnixOperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean();
    long files = system.getMaxFileDescriptorCount() - system.getOpenFileDescriptorCount();
    return (int) Math.min(MOST, (files - SPARE_FILES) / 2);
  }

  private static long threads() {
    return Thread.getAllStackTraces().keySet().stream()
        .filter(each -> each.getName().startsWith("vedette-ldap"))
        .count();
  }

  private static long heap() {
    Runtime.getRuntime().gc();
    return ManagementFactory.getMemoryMXBean().getHeapMemoryUsage().getUsed();
  }

  @Test
  public void waitingCostsMemoryAndNoThreads() throws Exception {
    ldap.application("maxConnections", "50000");
    ldap.core.holds();
    int number = number();
    List<SocketChannel> clients = new ArrayList<>();
    long before = heap();
    try {
      for (int index = 0; index < number; index++) {
        clients.add(SocketChannel.open(new InetSocketAddress("127.0.0.1", ldap.port())));
      }
      await(() -> ldap.server.connections().count() == number);
      long idle = heap();
      for (int index = 0; index < number; index++) {
        byte[] bind = RawClient.bind(1, "uid=u" + index + ",ou=people," + BASE, "secret-1");
        clients.get(index).write(ByteBuffer.wrap(bind));
      }
      await(() -> ldap.core.requests.size() == number);
      long waiting = heap();
      System.out.printf(
          "connections=%d threads=%d octets_idle=%d octets_waiting=%d%n",
          number, threads(), (idle - before) / number, (waiting - before) / number);
      assertThat(threads()).isLessThanOrEqualTo(5);
      assertThat((waiting - before) / number).as("octets for each").isLessThan(16_384);

      ldap.core.release(FakeCore.denied(org.vedette.api.auth.ResultCode.TIMED_OUT));
      ByteBuffer answer = ByteBuffer.allocate(200);
      for (SocketChannel each : clients) {
        assertThat(each.read(answer.clear())).isPositive();
      }
    } finally {
      for (SocketChannel each : clients) {
        each.close();
      }
    }
    await(() -> ldap.server.connections().count() == 0);
  }

  private static void await(Callable<Boolean> what) {
    Awaitility.await().atMost(Duration.ofSeconds(60)).until(what);
  }
}
