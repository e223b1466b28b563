package dev.dockdash.benchmarks;

import com.google.cloud.tools.jib.api.CacheDirectoryCreationException;
import com.google.cloud.tools.jib.api.Containerizer;
import com.google.cloud.tools.jib.api.InvalidImageReferenceException;
import com.google.cloud.tools.jib.api.Jib;
import com.google.cloud.tools.jib.api.RegistryException;
import com.google.cloud.tools.jib.api.RegistryImage;
import java.io.IOException;
import java.nio.file.Path;
import java.util.concurrent.ExecutionException;

/** As {@link PushChild}, with Jib's public API. */
final class JibPushChild {

    private JibPushChild() {}

    /** Takes and prints what {@link PushChild#main} does. */
    public static void main(String[] args)
            throws IOException, InterruptedException, ExecutionException, RegistryException,
                    CacheDirectoryCreationException, InvalidImageReferenceException {
        Path cache = Path.of(args[1]);
        Jib.fromScratch()
                .addFileEntriesLayer(JibLayer.entries(Path.of(args[0])))
                .containerize(Containerizer.to(RegistryImage.named(args[2] + "/" + args[3] + ":1"))
                        .setBaseImageLayersCache(cache.resolve("base"))
                        .setApplicationLayersCache(cache.resolve("layers"))
                        .setAllowInsecureRegistries(true));
        System.out.println(MemoryChild.peakResident());
        System.exit(0);
    }
}
