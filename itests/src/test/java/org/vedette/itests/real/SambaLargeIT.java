package org.vedette.itests.real;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.ClassRule;
import org.junit.Test;
import org.vedette.itests.real.SyncDeskClient.Ended;

/**
 * A large Active Directory taken over and kept up with; prints how long that takes and how much
 * memory the server has. {@code mvn verify -Plarge -Dit.test=SambaLargeIT} makes it 20,000 people.
 */
public class SambaLargeIT {
  @ClassRule public static final SambaSite SITE = SambaSite.shared();

  private static final String GROUP = "synced";
  private static final int CHANGED = 100;

  /** The heap may have 640 MiB; what Java needs beside it is the rest. */
  private static final long MOST_KIB = 1_300L * 1024;

  private final SyncDeskClient desk = new SyncDeskClient(SITE.server());

  @Test
  public void aLargeDirectoryIsTakenOverAndKeptUpWith() throws Exception {
    print("%d people; server before: %s", Samba.USERS, memory());
    desk.item(
        "\"name\":\"Staff\",\"directory\":\"corp\",\"container\":\"%s\",\"userGroup\":\"%s\""
            .formatted(Samba.STAFF, GROUP));
    Ended first = timed("everybody for the first time", true, Optional.of(Samba.USERS));
    assertThat(first.count("added")).as(first.text()).isEqualTo(Samba.USERS);
    assertThat(desk.users(GROUP)).hasSize(Samba.USERS);
    assertThat(timed("everybody again", true, Optional.of(Samba.USERS)).isIdle()).isTrue();
    assertThat(timed("changes, none", false, Optional.empty()).isIdle()).isTrue();
    SITE.samba()
        .modify(
            IntStream.range(0, CHANGED)
                .mapToObj(it -> SambaEntries.replace(Samba.dn(it), "sn", "Changed"))
                .collect(Collectors.joining()));
    Ended changed = timed("changes, " + CHANGED, false, Optional.empty());
    assertThat(changed.kind()).as(changed.text()).isEqualTo("incremental");
    assertThat(changed.count("updated")).as(changed.text()).isEqualTo(CHANGED);
    assertThat(status("VmHWM")).as("KiB of memory at most").isLessThan(MOST_KIB);
  }

  private Ended timed(String what, boolean full, Optional<Integer> people) throws IOException {
    long began = System.nanoTime();
    Ended ended = desk.run(full, people);
    double seconds = (System.nanoTime() - began) / 1e9;
    print("%s: %.1f s %s; %s", what, seconds, ended.counts(), memory());
    assertThat(ended.state()).as(ended.text()).isEqualTo("done");
    return ended;
  }

  private static String memory() throws IOException {
    return "%d MiB resident, %d at most".formatted(status("VmRSS") / 1024, status("VmHWM") / 1024);
  }

  /** A line of the kernel's about the process of the server, in KiB. */
  private static long status(String name) throws IOException {
    return Files.readAllLines(Path.of("/proc", Long.toString(SITE.server().pid()), "status"))
        .stream()
        .filter(line -> line.startsWith(name + ":"))
        .mapToLong(line -> Long.parseLong(line.replaceAll("\\D", "")))
        .findFirst()
        .orElseThrow();
  }

  private static void print(String format, Object... values) {
    System.out.println(String.format(Locale.ROOT, format, values));
  }
}
