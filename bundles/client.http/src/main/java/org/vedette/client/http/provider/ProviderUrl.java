package org.vedette.client.http.provider;

import java.net.URI;
import java.net.URISyntaxException;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.vedette.api.lifecycle.SettingText;

/**
 * The address of a provider, before placeholders are filled in.
 *
 * @param server scheme, host and port, without placeholders
 * @param whole all of it
 */
public record ProviderUrl(String server, String whole) {
  private static final int MAX_LENGTH = 2048;

  // RFC 3986 section 3: the authority ends with a slash or a question mark. No user, no
  // placeholder.
  private static final Pattern SHAPE =
      Pattern.compile(
          "(?i)((https?)://([A-Za-z0-9.-]+|\\[[0-9A-Fa-f:.]+\\])(?::([0-9]{1,5}))?)([/?].*)?");

  private static final Pattern TOKEN = Pattern.compile("\\{[A-Za-z]{1,20}\\}");

  // RFC 1122 section 3.2.1.3 (g): all of 127/8.
  private static final Pattern LOOPBACK =
      Pattern.compile("127(?:\\.[0-9]{1,3}){3}|localhost|\\[::1\\]");

  /** Reads a setting; what is wrong is noted, and something harmless returned. */
  public static ProviderUrl read(SettingText given, String key, String text, boolean clearAllowed) {
    Matcher shape = SHAPE.matcher(text);
    if (text.length() > MAX_LENGTH
        || !text.chars().allMatch(each -> each > ' ' && each < 0x7F)
        || text.contains("#")
        || !shape.matches()
        || !isUri(text)) {
      given.bad(
          key,
          "must be a URL like https://sms.example.com/send, ASCII, of at most "
              + MAX_LENGTH
              + " characters, without user, fragment, or placeholder in its host");
      return new ProviderUrl("", "");
    }
    boolean clear = shape.group(2).toLowerCase(Locale.ROOT).equals("http");
    String host = shape.group(3).toLowerCase(Locale.ROOT);
    if (clear && !clearAllowed && !LOOPBACK.matcher(host).matches()) {
      given.bad(key, "must begin with https://, or allowClear must be true");
    }
    return new ProviderUrl(shape.group(1), text);
  }

  private static boolean isUri(String text) {
    try {
      URI uri = new URI(TOKEN.matcher(text).replaceAll("1"));
      return uri.getHost() != null && uri.getPort() <= 65_535 && uri.getPort() != 0;
    } catch (URISyntaxException malformed) {
      return false;
    }
  }
}
