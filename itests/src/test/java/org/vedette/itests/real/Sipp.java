package org.vedette.itests.real;

import java.io.IOException;
import java.net.BindException;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * sipp (Debian package {@code sip-tester}) as a trunk of one test, on loopback. Its keys are
 * recordings that come with it; their time stamps never change, so no key may come twice. Sending
 * them needs raw sockets: runs as root only.
 */
public final class Sipp implements AutoCloseable {
  private static final String PACKAGE = "sip-tester";
  private static final String RECORDINGS = "/usr/share/sip-tester/dtmf_2833_";
  private static final String HEAD =
      """
      [last_Via:]
      [last_From:]
      [last_To:];tag=[pid]vd[call_number]
      [last_Call-ID:]
      [last_CSeq:]
      Contact: <sip:sipp@[local_ip]:[local_port]>
      """;

  private static final String SOUND =
      """
      Content-Type: application/sdp
      Content-Length: [len]

      v=0
      o=sipp 1 1 IN IP4 [local_ip]
      s=-
      c=IN IP4 [media_ip]
      t=0 0
      m=audio [auto_media_port] RTP/AVP 8 101
      a=rtpmap:8 PCMA/8000
      a=rtpmap:101 telephone-event/8000
      """;

  private final Path folder;
  private final int port;
  private final Process process;

  private Sipp(String steps) throws IOException {
    this(steps, InetAddress.getLoopbackAddress(), 0);
  }

  /** At an address and a port; 0 for any. */
  private Sipp(String steps, InetAddress address, int wanted) throws IOException {
    folder = Files.createTempDirectory("sipp");
    try (DatagramSocket free = new DatagramSocket(wanted, address)) {
      port = free.getLocalPort();
    }
    Path scenario = folder.resolve("scenario.xml");
    Files.writeString(
        scenario,
        "<?xml version=\"1.0\" encoding=\"UTF-8\" ?>\n<scenario name=\"vedette\">\n"
            + steps
            + "</scenario>\n");
    List<String> command = new ArrayList<>(List.of("sipp", "-sf", scenario.toString()));
    command.addAll(List.of("-i", address.getHostAddress(), "-p", String.valueOf(port), "-nostdin"));
    command.addAll(List.of("-mp", String.valueOf(mediaPort())));
    command.addAll(List.of("-aa", "-trace_err", "-error_file", file("errors")));
    command.addAll(List.of("-trace_msg", "-message_file", file("messages")));
    process =
        Tools.start(
            PACKAGE,
            new ProcessBuilder(command)
                .directory(folder.toFile())
                .redirectErrorStream(true)
                .redirectOutput(folder.resolve("output").toFile()));
  }

  /** It takes four, from an even one on. */
  private static int mediaPort() throws IOException {
    while (true) {
      int even;
      try (DatagramSocket any = new DatagramSocket(0, InetAddress.getLoopbackAddress())) {
        even = any.getLocalPort() + 1 & ~1;
      }
      try (DatagramSocket first = new DatagramSocket(even);
          DatagramSocket second = new DatagramSocket(even + 1);
          DatagramSocket third = new DatagramSocket(even + 2);
          DatagramSocket fourth = new DatagramSocket(even + 3)) {
        return first.getLocalPort();
      } catch (BindException | IllegalArgumentException taken) {
        continue;
      }
    }
  }

  private String file(String name) {
    return folder.resolve(name).toString();
  }

  /** Answers, and presses keys a second later. */
  static Sipp answering(String keys) throws IOException {
    return answering(keys, InetAddress.getLoopbackAddress(), 0);
  }

  /** The same at an address and a port; 0 for any. */
  public static Sipp answering(String keys, InetAddress address, int port) throws IOException {
    return new Sipp("<recv request=\"INVITE\"/>\n" + answered(keys), address, port);
  }

  /** The same after it has seen who calls. */
  static Sipp demanding(String user, String password, String keys) throws IOException {
    return new Sipp(
        "<recv request=\"INVITE\"/>\n"
            + send(
                "401 Unauthorized",
                "WWW-Authenticate: Digest realm=\"trunk\", nonce=\"47ebe028cda119c35d4877b383027d28\","
                    + " algorithm=MD5, qop=\"auth\"\nContent-Length: 0\n")
            + """
              <recv request="ACK"/>
              <recv request="INVITE"><action>
                <verifyauth assign_to="known" username="%s" password="%s"/>
              </action></recv>
              <nop next="known" test="known"/>
              """
                .formatted(user, password)
            + send("403 Forbidden", "Content-Length: 0\n")
            + "<recv request=\"ACK\" next=\"end\"/>\n<label id=\"known\"/>\n"
            + answered(keys)
            + "<label id=\"end\"/>\n");
  }

