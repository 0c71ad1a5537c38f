package org.vedette.itests.durability;

import java.io.IOException;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.vedette.itests.blackbox.Rest;

/** Reads whole lists of a server, page by page. */
final class Records {
  private static final Pattern USERNAME = Pattern.compile("\"username\":\"([^\"]*)\"");
  private static final Pattern NEXT = Pattern.compile("\"next\":\"([^\"]+)\"");
  private static final int USERS_A_PAGE = 500;
  private static final int RECORDS_A_PAGE = 1_000;

  private Records() {}

  /** Names of all users. */
  static Set<String> users(Rest rest) throws IOException, InterruptedException {
    Set<String> names = new HashSet<>();
    int before = -1;
    for (int offset = 0; names.size() > before; offset += USERS_A_PAGE) {
      before = names.size();
      String page = rest.call("GET", "/users?limit=" + USERS_A_PAGE + "&offset=" + offset, "");
      USERNAME.matcher(page).results().forEach(found -> names.add(found.group(1)));
    }
    return names;
  }

  /** How many audit records of this result there are for each person. */
  static Map<String, Integer> audited(Rest rest, String result)
      throws IOException, InterruptedException {
    Map<String, Integer> count = new HashMap<>();
    String next = "";
    do {
      String from = next.isEmpty() ? "" : "&before=" + next;
      String page =
          rest.call("GET", "/audit?result=" + result + "&limit=" + RECORDS_A_PAGE + from, "");
      USERNAME.matcher(page).results().forEach(one -> count.merge(one.group(1), 1, Integer::sum));
      Matcher more = NEXT.matcher(page);
      next = more.find() ? more.group(1) : "";
    } while (!next.isEmpty());
    return count;
  }
}
