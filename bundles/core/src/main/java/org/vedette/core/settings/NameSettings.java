package org.vedette.core.settings;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;
import org.vedette.api.user.UserNames;

/**
 * How typed names become users.
 *
 * @param stripDomain whether {@code DOMAIN\} is cut off first
 * @param directories names of the directories that are asked for a name that is nobody's, in order
 */
public record NameSettings(boolean stripDomain, List<String> directories) {
  /** Only exact names. */
  public static final NameSettings EXACT = new NameSettings(false, List.of());

  private static final Pattern DIRECTORY = Pattern.compile("[a-z][a-z0-9]{0,31}");
  private static final int MOST = 8;

  /** Copies the list. */
  public NameSettings {
    directories = List.copyOf(directories);
  }

  /** Says what is wrong. */
  List<String> problems() {
    List<String> found = new ArrayList<>();
    boolean named = directories.stream().allMatch(each -> DIRECTORY.matcher(each).matches());
    if (!named || directories.size() > MOST) {
      found.add("resolveNames: names of at most 8 directories with commas between, like corp,lab");
    } else if (new HashSet<>(directories).size() != directories.size()) {
      found.add("resolveNames: each directory once");
    }
    return found;
  }

  /** Returns the normal form of what was typed; empty when it can be nobody's. */
  public Optional<String> normal(String typed) {
    int domain = stripDomain ? typed.indexOf('\\') : -1;
    return UserNames.normalise(typed.substring(domain + 1));
  }

  /**
   * Returns what wrong passwords are counted by: where several forms of a name mean one account,
   * what all of them have in common, so that changing the form gives no more tries.
   */
  public String counted(String normal) {
    if (directories.isEmpty()) {
      return normal;
    }
    String account = normal.substring(normal.indexOf('\\') + 1);
    int at = account.lastIndexOf('@');
    return (at > 0 ? account.substring(0, at) : account).toLowerCase(Locale.ROOT);
  }
}
