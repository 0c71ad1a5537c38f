package org.vedette.itests.demo;

import java.io.IOException;
import java.io.PrintStream;
import java.net.DatagramSocket;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.util.List;

/** Looks whether ports are free. */
final class Ports {
  private Ports() {}

  /**
   * Tells which ports another program has.
   *
   * @param ports each like {@code udp 1812}
   * @return whether all are free
   */
  static boolean free(List<String> ports, PrintStream err) {
    boolean all = true;
    for (String port : ports) {
      String kind = port.substring(0, 3);
      int number = Integer.parseInt(port.substring(4));
      if (!isFree(kind, number)) {
        String letter = kind.substring(0, 1);
        err.printf(
            "%ndemo: another program has the port %s/%d (ss -%slnp 'sport = :%d' names it).%n",
            kind, number, letter, number);
        all = false;
      }
    }
    return all;
  }

  private static boolean isFree(String kind, int port) {
    if (kind.equals("udp")) {
      try (DatagramSocket socket = new DatagramSocket(null)) {
        socket.bind(new InetSocketAddress(port));
        return true;
      } catch (IOException taken) {
        return false;
      }
    }
    try (ServerSocket socket = new ServerSocket()) {
      socket.setReuseAddress(true);
      socket.bind(new InetSocketAddress(port));
      return true;
    } catch (IOException taken) {
      return false;
    }
  }
}
