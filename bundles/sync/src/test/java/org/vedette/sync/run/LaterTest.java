package org.vedette.sync.run;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import java.util.Set;
import org.junit.Test;
import org.vedette.api.directory.DirectoryEntry;

public class LaterTest {
  private static DirectoryEntry entry(String id, String dn) {
    return new DirectoryEntry(
        id,
        dn,
        DirectoryEntry.Kind.USER,
        true,
        Map.of(DirectoryEntry.USERNAME, "name" + id),
        Set.of("name" + id));
  }

  @Test
  public void entriesComeInTheOrderOfIdentities() {
    Later later = new Later(Later.ROOM);
    later.add(entry("b", "uid=b"));
    later.add(entry("a", "uid=a"));
    assertThat(later.ids()).containsExactly("a", "b");
    assertThat(later.entry("b")).contains(entry("b", "uid=b"));
    later.clear();
    assertThat(later.ids()).isEmpty();
  }

  @Test
  public void whoeverFindsNoRoomWaitsWithoutAnEntry() {
    // Identity 1, name 5, fact 5 and sign-in name 5 characters each: room for two.
    Later later = new Later(33);
    for (String id : new String[] {"a", "b", "c", "d"}) {
      later.add(entry(id, "uid=" + id));
    }
    assertThat(later.ids()).containsExactly("a", "b", "c", "d");
    assertThat(later.ids()).filteredOn(id -> later.entry(id).isPresent()).hasSize(2);
    later.clear();
    later.add(entry("e", "uid=e"));
    assertThat(later.entry("e")).isPresent();
  }

  @Test
  public void anIdentityOfTwoPlacesIsToBeReadAgain() {
    Later later = new Later(Later.ROOM);
    later.add(entry("a", "uid=a"));
    later.again(entry("a", "uid=a"));
    assertThat(later.entry("a")).isPresent();
    later.again(entry("a", "uid=a,ou=other"));
    later.again(entry("nobody", "uid=nobody"));
    assertThat(later.entry("a")).isEmpty();
    assertThat(later.ids()).containsExactly("a");
  }
}
