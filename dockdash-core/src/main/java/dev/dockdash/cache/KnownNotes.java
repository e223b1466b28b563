package dev.dockdash.cache;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/** The notes that this JVM saw last, of those whose text follows from their key. Thread-safe. */
final class KnownNotes {

    /** A note takes a few hundred bytes. */
    private static final int MOST = 1_000;

    private final Map<CacheKey, String> notes = new LinkedHashMap<>(16, 0.75f, true) {
        @Override
        protected boolean removeEldestEntry(Map.Entry<CacheKey, String> eldest) {
            return size() > MOST;
        }
    };

    /** Returns a note, read unless it is known. */
    Optional<String> find(CacheKey key, Function<CacheKey, Optional<String>> reader) {
        synchronized (notes) {
            String known = notes.get(key);
            if (known != null) {
                return Optional.of(known);
            }
        }
        Optional<String> read = reader.apply(key);
        read.ifPresent(text -> put(key, text));
        return read;
    }

    /** Makes the next look read a note again. */
    void forget(CacheKey key) {
        synchronized (notes) {
            notes.remove(key);
        }
    }

    private void put(CacheKey key, String text) {
        synchronized (notes) {
            notes.put(key, text);
        }
    }
}
