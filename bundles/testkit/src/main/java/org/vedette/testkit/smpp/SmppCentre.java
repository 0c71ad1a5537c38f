package org.vedette.testkit.smpp;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;
import javax.net.ssl.SSLContext;
import org.jsmpp.InvalidResponseException;
import org.jsmpp.PDUException;
import org.jsmpp.SMPPConstant;
import org.jsmpp.bean.DataCodings;
import org.jsmpp.bean.ESMClass;
import org.jsmpp.bean.NumberingPlanIndicator;
import org.jsmpp.bean.OptionalParameter;
import org.jsmpp.bean.RegisteredDelivery;
import org.jsmpp.bean.TypeOfNumber;
import org.jsmpp.extra.NegativeResponseException;
import org.jsmpp.extra.ResponseTimeoutException;
import org.jsmpp.session.BindRequest;
import org.jsmpp.session.SMPPServerSession;
import org.jsmpp.session.connection.socket.SocketConnection;
import org.jspecify.annotations.Nullable;

/**
 * A message centre on loopback: takes messages, answers as it is told, and delivers receipts and
 * texts. It may go away and come back at the same port. Thread-safe.
 */
public final class SmppCentre implements AutoCloseable {
  /** Longer than a receiver may take for its answer. */
  private static final long ANSWER_MILLIS = 9000;

  private static final long BIND_MILLIS = 5000;
  private static final int BACKLOG = 50;
  private static final int DEGREE = 8;
  private static final int QUEUE = 500;

  private final String systemId;
  private final String password;
  private final Optional<SSLContext> tls;
  private final ExecutorService threads = Executors.newCachedThreadPool(SmppCentre::daemon);
  private final List<BindRequest> binds = new CopyOnWriteArrayList<>();
  private final List<Submitted> submitted = new CopyOnWriteArrayList<>();
  private final Set<SMPPServerSession> sessions = ConcurrentHashMap.newKeySet();
  private final AtomicInteger nextId = new AtomicInteger(1000);
  private final Taking taking = new Taking(this::take);
  private volatile Function<Submitted, Manner> manner = each -> Manner.ACCEPT;
  private volatile int bindStatus = SMPPConstant.STAT_ESME_ROK;
  private volatile @Nullable ServerSocket server;
  private volatile int port;

  private SmppCentre(String systemId, String password, Optional<SSLContext> tls) {
    this.systemId = systemId;
    this.password = password;
    this.tls = tls;
  }

  private static Thread daemon(Runnable run) {
    Thread thread = new Thread(run, "smpp-centre");
    thread.setDaemon(true);
    return thread;
  }

  /** Opens one that lets in who has this name and password. */
  public static SmppCentre open(String systemId, String password) throws IOException {
    SmppCentre centre = new SmppCentre(systemId, password, Optional.empty());
    centre.comeBack();
    return centre;
  }

  /** Opens one that speaks TLS. */
  public static SmppCentre open(String systemId, String password, SSLContext tls)
      throws IOException {
    SmppCentre centre = new SmppCentre(systemId, password, Optional.of(tls));
    centre.comeBack();
    return centre;
  }

  /** Returns its port on 127.0.0.1. */
  public int port() {
    return port;
  }

  /** Returns the binds that were asked for, refused ones among them. */
  public List<BindRequest> binds() {
    return binds;
  }

  /** Returns how many sessions are bound now. */
  public int bound() {
    return (int) sessions.stream().filter(each -> each.getSessionState().isBound()).count();
  }

  /** Returns the messages that it was given, in order. */
  public List<Submitted> submitted() {
    return submitted;
  }

  /** Says what it does with each message from now on. */
  public void treat(Function<Submitted, Manner> by) {
    manner = by;
  }

  /** Answers each bind with this status from now on; 0 to look at name and password. */
  public void refuseBinds(int status) {
    bindStatus = status;
  }

  /** Ends all sessions without a word and takes no more. */
  public void goAway() throws IOException {
    ServerSocket listening = server;
    if (listening != null) {
      listening.close();
    }
    dropSessions();
  }

  /** Ends all sessions without a word. */
  public void dropSessions() {
    taking.let();
    sessions.forEach(SMPPServerSession::close);
    sessions.clear();
  }

