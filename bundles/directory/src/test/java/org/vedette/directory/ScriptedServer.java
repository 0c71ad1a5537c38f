package org.vedette.directory;

import com.unboundid.asn1.ASN1OctetString;
import com.unboundid.ldap.listener.LDAPListener;
import com.unboundid.ldap.listener.LDAPListenerClientConnection;
import com.unboundid.ldap.listener.LDAPListenerConfig;
import com.unboundid.ldap.listener.LDAPListenerRequestHandler;
import com.unboundid.ldap.protocol.AddRequestProtocolOp;
import com.unboundid.ldap.protocol.BindRequestProtocolOp;
import com.unboundid.ldap.protocol.BindResponseProtocolOp;
import com.unboundid.ldap.protocol.CompareRequestProtocolOp;
import com.unboundid.ldap.protocol.DeleteRequestProtocolOp;
import com.unboundid.ldap.protocol.ExtendedRequestProtocolOp;
import com.unboundid.ldap.protocol.LDAPMessage;
import com.unboundid.ldap.protocol.ModifyDNRequestProtocolOp;
import com.unboundid.ldap.protocol.ModifyRequestProtocolOp;
import com.unboundid.ldap.protocol.SearchRequestProtocolOp;
import com.unboundid.ldap.protocol.SearchResultDoneProtocolOp;
import com.unboundid.ldap.protocol.SearchResultEntryProtocolOp;
import com.unboundid.ldap.protocol.SearchResultReferenceProtocolOp;
import com.unboundid.ldap.sdk.Attribute;
import com.unboundid.ldap.sdk.Control;
import com.unboundid.ldap.sdk.Entry;
import com.unboundid.ldap.sdk.LDAPException;
import com.unboundid.ldap.sdk.SearchScope;
import com.unboundid.ldap.sdk.controls.SimplePagedResultsControl;
import java.net.InetAddress;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;

/** A server on loopback that answers searches and binds as a test says, and may do anything. */
final class ScriptedServer implements AutoCloseable {
  /** What is answered. */
  interface Script {
    void search(Asked asked, Sender to) throws Exception;
  }

  /** What is answered to a bind with a password. */
  interface Binds {
    BindResponseProtocolOp bind(String dn, String password);
  }

  /** A search, page by page: {@code page} counts from 0. */
  record Asked(String base, SearchScope scope, String filter, List<String> attributes, int page) {
    boolean isRoot() {
      return base.isEmpty() && scope == SearchScope.BASE;
    }

    private boolean isBase() {
      return base.equals(ReadingCase.BASE) && scope == SearchScope.BASE;
    }
  }

  final List<Asked> searches = new CopyOnWriteArrayList<>();
  final List<String> binds = new CopyOnWriteArrayList<>();
  final CountDownLatch end = new CountDownLatch(1);
  volatile Script script = (asked, to) -> to.done();
  volatile Binds bindScript = (dn, password) -> answer(0, "");
  private final LDAPListener listener;
  private final String address;

  ScriptedServer() throws Exception {
    LDAPListenerConfig config = new LDAPListenerConfig(0, new Handler(null));
    config.setListenAddress(InetAddress.getByName("127.0.0.1"));
    listener = new LDAPListener(config);
    listener.startListening();
    address = "ldap://127.0.0.1:" + listener.getListenPort();
  }

  String address() {
    return address;
  }

  static BindResponseProtocolOp answer(int code, String text, String... referrals) {
    return new BindResponseProtocolOp(code, null, text, List.of(referrals), null);
  }

  /** An entry of a person. */
  static Entry person(String name, Attribute... more) {
    Entry entry = new Entry("uid=" + name + "," + ReadingCase.PEOPLE);
    entry.addAttribute("objectClass", "inetOrgPerson");
    entry.addAttribute("uid", name);
    entry.addAttribute("entryUUID", id(name));
    for (Attribute each : more) {
      entry.setAttribute(each);
    }
    return entry;
  }

  static String id(String name) {
    return java.util
        .UUID
        .nameUUIDFromBytes(name.getBytes(java.nio.charset.StandardCharsets.UTF_8))
        .toString();
  }

  @Override
  public void close() {
    end.countDown();
    listener.shutDown(true);
  }

