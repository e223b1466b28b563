package dev.dockdash.junit;

import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** Values of which one is made per key; threads wait only for others with the same key. */
final class OncePerKey<K, V> {

    private final Map<K, Once<V>> values = new ConcurrentHashMap<>();

    /** Returns the value of that key, made now if there is none. */
    V get(K key, Once.Maker<V> maker) throws IOException {
        return of(key).get(maker);
    }

    /** Returns the value that is being made for that key, or makes one, and forgets it. */
    V share(K key, Once.Maker<V> maker) throws IOException {
        Once<V> running = of(key);
        try {
            return running.get(maker);
        } finally {
            values.remove(key, running);
        }
    }

    private Once<V> of(K key) {
        return values.computeIfAbsent(key, absent -> new Once<>());
    }

    /** Returns the values that were made. */
    List<V> made() {
        return values.values().stream()
                .flatMap(value -> value.ifMade().stream())
                .toList();
    }
}
