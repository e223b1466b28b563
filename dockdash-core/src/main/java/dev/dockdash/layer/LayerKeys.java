package dev.dockdash.layer;

import dev.dockdash.cache.CacheKey;
import dev.dockdash.oci.Digest;
import dev.dockdash.oci.DigestAlgorithm;
import java.io.BufferedOutputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.security.DigestOutputStream;
import java.security.MessageDigest;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
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
    private static final int FORMAT_VERSION = 1;

    /** Longer than a tick of any file system's clock; FAT has two seconds. */
    private static final Duration SETTLED = Duration.ofSeconds(2);

    private final LayerPlan plan;
    private final Compression compression;
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
        Digest known = fingerprint;
        if (known == null) {
            known = hash(true);
            fingerprint = known;
        }
        return known;
    }

    /** Returns the key of the shape. */
    CacheKey shape() {
        return new CacheKey("shapes", hash(false));
    }

    /** Returns the key of a layer with that content and compression. */
    static CacheKey content(Digest diffId, Compression compression) {
        String text = FORMAT_VERSION + " " + compression + " " + diffId;
        return new CacheKey("contents", Digest.of(text.getBytes(StandardCharsets.UTF_8)));
    }

    private Digest hash(boolean withInodes) {
        MessageDigest hash = DigestAlgorithm.SHA256.newMessageDigest();
        OutputStream sink = new DigestOutputStream(OutputStream.nullOutputStream(), hash);
        try (DataOutputStream out = new DataOutputStream(new BufferedOutputStream(sink))) {
            out.writeInt(FORMAT_VERSION);
            writeText(out, compression.name());
            for (PlannedEntry entry : plan.entries()) {
                writeEntry(out, entry);
                writeContent(out, entry.content(), withInodes);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return Digest.of(DigestAlgorithm.SHA256, hash);
    }

    private static void writeEntry(DataOutputStream out, PlannedEntry entry) throws IOException {
        writeText(out, entry.path());
        writeText(out, entry.type().name());
        out.writeInt(entry.mode());
        out.writeLong(entry.attributes().uid());
        out.writeLong(entry.attributes().gid());
        Instant modified = entry.attributes().modified();
        out.writeLong(modified.getEpochSecond());
        out.writeInt(modified.getNano());
        writeText(out, entry.linkName());
        out.writeInt(entry.attributes().xattrs().size());
        for (Map.Entry<String, byte[]> xattr : entry.attributes().xattrs().entrySet()) {
            writeText(out, xattr.getKey());
            writeBytes(out, xattr.getValue());
        }
    }

    private static void writeContent(DataOutputStream out, Content content, boolean withInodes) throws IOException {
        out.writeLong(content.size());
        if (content instanceof Content.Data data) {
            out.write(data.bytes());
        } else if (content instanceof Content.SourceFile file && withInodes) {
            SourceStat stat = file.stat();
            out.writeLong(stat.modified());
            out.writeLong(stat.device());
            out.writeLong(stat.inode());
            out.writeLong(stat.changed());
        }
    }

    private static void writeText(DataOutputStream out, String text) throws IOException {
        writeBytes(out, text.getBytes(StandardCharsets.UTF_8));
    }

    private static void writeBytes(DataOutputStream out, byte[] bytes) throws IOException {
        out.writeInt(bytes.length);
        out.write(bytes);
    }
}
