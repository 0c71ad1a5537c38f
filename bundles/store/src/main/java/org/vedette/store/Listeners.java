package org.vedette.store;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.vedette.api.store.RecordListener;
import org.vedette.api.store.RecordType;
import org.vedette.api.store.RecordTypes;
import org.vedette.store.cache.CachedRecords;
import org.vedette.store.db.Effect;
import org.vedette.store.db.RecordStore;
import org.vedette.store.db.Touched;
import org.vedette.store.shared.Told;

/** Brings the caches up to date after each change, then tells whoever listens. */
final class Listeners implements RecordStore.Observer, Told {
  private static final Logger LOG = LoggerFactory.getLogger(Listeners.class);

  private final CachedRecords records;
  private final List<RecordListener> listeners = new CopyOnWriteArrayList<>();

  Listeners(CachedRecords records) {
    this.records = records;
  }

  void add(RecordListener listener) {
    listeners.add(listener);
  }

  void remove(RecordListener listener) {
    listeners.remove(listener);
  }

  @Override
  public void applied(List<Effect> effects) {
    touched(effects.stream().map(Touched::of).toList());
  }

  @Override
  public void touched(List<Touched> touched) {
    if (touched.isEmpty()) {
      return;
    }
    records.forgetTouched(touched);
    tell(
        touched.stream()
            .map(each -> RecordTypes.byCode(each.id().type()))
            .flatMap(Optional::stream)
            .collect(Collectors.toUnmodifiableSet()));
  }

  @Override
  public void replaced() {
    records.forgetAll();
    tell(Set.copyOf(RecordTypes.all()));
  }

  private void tell(Set<RecordType<?>> types) {
    for (RecordListener listener : listeners) {
      try {
        listener.changed(types);
      } catch (RuntimeException fault) {
        LOG.error(
            "A listener of changed records failed listener={}",
            listener.getClass().getName(),
            fault);
      }
    }
  }
}
