package dev.dockdash.benchmarks;

import com.google.cloud.tools.jib.api.CacheDirectoryCreationException;
import com.google.cloud.tools.jib.api.Containerizer;
import com.google.cloud.tools.jib.api.InvalidImageReferenceException;
import com.google.cloud.tools.jib.api.Jib;
import com.google.cloud.tools.jib.api.RegistryException;
import com.google.cloud.tools.jib.api.TarImage;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.nio.file.Path;
import java.util.concurrent.ExecutionException;

/** Jib's public API: an image from scratch with the one layer, into its layer cache and from there into a tar. */
final class JibImage implements Contender {

    static final String NAME = "Jib, image to tar";

    private final Path source;
    private final Path parent;
    private final boolean keepsCache;
    private Scratch folder;

    JibImage(Path source, Path parent, boolean keepsCache) throws IOException {
        this.source = source;
        this.parent = parent;
        this.keepsCache = keepsCache;
        this.folder = Scratch.in(parent);
    }

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public void run() throws IOException {
        try {
            Jib.fromScratch()
                    .addFileEntriesLayer(JibLayer.entries(source))
                    .containerize(Containerizer.to(TarImage.at(folder.path().resolve("image.tar"))
                                    .named("fixture"))
                            .setBaseImageLayersCache(folder.path().resolve("base"))
                            .setApplicationLayersCache(folder.path().resolve("layers"))
                            .setOfflineMode(true));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new InterruptedIOException("Interrupted while Jib built " + source);
        } catch (ExecutionException
                | RegistryException
                | CacheDirectoryCreationException
                | InvalidImageReferenceException e) {
            throw new IOException("Building " + source + " with Jib", e);
        }
    }

    @Override
    public void reset() throws IOException {
        if (!keepsCache) {
            folder.close();
            folder = Scratch.in(parent);
        }
    }
}
