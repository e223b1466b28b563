package dev.dockdash.interop;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.SortedMap;

/** What others make of an image: umoci unpacks it, after skopeo has brought it where umoci can read it. */
final class Umoci {

    private static final Tool SKOPEO = Tool.named("skopeo");
    private static final Tool UMOCI = Tool.named("umoci");

    private Umoci() {}

    /** Returns the files of an image in an OCI layout. */
    static SortedMap<String, String> unpacked(Path layout, String tag) throws IOException, InterruptedException {
        Path bundle = Files.createTempDirectory(layout.getParent(), "bundle-").resolve("bundle");
        UMOCI.run("unpack", "--image", layout + ":" + tag, bundle.toString());
        return MergedView.on(bundle.resolve("rootfs"));
    }

    /**
     * Returns the files of an image that skopeo can read.
     *
     * @param source where it is, such as {@code docker-archive:image.tar}
     * @param folder where to put what is unpacked
     */
    static SortedMap<String, String> unpacked(String source, Path folder) throws IOException, InterruptedException {
        Path layout = Files.createTempDirectory(folder, "skopeo-").resolve("layout");
        SKOPEO.run("copy", "--src-tls-verify=false", source, "oci:" + layout + ":1");
        return unpacked(layout, "1");
    }
}