  /** Sends parts of an answer. */
  final class Sender {
    private final LDAPListenerClientConnection connection;
    private final int message;
    private LDAPMessage last;

    private Sender(LDAPListenerClientConnection connection, int message) {
      this.connection = connection;
      this.message = message;
    }

    void entry(Entry entry) throws LDAPException {
      connection.sendSearchResultEntry(
          message, new SearchResultEntryProtocolOp(entry), (Control[]) null);
    }

    void reference(String... urls) throws LDAPException {
      connection.sendSearchResultReference(
          message, new SearchResultReferenceProtocolOp(List.of(urls)), (Control[]) null);
    }

    /** The last page. */
    void done() {
      done(0, "", "");
    }

    void done(int code, String text, String cookie, String... referrals) {
      last =
          new LDAPMessage(
              message,
              new SearchResultDoneProtocolOp(code, null, text, List.of(referrals)),
              new SimplePagedResultsControl(0, new ASN1OctetString(cookie)));
    }

    void hangUp() throws java.io.IOException {
      connection.close();
    }

    /** Waits until the server ends. */
    void stall() throws InterruptedException {
      end.await();
    }
  }

  private final class Handler extends LDAPListenerRequestHandler {
    private final LDAPListenerClientConnection connection;

    private Handler(LDAPListenerClientConnection connection) {
      this.connection = connection;
    }

    @Override
    public LDAPListenerRequestHandler newInstance(LDAPListenerClientConnection on) {
      return new Handler(on);
    }

    @Override
    public LDAPMessage processSearchRequest(
        int message, SearchRequestProtocolOp op, List<Control> controls) {
      int page = 0;
      for (Control each : controls) {
        if (each instanceof SimplePagedResultsControl paged
            && paged.getCookie().getValueLength() > 0) {
          page = Integer.parseInt(paged.getCookie().stringValue());
        }
      }
      Asked asked =
          new Asked(
              op.getBaseDN(), op.getScope(), op.getFilter().toString(), op.getAttributes(), page);
      Sender sender = new Sender(connection, message);
      try {
        if (asked.isRoot()) {
          Entry root = new Entry("");
          root.addAttribute("objectClass", "top");
          root.addAttribute("supportedControl", SimplePagedResultsControl.PAGED_RESULTS_OID);
          root.addAttribute("namingContexts", ReadingCase.BASE);
          sender.entry(root);
          sender.done();
        } else if (asked.isBase()) {
          sender.entry(new Entry(asked.base(), new Attribute("objectClass", "domain")));
          sender.done();
        } else {
          searches.add(asked);
          script.search(asked, sender);
        }
      } catch (Exception gone) {
        try {
          connection.close();
        } catch (java.io.IOException closed) {
          gone.addSuppressed(closed);
        }
      }
      return sender.last;
    }

    @Override
    public LDAPMessage processBindRequest(
        int message, BindRequestProtocolOp op, List<Control> controls) {
      String password = op.getSimplePassword().stringValue();
      binds.add(op.getBindDN() + " " + password);
      return new LDAPMessage(message, bindScript.bind(op.getBindDN(), password));
    }

    @Override
    public LDAPMessage processAddRequest(
        int message, AddRequestProtocolOp op, List<Control> controls) {
      throw new UnsupportedOperationException();
    }

    @Override
    public LDAPMessage processCompareRequest(
        int message, CompareRequestProtocolOp op, List<Control> controls) {
      throw new UnsupportedOperationException();
    }

    @Override
    public LDAPMessage processDeleteRequest(
        int message, DeleteRequestProtocolOp op, List<Control> controls) {
      throw new UnsupportedOperationException();
    }

    @Override
    public LDAPMessage processExtendedRequest(
        int message, ExtendedRequestProtocolOp op, List<Control> controls) {
      throw new UnsupportedOperationException();
    }

    @Override
    public LDAPMessage processModifyRequest(
        int message, ModifyRequestProtocolOp op, List<Control> controls) {
      throw new UnsupportedOperationException();
    }

    @Override
    public LDAPMessage processModifyDNRequest(
        int message, ModifyDNRequestProtocolOp op, List<Control> controls) {
      throw new UnsupportedOperationException();
    }
  }
}