  /** Answers with this and no more. */
  static Sipp refusing(String status) throws IOException {
    return new Sipp(
        "<recv request=\"INVITE\"/>\n"
            + send(status, "Content-Length: 0\n")
            + "<recv request=\"ACK\"/>\n");
  }

  /** Answers, and hangs up while it is told what to do. */
  static Sipp hangingUp() throws IOException {
    return new Sipp(
        "<recv request=\"INVITE\"><action><ereg regexp=\"<(.*)>\" search_in=\"hdr\""
                .replace("<(.*)>", "&lt;(.*)&gt;")
            + " header=\"Contact:\" assign_to=\"whole,contact\"/><ereg regexp=\".*\""
            + " search_in=\"hdr\" header=\"From:\" assign_to=\"from\"/><ereg regexp=\".*\""
            + " search_in=\"hdr\" header=\"To:\" assign_to=\"to\"/></action></recv>\n"
            + "<Reference variables=\"whole\"/>\n"
            + send("200 OK", SOUND)
            + """
              <recv request="ACK"/>
              <pause milliseconds="800"/>
              <send><![CDATA[
              BYE [$contact] SIP/2.0
              Via: SIP/2.0/UDP [local_ip]:[local_port];branch=[branch]
              From:[$to];tag=[pid]vd[call_number]
              To:[$from]
              Call-ID: [call_id]
              CSeq: 1 BYE
              Max-Forwards: 70
              Content-Length: 0

              ]]></send>
              <recv response="200"/>
              """);
  }

  /** Rings until the call is taken back. */
  static Sipp ringing() throws IOException {
    return ringing(InetAddress.getLoopbackAddress());
  }

  /** The same at another address. */
  public static Sipp ringing(InetAddress address) throws IOException {
    return new Sipp(
        """
        <recv request="INVITE"><action><ereg regexp=".*" search_in="hdr" header="CSeq:"
          assign_to="number"/></action></recv>
        """
            + send("180 Ringing", "Content-Length: 0\n")
            + "<recv request=\"CANCEL\"/>\n"
            + send("200 OK", "Content-Length: 0\n")
            + send("487 Request Terminated", "Content-Length: 0\n")
                .replace("[last_CSeq:]", "CSeq:[$number]")
            + "<recv request=\"ACK\"/>\n",
        address,
        0);
  }

  private static String answered(String keys) {
    StringBuilder steps = new StringBuilder();
    steps.append(send("180 Ringing", "Content-Length: 0\n")).append(send("200 OK", SOUND));
    steps.append("<recv request=\"ACK\"/>\n<pause milliseconds=\"600\"/>\n");
    for (char key : keys.toCharArray()) {
      String name = key == '#' ? "pound" : key == '*' ? "star" : String.valueOf(key);
      steps
          .append("<pause milliseconds=\"400\"/>\n<nop><action><exec play_pcap_audio=\"")
          .append(RECORDINGS)
          .append(name)
          .append(".pcap\"/></action></nop>\n");
    }
    return steps.append("<recv request=\"BYE\"/>\n").toString()
        + send("200 OK", "Content-Length: 0\n").replace(";tag=[pid]vd[call_number]", "");
  }

  private static String send(String status, String rest) {
    return "<send><![CDATA[\nSIP/2.0 " + status + "\n" + HEAD + rest + "\n]]></send>\n";
  }

  /** Where it takes calls. */
  public int port() {
    return port;
  }

  /** Tells whether a message that it sent or got holds this. */
  public boolean saw(String text) {
    try {
      Path messages = folder.resolve("messages");
      return Files.exists(messages) && Files.readString(messages).contains(text);
    } catch (IOException unreadable) {
      throw new AssertionError(unreadable);
    }
  }

  /** Returns what did not go as it should; that the machine is slow is no complaint. */
  List<String> complaints() throws IOException {
    Path errors = folder.resolve("errors");
    if (!Files.exists(errors)) {
      return List.of();
    }
    return Files.readAllLines(errors).stream()
        .filter(line -> !line.contains("Overload warning") && !line.endsWith("events occurred:"))
        .toList();
  }

  @Override
  public void close() {
    Tools.end(process);
  }
}
