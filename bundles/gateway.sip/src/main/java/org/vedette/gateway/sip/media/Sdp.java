package org.vedette.gateway.sip.media;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.UnknownHostException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * A session description of a peer (RFC 8866), as far as it is about sound. Names of hosts are not
 * looked up: only addresses are taken.
 */
public final class Sdp {
  private static final int LONGEST = 8192;
  private static final int MOST_LINES = 200;
  private static final Pattern V4 = Pattern.compile("[0-9]{1,3}(?:\\.[0-9]{1,3}){3}");
  private static final Pattern V6 = Pattern.compile("[0-9A-Fa-f:.]*:[0-9A-Fa-f:.]*");
  private static final Pattern SPACE = Pattern.compile(" +");
  private static final Pattern SMALL = Pattern.compile("[0-9]{1,5}");

  /** A section {@code m=}. */
  private static final class Section {
    private final String[] words;
    private String address = "";
    private String direction = "";
    private final Map<Integer, String> encodings = new HashMap<>();

    Section(String line) {
      words = SPACE.split(line.strip(), -1);
    }

    boolean serves() {
      return words.length >= 4
          && words[0].equals("audio")
          && words[2].equals("RTP/AVP")
          && SMALL.matcher(words[1]).matches()
          && !words[1].equals("0");
    }
  }

  private final List<Section> sections = new ArrayList<>();
  private String address = "";
  private String direction = "sendrecv";

  private Sdp() {}

  /** Reads a description; empty when it is none. */
  public static Optional<Sdp> parse(String text) {
    String[] lines = text.split("\r?\n", -1);
    if (text.length() > LONGEST || lines.length > MOST_LINES || !lines[0].startsWith("v=0")) {
      return Optional.empty();
    }
    Sdp read = new Sdp();
    for (String line : lines) {
      if (line.length() > 2 && line.charAt(1) == '=') {
        read.line(line.charAt(0), line.substring(2));
      }
    }
    return Optional.of(read);
  }

  private void line(char kind, String value) {
    Section last = sections.isEmpty() ? null : sections.get(sections.size() - 1);
    if (kind == 'm') {
      sections.add(new Section(value));
    } else if (kind == 'c') {
      String[] words = SPACE.split(value.strip(), -1);
      String given = words.length == 3 ? words[2] : "";
      if (last == null) {
        address = given;
      } else {
        last.address = given;
      }
    } else if (kind == 'a' && value.matches("sendrecv|sendonly|recvonly|inactive")) {
      if (last == null) {
        direction = value;
      } else {
        last.direction = value;
      }
    } else if (kind == 'a' && last != null && value.startsWith("rtpmap:")) {
      String[] words = SPACE.split(value.substring(7).strip(), -1);
      if (words.length == 2 && SMALL.matcher(words[0]).matches()) {
        last.encodings.put(Integer.parseInt(words[0]), words[1]);
      }
    }
  }

  /** Picks what can be done with the first section of sound; empty when nothing can. */
  public Optional<Media> choose(List<Codec> ours) {
    return usable().flatMap(section -> choose(section, ours));
  }

  private Optional<Section> usable() {
    return sections.stream().filter(Section::serves).findFirst();
  }

  private Optional<Media> choose(Section section, List<Codec> ours) {
    Optional<InetAddress> where = literal(section.address.isEmpty() ? address : section.address);
    int port = Integer.parseInt(section.words[1]);
    int keys = -1;
    int payload = -1;
    Codec codec = Codec.PCMU;
    for (int i = 3; i < section.words.length; i++) {
      if (!SMALL.matcher(section.words[i]).matches()) {
        continue;
      }
      int number = Integer.parseInt(section.words[i]);
      String encoding = section.encodings.getOrDefault(number, standard(number));
      if (encoding.equalsIgnoreCase("telephone-event/8000") && keys < 0) {
        keys = number;
      }
      Optional<Codec> known =
          encoding.endsWith("/8000") || encoding.endsWith("/8000/1")
              ? Codec.of(encoding.substring(0, encoding.indexOf('/')))
              : Optional.empty();
      if (payload < 0 && known.filter(ours::contains).isPresent() && number < 128) {
        payload = number;
        codec = known.get();
      }
    }
    if (where.isEmpty() || payload < 0 || port > 65_535 || keys > 127) {
      return Optional.empty();
    }
    // RFC 3264 section 8.4: held, in the new way or the old one.
    boolean hears =
        direction(section).matches("sendrecv|recvonly") && !where.get().isAnyLocalAddress();
    return Optional.of(
        new Media(new InetSocketAddress(where.get(), port), codec, payload, keys, hears));
  }

  private String direction(Section section) {
    return section.direction.isEmpty() ? direction : section.direction;
  }

  /** RFC 3551 section 6: these need no rtpmap. */
  private static String standard(int payload) {
    return payload == 0 ? "PCMU/8000" : payload == 8 ? "PCMA/8000" : "";
  }

  private static Optional<InetAddress> literal(String text) {
    if (!V4.matcher(text).matches() && !V6.matcher(text).matches()) {
      return Optional.empty();
    }
    try {
      return Optional.of(InetAddress.getByName(text));
    } catch (UnknownHostException noAddress) {
      return Optional.empty();
    }
  }

  /**
   * Answers this offer (RFC 3264 section 6): its first section of sound is taken, all others are
   * refused, which is said by port 0.
   *
   * @param head what {@link SdpWriter} puts before all sections
   */
  String answer(String head, Media media, int port, int keys) {
    StringBuilder out = new StringBuilder(head);
    Section taken = usable().orElseThrow();
    for (Section each : sections) {
      if (each != taken) {
        out.append("m=").append(String.join(" ", refused(each.words))).append("\r\n");
        continue;
      }
      String mirrored =
          switch (direction(each)) {
            case "sendonly" -> "recvonly";
            case "recvonly" -> "sendonly";
            default -> direction(each);
          };
      out.append(
          SdpWriter.section(
              port, List.of(media.codec()), List.of(media.payload()), keys, mirrored));
    }
    return out.toString();
  }

  private static String[] refused(String[] words) {
    String[] copy = words.clone();
    if (copy.length > 1) {
      copy[1] = "0";
    }
    return copy;
  }
}
