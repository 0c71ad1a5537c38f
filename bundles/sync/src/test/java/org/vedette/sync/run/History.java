package org.vedette.sync.run;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.vedette.api.directory.DirectoryEntry.Kind;
import org.vedette.testkit.directory.MemoryDirectory;

/** Does to a directory what administrators do, at random. */
final class History {
  private static final List<String> NAMES =
      List.of("anna", "bert", "carl", "dora", "emil", "fritz", "gerd", "hans", "ida", "jan");
  private static final List<String> PHONES =
      List.of("+41446681800", "044 668 18 01", "+41 44 668 18 02 x890", "no number", "");

  final MemoryDirectory directory;
  final List<String> done = new ArrayList<>();
  private final Random random;
  private int next;

  History(Random random, int pageSize) {
    this.random = random;
    directory = new MemoryDirectory(pageSize);
    directory.container("c1", MemoryDirectory.ROOT, "Sales");
    directory.container("c2", MemoryDirectory.ROOT, "Stock");
    directory.container("c3", "c1", "Inner");
    directory.group("g1", MemoryDirectory.ROOT, "Staff");
    directory.group("g2", MemoryDirectory.ROOT, "More");
    directory.group("g3", "c2", "Most");
    for (int i = 0; i < 12; i++) {
      add();
    }
  }

  private String pick(List<String> of) {
    return of.get(random.nextInt(of.size()));
  }

  private void add() {
    String id = String.format("u%03d", random.nextInt(1000));
    if (!directory.all(Kind.USER).contains(id)) {
      directory.user(id, pick(directory.all(Kind.CONTAINER)), facts());
      done.add("add " + id);
    }
  }

  private Map<String, String> facts() {
    return random.nextInt(20) == 0
        ? Map.of("mail", "x@corp.example")
        : Items.person(
            random.nextInt(3) == 0 ? pick(NAMES) : pick(NAMES) + random.nextInt(40),
            "firstName",
            "F" + random.nextInt(3),
            "mail",
            "m" + random.nextInt(3) + "@corp.example",
            "phone.mobile",
            random.nextInt(2) == 0 ? "+41446681800" : "044 668 18 0" + random.nextInt(9));
  }

  /** One thing happens. */
  void step() {
    List<String> users = directory.all(Kind.USER);
    if (users.isEmpty()) {
      add();
      return;
    }
    String user = pick(users);
    String container = pick(directory.all(Kind.CONTAINER));
    List<String> groups = directory.all(Kind.GROUP);
    int what = random.nextInt(100);
    if (what < 18) {
      add();
    } else if (what < 30) {
      directory.modify(user, Map.of("username", pick(NAMES)));
      done.add("rename " + user);
    } else if (what < 42) {
      directory.modify(user, Map.of("phone.mobile", pick(PHONES), "lastName", "L" + next++ % 4));
      done.add("modify " + user);
    } else if (what < 52) {
      directory.enable(user, random.nextBoolean());
      done.add("enable " + user);
    } else if (what < 64) {
      directory.move(user, container, user);
      done.add("move " + user + " to " + container);
    } else if (what < 78) {
      boolean is = random.nextInt(3) > 0;
      String member = random.nextInt(4) == 0 ? pick(groups) : user;
      String group = pick(groups);
      directory.member(group, member, is);
      done.add("member " + group + " " + member + " " + is);
    } else if (what < 88) {
      directory.delete(user);
      done.add("delete " + user);
    } else if (what < 96) {
      containers(container);
    } else if (groups.size() > 2) {
      groups(groups);
    }
  }

  private void groups(List<String> groups) {
    if (random.nextBoolean()) {
      String id = "g" + (10 + next++);
      directory.group(id, MemoryDirectory.ROOT, id);
      directory.member("g1", id, true);
      directory.member(id, pick(directory.all(Kind.USER)), true);
      done.add("group " + id);
    } else {
      String id = pick(groups);
      if (id.length() > 2) {
        directory.delete(id);
        done.add("delete group " + id);
      }
    }
  }

  private void containers(String container) {
    if (random.nextInt(3) == 0) {
      String id = "c" + (10 + next++);
      directory.container(id, container, "New" + next);
      done.add("container " + id + " in " + container);
    } else if (container.equals(MemoryDirectory.ROOT)) {
      directory.modify(container, Map.of("name", "x" + next++));
      done.add("modify root");
    } else if (container.length() > 2 && random.nextInt(3) == 0) {
      directory.delete(container);
      done.add("delete container " + container);
    } else if (container.equals("c3") || container.length() > 2) {
      String to = pick(directory.all(Kind.CONTAINER));
      if (!directory.isIn(to, container)) {
        directory.move(container, to, "Moved" + next++);
        done.add("move container " + container + " to " + to);
      }
    } else if (container.equals("c2")) {
      directory.move("c2", MemoryDirectory.ROOT, random.nextInt(3) == 0 ? "Gone" : "Stock");
      done.add("rename c2");
    }
  }
}
