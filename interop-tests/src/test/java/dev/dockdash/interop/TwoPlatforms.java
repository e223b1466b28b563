package dev.dockdash.interop;

import dev.dockdash.Dockdash;
import dev.dockdash.image.Image;
import dev.dockdash.image.MultiPlatformImage;
import dev.dockdash.layer.Compression;
import dev.dockdash.oci.Platform;
import java.io.IOException;
import java.nio.charset.StandardCharsets;

/** An image for two platforms that share a layer and have another each. */
final class TwoPlatforms {

    static final Platform AMD64 = Platform.LINUX_AMD64;
    static final Platform ARM64 = Platform.of("linux", "arm64");

    private TwoPlatforms() {}

    /** Returns the one of the two that the engines here run. */
    static Platform host() {
        return System.getProperty("os.arch").equals("aarch64") ? ARM64 : AMD64;
    }

    static MultiPlatformImage image(Dockdash dockdash) throws IOException {
        return MultiPlatformImage.of(image(dockdash, AMD64), image(dockdash, ARM64));
    }

    private static Image image(Dockdash dockdash, Platform platform) throws IOException {
        byte[] name = platform.toString().getBytes(StandardCharsets.UTF_8);
        return Image.from(Busybox.image(dockdash, Compression.GZIP))
                .layer(dockdash.layer()
                        .compression(Compression.GZIP)
                        .data("/platform", name)
                        .build())
                .platform(platform)
                .cmd("/bin/cat", "/platform")
                .build();
    }
}
