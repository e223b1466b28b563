package dev.dockdash.layer;

import dev.dockdash.cache.CacheKey;
import dev.dockdash.oci.Digest;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * The keys under which the layer of a plan is remembered.
 *
 * <p>The inputs key depends on all that the files' inodes say, and finds a layer without reading a file. It exists only
 * if every file has an inode and was last changed well before the plan was made: a file changed just now may change again
 * within one tick of the file system's clock, and nothing would tell. The shape key depends on everything but the files'
 * contents and times; it says that hashing the contents may be worth a try. The content key is the diffID itself.
 */
final class LayerKeys {

    /** Part of every key: another number makes every remembered layer a stranger. */
    private static final int FORMAT_VERSION = 2;

    /** Longer than a tick of any file system's clock; FAT has two seconds. */
    private static final Duration SETTLED = Duration.ofSeconds(2);

    private static final int ONLY_SIZE_FOLLOWS = 0;
    private static final int CONTENT_FOLLOWS = 1;

    private final LayerPlan plan;
    private final Compression compression;
    private @Nullable Digest shape;
    private @Nullable Digest fingerprint;

    LayerKeys(LayerPlan plan, Compression compression) {
        this.plan = plan;
        this.compression = compression;
    }

    /** Returns the key of the inputs, if they can be told from later ones by their inodes. */
    Optional<CacheKey> inputs(Instant plannedAt) {
        long settled = TimeUnit.SECONDS.toNanos(plannedAt.minus(SETTLED).getEpochSecond());
        for (PlannedEntry entry : plan.entries()) {
            if (entry.content() instanceof Content.SourceFile file
                    && !file.stat().isUnchangedSince(settled)) {
                return Optional.empty();
            }
        }
        return Optional.of(new CacheKey("inputs", fingerprint()));
    }

    /** Returns the digest of all that is known of the inputs without reading them. */
    Digest fingerprint() {
        hashOnce();
        return Objects.requireNonNull(fingerprint);
    }

    /** Returns the key of the shape. */
    CacheKey shape() {
        hashOnce();
        return new CacheKey("shapes", Objects.requireNonNull(shape));
    }

    /** Returns the key of a layer with that content and compression. */
    static CacheKey content(Digest diffId, Compression compression) {
        String text = FORMAT_VERSION + " " + compression + " " + diffId;
        return new CacheKey("contents", Digest.of(text.getBytes(StandardCharsets.UTF_8)));
    }

    /** One pass over the entries gives both digests: the fingerprint is that of the shape and of what inodes say. */
    private void hashOnce() {
        if (fingerprint != null) {
            return;
        }
        FieldHash entries = new FieldHash().number(FORMAT_VERSION).text(compression.name());
        FieldHash inodes = new FieldHash();
        for (PlannedEntry entry : plan.entries()) {
            addEntry(entries, entry);
            addContent(entries, entry.content());
            if (entry.content() instanceof Content.SourceFile file) {
                addInode(inodes, file.stat());
            }
        }
        Digest ofEntries = entries.digest();
        shape = ofEntries;
        fingerprint = inodes.text(ofEntries.toString()).digest();
    }

    private static void addEntry(FieldHash hash, PlannedEntry entry) {
        EntryAttributes attributes = entry.attributes();
        Instant modified = attributes.modified();
        hash.text(entry.path())
                .text(entry.type().name())
                .number(entry.mode())
                .number(attributes.uid())
                .number(attributes.gid())
                .number(modified.getEpochSecond())
                .number(modified.getNano())
                .text(entry.linkName())
                .number(attributes.xattrs().size());
        attributes.xattrs().forEach((name, value) -> hash.text(name).bytes(value));
    }

    private static void addContent(FieldHash hash, Content content) {
        if (content instanceof Content.Data data) {
            hash.number(CONTENT_FOLLOWS).bytes(data.bytes());
        } else {
            hash.number(ONLY_SIZE_FOLLOWS).number(content.size());
        }
    }

    private static void addInode(FieldHash hash, SourceStat stat) {
        hash.number(stat.modified()).number(stat.device()).number(stat.inode()).number(stat.changed());
    }
}
