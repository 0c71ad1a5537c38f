package org.vedette.directory;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import org.junit.After;
import org.junit.Before;
import org.vedette.api.directory.DirectoryAnswer;
import org.vedette.api.directory.DirectoryAnswer.Trouble;
import org.vedette.api.directory.DirectoryEntry;
import org.vedette.api.directory.DirectoryEntry.Kind;
import org.vedette.api.directory.DirectorySource;
import org.vedette.api.directory.DirectorySource.Page;
import org.vedette.api.directory.DirectorySource.Search;

/** A directory that speaks plain LDAP, for tests that read it. */
public abstract class ReadingCase {
  static final String PEOPLE = "ou=people,dc=corp,dc=example";
  static final String BASE = "dc=corp,dc=example";
  static final int MANY = 130;

  TestServer server;
  DirectoryHarness harness;

  @Before
  public void start() throws Exception {
    server = new TestServer();
    for (int i = 0; i < MANY; i++) {
      add("p" + i, "telephoneNumber: +41 44 668 1%03d x890".formatted(i));
    }
    open(settings());
  }

  @After
  public void stop() {
    harness.close();
    server.close();
  }

  TestSettings settings() {
    return new TestSettings()
        .with("servers", server.plain())
        .with("allowClearText", "true")
        .with("pageSize", 50);
  }

  void open(TestSettings settings) {
    if (harness != null) {
      harness.close();
    }
    harness = new DirectoryHarness(settings);
  }

  void add(String uid, String... more) throws Exception {
    List<String> lines =
        new ArrayList<>(
            List.of(
                "dn: uid=" + uid + "," + PEOPLE,
                "objectClass: inetOrgPerson",
                "uid: " + uid,
                "cn: " + uid,
                "sn: Example"));
    lines.addAll(List.of(more));
    server.server.add(lines.toArray(String[]::new));
  }

  void group(String cn, String... members) throws Exception {
    List<String> lines =
        new ArrayList<>(List.of("dn: " + cn(cn), "objectClass: groupOfNames", "cn: " + cn));
    lines.addAll(List.of(members));
    server.server.add(lines.toArray(String[]::new));
  }

  static String cn(String group) {
    return "cn=" + group + "," + BASE;
  }

  static String uid(String name) {
    return "uid=" + name + "," + PEOPLE;
  }

  DirectorySource source() {
    return harness.directory.source();
  }

  static <T> DirectoryAnswer<T> answer(CompletionStage<DirectoryAnswer<T>> asked) {
    try {
      return asked.toCompletableFuture().get(30, TimeUnit.SECONDS);
    } catch (Exception failure) {
      throw new AssertionError(failure);
    }
  }

  static <T> T found(CompletionStage<DirectoryAnswer<T>> asked) {
    return answer(asked)
        .match(
            DirectoryAnswer.Found::value,
            failed -> {
              throw new AssertionError(failed.toString());
            });
  }

  static <T> Trouble trouble(CompletionStage<DirectoryAnswer<T>> asked) {
    return answer(asked)
        .match(
            found -> {
              throw new AssertionError(found.toString());
            },
            DirectoryAnswer.Failed::trouble);
  }

  static Search people(int limit) {
    return new Search(Kind.USER, Optional.empty(), true, Optional.empty(), "", limit);
  }

  List<DirectoryEntry> all(Search search) {
    List<DirectoryEntry> all = new ArrayList<>();
    Page page = found(source().search(search, Optional.empty()));
    all.addAll(page.entries());
    while (page.next().isPresent()) {
      page = found(source().search(search, page.next()));
      all.addAll(page.entries());
    }
    return all;
  }

  String id(String name) {
    List<DirectoryEntry> entries =
        all(new Search(Kind.GROUP, Optional.empty(), true, Optional.empty(), name, 10));
    assertThat(entries).hasSize(1);
    return entries.get(0).id();
  }

  Set<String> names(Set<String> ids) {
    return found(source().byId(ids)).stream()
        .map(each -> each.fact(DirectoryEntry.USERNAME).orElse("?"))
        .collect(Collectors.toSet());
  }
}
