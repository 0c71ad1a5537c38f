package org.vedette.store.cache;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLongArray;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * A bounded memory of answers. An answer that was read before a change and arrives after it is not
 * kept: each key has a generation, which {@link #invalidate} advances before it drops the answer,
 * and an answer is stored only under the generation in which its question was asked.
 *
 * <p>Thread-safe.
 */
public final class RecordCache {
  private static final int STRIPES = 1024;

  private final Cache<CacheKey, Object> answers;
  private final AtomicLongArray generations = new AtomicLongArray(STRIPES);

  /** Keeps at most {@code records} records, those in lists counted one by one. */
  public RecordCache(long records) {
    answers =
        Caffeine.newBuilder()
            .maximumWeight(records)
            .weigher((CacheKey key, Object answer) -> weight(answer))
            .executor(Runnable::run)
            .build();
  }

  /**
   * Returns the answer kept for {@code key}, or asks {@code loader} and perhaps keeps its answer.
   */
  public <T> T get(CacheKey key, Class<T> kind, Supplier<T> loader) {
    @Nullable Object kept = answers.getIfPresent(key);
    if (kept != null) {
      return kind.cast(kept);
    }
    int stripe = stripe(key);
    long asked = generations.get(stripe);
    T answer = loader.get();
    // The check runs while the key is locked, and so does the removal in invalidate().
    answers
        .asMap()
        .compute(key, (same, present) -> generations.get(stripe) == asked ? answer : present);
    return answer;
  }

  /** Forgets the answers to these questions, also those that are being read now. */
  public void invalidate(Collection<? extends CacheKey> keys) {
    for (CacheKey key : keys) {
      generations.incrementAndGet(stripe(key));
      answers.asMap().remove(key);
    }
  }

  /** Forgets everything. */
  public void invalidateAll() {
    for (int i = 0; i < STRIPES; i++) {
      generations.incrementAndGet(i);
    }
    for (CacheKey key : answers.asMap().keySet()) {
      answers.asMap().remove(key);
    }
  }

  /** Copies all answers. */
  Map<CacheKey, Object> answers() {
    return Map.copyOf(answers.asMap());
  }

  /** Keeps answers that are as good as those that would be read now. */
  void keep(Map<CacheKey, Object> good) {
    answers.putAll(good);
  }

  /** Returns how many answers are kept, roughly. */
  long size() {
    answers.cleanUp();
    return answers.estimatedSize();
  }

  private static int weight(Object answer) {
    return answer instanceof List<?> list ? 1 + list.size() : 1;
  }

  private static int stripe(CacheKey key) {
    int hash = key.hashCode();
    return (hash ^ (hash >>> 16)) & (STRIPES - 1);
  }
}
