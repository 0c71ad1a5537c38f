package org.vedette.method.oath.inventory;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Consumer;
import org.vedette.api.store.RecordType;
import org.vedette.api.store.Records;
import org.vedette.api.store.StoredRecord;
import org.vedette.api.token.HardwareToken;
import org.vedette.api.token.TokenEntry;
import org.vedette.api.token.TokenQuery;
import org.vedette.api.token.TokenState;
import org.vedette.api.user.Enrollment;
import org.vedette.api.user.User;

/** Reads the inventory. */
final class Shelf {
  /** The method whose enrollments are made of tokens. */
  static final String METHOD = "oath";

  private static final int PAGE = 500;

  private final Records records;

  Shelf(Records records) {
    this.records = records;
  }

  /** Tells where a token stands, which its enrollment decides. */
  TokenEntry entry(HardwareToken token) {
    Optional<UUID> owner = records.find(Enrollment.TYPE, token.id()).map(Enrollment::user);
    if (owner.isPresent()) {
      return new TokenEntry(token, TokenState.ASSIGNED, owner);
    }
    Optional<UUID> meant = token.user().filter(id -> records.find(User.TYPE, id).isPresent());
    return new TokenEntry(token, meant.isPresent() ? TokenState.WAITING : TokenState.FREE, meant);
  }

  /** Finds tokens by serial number. */
  List<TokenEntry> find(String serial) {
    String wanted = serial.strip();
    Records.Query query = new Records.Query(HardwareToken.searchSerial(wanted), 0, PAGE);
    return records.search(HardwareToken.TYPE, query).items().stream()
        .filter(it -> it.serial().equalsIgnoreCase(wanted))
        .map(this::entry)
        .toList();
  }

  /** How many tokens a user has or waits for, without one of them. */
  int countOf(UUID user, Optional<UUID> without) {
    long owned =
        records.ownedBy(Enrollment.TYPE, user).stream()
            .filter(it -> it.method().equals(METHOD))
            .filter(it -> !without.equals(Optional.of(it.id())))
            .count();
    long meant =
        meantFor(user).stream().filter(it -> !without.equals(Optional.of(it.token().id()))).count();
    return (int) (owned + meant);
  }

  Records.Page<TokenEntry> list(TokenQuery query) {
    if (query.user().isPresent()) {
      return cut(ofUser(query.user().get(), query), query);
    }
    if (query.state().isEmpty()) {
      Records.Page<HardwareToken> page =
          records.search(
              HardwareToken.TYPE,
              new Records.Query(lower(query.text()), query.offset(), query.limit()));
      return new Records.Page<>(page.items().stream().map(this::entry).toList(), page.total());
    }
    return switch (query.state().get()) {
      case FREE -> free(query);
      case WAITING -> cut(matching(allMeant(), query), query);
      case ASSIGNED -> cut(matching(allAssigned(), query), query);
    };
  }

  /**
   * Where tokens stand is no column: those that match the text are looked at until the page is
   * full, and those that come after count as free.
   */
  private Records.Page<TokenEntry> free(TokenQuery query) {
    List<TokenEntry> items = new ArrayList<>();
    long seen = 0;
    long taken = 0;
    for (int offset = 0; ; offset += PAGE) {
      Records.Page<HardwareToken> page =
          records.search(HardwareToken.TYPE, new Records.Query(lower(query.text()), offset, PAGE));
      for (HardwareToken each : page.items()) {
        TokenEntry entry = entry(each);
        if (entry.state() != TokenState.FREE) {
          taken++;
        } else if (seen++ >= query.offset() && items.size() < query.limit()) {
          items.add(entry);
        }
      }
      if (items.size() >= query.limit() || page.items().size() < PAGE) {
        return new Records.Page<>(List.copyOf(items), page.total() - taken);
      }
    }
  }

  private List<TokenEntry> allMeant() {
    List<TokenEntry> all = new ArrayList<>();
    pages(HardwareToken.TYPE, HardwareToken.SEARCH_MEANT, it -> all.add(entry(it)));
    return all;
  }

  /** Enrollments are fewer than tokens in a drawer. */
  private List<TokenEntry> allAssigned() {
    List<TokenEntry> all = new ArrayList<>();
    pages(
        Enrollment.TYPE,
        METHOD,
        it -> {
          if (it.method().equals(METHOD) && it.serial().isPresent()) {
            records.find(HardwareToken.TYPE, it.id()).map(this::entry).ifPresent(all::add);
          }
        });
    all.sort(Comparator.comparing(it -> it.token().name()));
    return all;
  }

  private <T extends StoredRecord> void pages(RecordType<T> type, String text, Consumer<T> each) {
    for (int offset = 0; ; offset += PAGE) {
      List<T> items = records.search(type, new Records.Query(text, offset, PAGE)).items();
      items.forEach(each);
      if (items.size() < PAGE) {
        return;
      }
    }
  }

  private List<TokenEntry> ofUser(UUID user, TokenQuery query) {
    List<TokenEntry> all = new ArrayList<>(meantFor(user));
    records
        .ownedBy(Enrollment.TYPE, user)
        .forEach(
            it -> records.find(HardwareToken.TYPE, it.id()).map(this::entry).ifPresent(all::add));
    return matching(all, query);
  }

  private static List<TokenEntry> matching(List<TokenEntry> all, TokenQuery query) {
    return all.stream()
        .filter(it -> query.state().isEmpty() || query.state().equals(Optional.of(it.state())))
        .filter(it -> it.token().searchText().contains(lower(query.text())))
        .toList();
  }

  private List<TokenEntry> meantFor(UUID user) {
    Records.Query query = new Records.Query(HardwareToken.searchUser(user), 0, PAGE);
    return records.search(HardwareToken.TYPE, query).items().stream()
        .map(this::entry)
        .filter(it -> it.state() == TokenState.WAITING)
        .toList();
  }

  private static Records.Page<TokenEntry> cut(List<TokenEntry> all, TokenQuery query) {
    return new Records.Page<>(
        all.stream().skip(query.offset()).limit(query.limit()).toList(), all.size());
  }

  private static String lower(String text) {
    return text.strip().toLowerCase(Locale.ROOT);
  }
}
