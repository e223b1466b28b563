package dev.dockdash.cache;

import static org.assertj.core.api.Assertions.assertThat;

import dev.dockdash.oci.Digest;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class KnownNotesTest {

    private final KnownNotes notes = new KnownNotes();
    private final List<CacheKey> asked = new ArrayList<>();

    @Test
    void readsANoteOnce() {
        assertThat(notes.find(key(1), this::read)).contains("note 1");
        assertThat(notes.find(key(1), this::read)).contains("note 1");
        assertThat(asked).containsExactly(key(1));
    }

    @Test
    void readsAForgottenNoteAgain() {
        notes.find(key(1), this::read);
        notes.forget(key(1));
        assertThat(notes.find(key(1), this::read)).contains("note 2");
    }

    @Test
    void asksAgainForWhatWasNotThere() {
        assertThat(notes.find(key(1), key -> Optional.empty())).isEmpty();
        assertThat(notes.find(key(1), this::read)).contains("note 1");
    }

    @Test
    void keepsThoseThatWereUsedLast() {
        notes.find(key(0), this::read);
        for (int i = 1; i < 1_000; i++) {
            notes.find(key(i), this::read);
        }
        notes.find(key(0), this::read);
        notes.find(key(1_000), this::read);
        asked.clear();
        notes.find(key(0), this::read);
        notes.find(key(1), this::read);
        assertThat(asked).containsExactly(key(1));
    }

    private Optional<String> read(CacheKey key) {
        asked.add(key);
        return Optional.of("note " + asked.size());
    }

    private static CacheKey key(int number) {
        return new CacheKey("inputs", Digest.of(new byte[] {(byte) number, (byte) (number >> 8)}));
    }
}