  /** Takes connections, at the same port as before. */
  public void comeBack() throws IOException {
    ServerSocket listening =
        tls.isPresent()
            ? tls.get().getServerSocketFactory().createServerSocket()
            : new ServerSocket();
    listening.setReuseAddress(true);
    listening.bind(new InetSocketAddress(InetAddress.getByName("127.0.0.1"), port), BACKLOG);
    port = listening.getLocalPort();
    server = listening;
    threads.execute(() -> accept(listening));
  }

  private void accept(ServerSocket listening) {
    while (!listening.isClosed()) {
      try {
        SocketConnection connection = new SocketConnection(listening.accept());
        threads.execute(() -> serve(connection));
      } catch (IOException closed) {
        // It has gone away, or somebody has before the TLS handshake.
      }
    }
  }

  private void serve(SocketConnection connection) {
    SMPPServerSession session =
        new SMPPServerSession(connection, null, taking, null, DEGREE, QUEUE);
    session.setTransactionTimer(ANSWER_MILLIS);
    sessions.add(session);
    try {
      BindRequest bind = session.waitForBind(BIND_MILLIS);
      binds.add(bind);
      int status = bindStatus != SMPPConstant.STAT_ESME_ROK ? bindStatus : judge(bind);
      if (status == SMPPConstant.STAT_ESME_ROK) {
        bind.accept("centre");
      } else {
        bind.reject(status);
      }
    } catch (IOException | PDUException | TimeoutException | IllegalStateException over) {
      session.close();
    }
  }

  private int judge(BindRequest bind) {
    if (!systemId.equals(bind.getSystemId())) {
      return SMPPConstant.STAT_ESME_RINVSYSID;
    }
    return password.equals(bind.getPassword())
        ? SMPPConstant.STAT_ESME_ROK
        : SMPPConstant.STAT_ESME_RINVPASWD;
  }

  private Taken take(org.jsmpp.bean.SubmitSm request) {
    Submitted message = new Submitted(String.valueOf(nextId.getAndIncrement()), request);
    Manner how = manner.apply(message);
    submitted.add(message);
    if (how.drops()) {
      dropSessions();
    }
    return new Taken(how.id().orElse(message.id()), how);
  }

  /**
   * What is answered.
   *
   * @param id the id of the message
   * @param how how
   */
  record Taken(String id, Manner how) {}

  /** Delivers the receipt of a message, written as appendix B of SMPP 3.4 has it. */
  public int receipt(Submitted of, String state) throws IOException {
    return receipt(of.id(), of.to(), state);
  }

  /** Delivers a receipt about this id; returns the status that it is answered. */
  public int receipt(String id, String from, String state) throws IOException {
    String text =
        "id:"
            + id
            + " sub:001 dlvrd:001 submit date:2601011200 done date:2601011201 stat:"
            + state
            + " err:000 text:";
    return deliver(from, "", 0x04, 0, text.getBytes(java.nio.charset.StandardCharsets.US_ASCII));
  }

  /** Delivers a text in ASCII; returns the status that it is answered. */
  public int text(String from, String to, String text) throws IOException {
    return deliver(from, to, 0, 0, text.getBytes(java.nio.charset.StandardCharsets.US_ASCII));
  }

  /**
   * Delivers something over a session that receives, and waits for the answer.
   *
   * @return the status that it is answered
   */
  public int deliver(
      String from,
      String to,
      int esmClass,
      int dataCoding,
      byte[] octets,
      OptionalParameter... more)
      throws IOException {
    SMPPServerSession session =
        sessions.stream()
            .filter(each -> each.getSessionState().isReceivable())
            .findFirst()
            .orElseThrow(() -> new IOException("nobody receives"));
    try {
      session.deliverShortMessage(
          "",
          TypeOfNumber.INTERNATIONAL,
          NumberingPlanIndicator.ISDN,
          from,
          TypeOfNumber.UNKNOWN,
          NumberingPlanIndicator.UNKNOWN,
          to,
          new ESMClass(esmClass),
          (byte) 0,
          (byte) 0,
          new RegisteredDelivery(0),
          DataCodings.newInstance((byte) dataCoding),
          octets,
          more);
      return SMPPConstant.STAT_ESME_ROK;
    } catch (NegativeResponseException refused) {
      return refused.getCommandStatus();
    } catch (PDUException | ResponseTimeoutException | InvalidResponseException none) {
      throw new IOException("no answer that can be read", none);
    }
  }

  /** Ends it for good. */
  @Override
  public void close() throws IOException {
    goAway();
    threads.shutdownNow();
  }
}
