package org.vedette.gateway.sip.link;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.util.Optional;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import javax.net.SocketFactory;
import javax.net.ssl.SSLException;
import javax.net.ssl.SSLParameters;
import javax.net.ssl.SSLSocket;
import javax.net.ssl.SSLSocketFactory;
import org.vedette.gateway.sip.link.Target.Transport;
import org.vedette.gateway.sip.message.SipMessage;
import org.vedette.gateway.sip.message.StreamReader;

/**
 * A connection, with or without TLS. Requests of the trunk come by the same connection, because its
 * address is the one in Contact.
 */
final class StreamLink implements Link {
  private static final int MOST_WAITING = 512;

  private final Socket socket;

  /** The same, or what lies below TLS. */
  private final Socket wire;

  private final String transport;
  private final String host;
  private final Listener listener;
  private final BlockingQueue<byte[]> waiting = new ArrayBlockingQueue<>(MOST_WAITING);
  private final Thread writer;
  private boolean closed;

  private StreamLink(Socket socket, Socket wire, Target target, Listener listener, String threads) {
    this.socket = socket;
    this.wire = wire;
    this.transport = target.transport().name();
    this.host = target.told(socket.getLocalAddress());
    this.listener = listener;
    this.writer = new Thread(this::write, threads + "-write");
    Thread reader = new Thread(this::read, threads + "-read");
    writer.setDaemon(true);
    reader.setDaemon(true);
    writer.start();
    reader.start();
  }

  static StreamLink connect(
      Target target,
      SocketFactory secure,
      InetSocketAddress peer,
      InetAddress local,
      Listener listener,
      String threads)
      throws LinkException {
    Socket plain = new Socket();
    int patience = (int) target.connecting().toMillis();
    try {
      plain.setTcpNoDelay(true);
      plain.bind(new InetSocketAddress(local, 0));
      plain.connect(peer, patience);
      if (target.transport() == Transport.TCP) {
        return new StreamLink(plain, plain, target, listener, threads);
      }
      SSLSocket socket =
          (SSLSocket)
              ((SSLSocketFactory) secure).createSocket(plain, target.host(), target.port(), true);
      SSLParameters parameters = socket.getSSLParameters();
      // RFC 5922 section 7.2 compares the same names as HTTPS does.
      parameters.setEndpointIdentificationAlgorithm("HTTPS");
      parameters.setProtocols(new String[] {"TLSv1.3", "TLSv1.2"});
      socket.setSSLParameters(parameters);
      socket.setSoTimeout(patience);
      socket.startHandshake();
      socket.setSoTimeout(0);
      return new StreamLink(socket, plain, target, listener, threads);
    } catch (SSLException refused) {
      closeQuietly(plain);
      throw new LinkException("TLS fails: " + refused.getMessage(), true);
    } catch (IOException refused) {
      closeQuietly(plain);
      throw new LinkException("no connection: " + refused.getMessage(), false);
    }
  }

  private static void closeQuietly(Socket socket) {
    try {
      socket.close();
    } catch (IOException closedAlready) {
      return;
    }
  }

  private void read() {
    try (InputStream in = new BufferedInputStream(socket.getInputStream())) {
      StreamReader messages = new StreamReader(in);
      InetSocketAddress from = new InetSocketAddress(socket.getInetAddress(), socket.getPort());
      while (true) {
        Optional<SipMessage> message = messages.next();
        message.ifPresent(each -> listener.received(this, each, from));
      }
    } catch (IOException ended) {
      end(String.valueOf(ended.getMessage()));
    }
  }

  private void write() {
    try {
      OutputStream out = socket.getOutputStream();
      while (true) {
        out.write(waiting.take());
        out.flush();
      }
    } catch (IOException ended) {
      end(String.valueOf(ended.getMessage()));
    } catch (InterruptedException closing) {
      // Whoever closes it has ended the socket.
      return;
    }
  }

  private void end(String why) {
    boolean news;
    synchronized (this) {
      news = !closed;
    }
    close();
    if (news) {
      listener.broken(this, "the connection ended: " + why);
    }
  }

  @Override
  public void send(SipMessage message) {
    if (!waiting.offer(message.bytes())) {
      end("the trunk takes nothing");
    }
  }

  @Override
  public void reply(SipMessage response, InetSocketAddress to) {
    send(response);
  }

  @Override
  public boolean reliable() {
    return true;
  }

  @Override
  public String transport() {
    return transport;
  }

  @Override
  public String sentBy() {
    return Target.hostPort(host, socket.getLocalPort());
  }

  @Override
  public String host() {
    return host;
  }

  @Override
  public InetAddress local() {
    return socket.getLocalAddress();
  }

  @Override
  public InetAddress peer() {
    return socket.getInetAddress();
  }

  @Override
  public synchronized boolean open() {
    return !closed;
  }

  /**
   * Closes from any thread. What lies below TLS goes first: saying goodbye would wait for a peer
   * that takes nothing.
   */
  @Override
  public void close() {
    synchronized (this) {
      if (closed) {
        return;
      }
      closed = true;
    }
    writer.interrupt();
    closeQuietly(wire);
    closeQuietly(socket);
  }
}
