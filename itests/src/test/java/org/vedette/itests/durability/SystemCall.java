package org.vedette.itests.durability;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A system call as strace saw it.
 *
 * @param name its name
 * @param text arguments and result
 * @param began line of the trace on which it began
 * @param ended line of the trace on which it had ended
 * @param at when it began, in seconds since 1970
 */
record SystemCall(String name, String text, int began, int ended, double at) {
  private static final Pattern LINE = Pattern.compile("(\\d+) +(\\d+\\.\\d+) (.*)");
  private static final Pattern RESUMED = Pattern.compile("<\\.\\.\\. (\\w+) resumed>(.*)");
  private static final String UNFINISHED = " <unfinished ...>";

  /**
   * Reads a trace made with {@code -f -ttt}. strace stops each thread where a call begins and where
   * it ends, and writes in the order in which it saw that. A call that is on one line has ended
   * before any later line began.
   */
  static List<SystemCall> of(List<String> lines) {
    Map<String, SystemCall> unfinished = new HashMap<>();
    List<SystemCall> calls = new ArrayList<>();
    for (int number = 0; number < lines.size(); number++) {
      Matcher line = LINE.matcher(lines.get(number));
      if (!line.matches()) {
        continue;
      }
      String thread = line.group(1);
      String text = line.group(3);
      Matcher resumed = RESUMED.matcher(text);
      if (resumed.matches()) {
        SystemCall begun = unfinished.remove(thread);
        if (begun != null) {
          calls.add(begun.ended(resumed.group(2), number));
        }
      } else if (text.indexOf('(') > 0) {
        String name = text.substring(0, text.indexOf('('));
        SystemCall call =
            new SystemCall(name, text, number, number, Double.parseDouble(line.group(2)));
        if (text.endsWith(UNFINISHED)) {
          unfinished.put(thread, call);
        } else {
          calls.add(call);
        }
      }
    }
    return calls;
  }

  private SystemCall ended(String rest, int number) {
    String whole = text.substring(0, text.length() - UNFINISHED.length()) + rest;
    return new SystemCall(name, whole, began, number, at);
  }

  /** Whether it succeeded. */
  boolean succeeded() {
    return !text.matches(".* = -1 .*");
  }
}
