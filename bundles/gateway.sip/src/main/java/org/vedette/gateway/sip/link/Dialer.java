package org.vedette.gateway.sip.link;

import java.io.IOException;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.UnknownHostException;
import java.security.GeneralSecurityException;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import javax.net.SocketFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManager;
import org.vedette.api.net.TrustAnchors;
import org.vedette.gateway.sip.link.Target.Transport;

/**
 * Opens links. The name of the trunk is looked up each time; where it has several addresses, the
 * next one serves after a failure. SRV records are not asked for (RFC 3263): host and port are set.
 */
public final class Dialer {
  private final Target target;
  private final String threads;
  private final SocketFactory secure;
  private final AtomicInteger turn = new AtomicInteger();

  /**
   * Begins.
   *
   * @param threads what the names of threads begin with
   */
  public Dialer(Target target, String threads) {
    this.target = target;
    this.threads = threads;
    this.secure = secure(target);
  }

  private static SocketFactory secure(Target target) {
    if (target.transport() != Transport.TLS) {
      return SocketFactory.getDefault();
    }
    try {
      SSLContext context = SSLContext.getInstance("TLS");
      context.init(null, new TrustManager[] {TrustAnchors.judge(target.trusted())}, null);
      return context.getSocketFactory();
    } catch (GeneralSecurityException broken) {
      throw new IllegalStateException("this Java has no TLS", broken);
    }
  }

  /** Lets the next link go to the next address. */
  public void failed() {
    turn.incrementAndGet();
  }

  /**
   * Opens a link; blocks, at most for the time for connecting and a look-up of the name.
   *
   * @throws LinkException when it cannot be
   */
  public Link open(Link.Listener listener) throws LinkException {
    try {
      List<InetAddress> all = Arrays.asList(InetAddress.getAllByName(target.host()));
      InetAddress address = all.get(Math.floorMod(turn.get(), all.size()));
      InetSocketAddress peer = new InetSocketAddress(address, target.port());
      InetAddress local = local(peer);
      return target.transport() == Transport.UDP
          ? new UdpLink(target, peer, List.copyOf(all), local, listener, threads)
          : StreamLink.connect(target, secure, peer, local, listener, threads);
    } catch (UnknownHostException unknown) {
      throw new LinkException("the name of the trunk is not known", false);
    } catch (LinkException told) {
      failed();
      throw told;
    } catch (IOException | IllegalArgumentException broken) {
      failed();
      throw new LinkException("no way to the trunk: " + broken.getMessage(), false);
    }
  }

  /** Finds the address that leads there, without sending anything. */
  private InetAddress local(InetSocketAddress peer) throws IOException {
    if (!target.localAddress().isEmpty()) {
      return InetAddress.getByName(target.localAddress());
    }
    try (DatagramSocket probe = new DatagramSocket()) {
      probe.connect(peer);
      return probe.getLocalAddress();
    }
  }
}
