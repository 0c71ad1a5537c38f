package org.vedette.sync.plan;

import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import org.vedette.api.sync.Fate;
import org.vedette.api.sync.SyncRules;
import org.vedette.api.user.DirectoryLink;
import org.vedette.api.user.User;

/** What a link remembers beside the fields that were taken over. */
public final class Marks {
  /** What the item said last about leaving: it may be gone when it is needed. */
  static final String ON_LEAVE = "rule.onLeave";

  /** What the item said last about deletion. */
  static final String ON_DELETED = "rule.onDeleted";

  /** Why the user is off; missing while on. */
  static final String OFF = "off";

  /** Whether synchronization switched the user off; somebody else had done so otherwise. */
  static final String OFF_HERE = "off.here";

  /** The entry is in no item any more, whatever became of the user; missing otherwise. */
  static final String LEFT = "left";

  /** What is still to be done for a new user, separated by commas. */
  static final String TODO = "todo";

  /** To be enrolled in the method of the item. */
  public static final String ENROLL = "enroll";

  /** To be sent a first PIN. */
  public static final String PIN = "pin";

  private Marks() {}

  static void rules(Map<String, String> marks, SyncRules rules) {
    marks.put(ON_LEAVE, rules.onLeave().name());
    marks.put(ON_DELETED, rules.onDeleted().name());
    marks.put(DirectoryLink.MAILS, Boolean.toString(rules.mails()));
  }

  static Fate fate(DirectoryLink link, String mark) {
    String name = link.imported().getOrDefault(mark, Fate.IGNORE.name());
    for (Fate each : Fate.values()) {
      if (each.name().equals(name)) {
        return each;
      }
    }
    return Fate.IGNORE;
  }

  /** Returns whether the entry was in no item when it was looked at last. */
  public static boolean hasLeft(DirectoryLink link) {
    return link.imported().containsKey(LEFT);
  }

  /** Returns whether a telephone number is another than the one the directory gave. */
  public static boolean hasOwnNumber(User user, DirectoryLink link) {
    return UserFields.OWN.stream()
        .anyMatch(
            field -> {
              String given = link.imported().getOrDefault(field, "");
              return !given.isEmpty() && !given.equals(UserFields.get(user, field));
            });
  }

  /** Returns what is still to be done for a new user. */
  public static TreeSet<String> todo(DirectoryLink link) {
    TreeSet<String> todo = new TreeSet<>();
    for (String each : link.imported().getOrDefault(TODO, "").split(",", -1)) {
      if (!each.isEmpty()) {
        todo.add(each);
      }
    }
    return todo;
  }

  /** Returns the next version of a link with other things to be done. */
  public static DirectoryLink todo(DirectoryLink link, TreeSet<String> left) {
    Map<String, String> marks = new TreeMap<>(link.imported());
    if (left.isEmpty()) {
      marks.remove(TODO);
    } else {
      marks.put(TODO, String.join(",", left));
    }
    return next(link, marks);
  }

  /** Returns the next version of a link whose user is switched off. */
  public static DirectoryLink off(DirectoryLink link, String reason, User user) {
    Map<String, String> marks = new TreeMap<>(link.imported());
    marks.put(OFF, reason);
    marks.put(OFF_HERE, Boolean.toString(user.enabled()));
    if (!reason.equals(Loss.DISABLED)) {
      marks.put(LEFT, "true");
    }
    return next(link, marks);
  }

  static DirectoryLink next(DirectoryLink link, Map<String, String> marks) {
    return new DirectoryLink(
        link.id(), link.version() + 1, link.directory(), link.entry(), link.item(), marks);
  }
}
