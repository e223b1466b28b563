package dev.dockdash.interop;

import dev.dockdash.Dockdash;
import dev.dockdash.image.Image;
import dev.dockdash.layer.Compression;
import dev.dockdash.layer.LayerBuilder;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** A base image with a shell, made of the machine's own static busybox. */
final class Busybox {

    static final Path PROGRAM = Path.of("/bin/busybox");
    private static final List<String> NAMES = List.of("sh", "echo", "id", "pwd", "cat", "ls", "httpd", "stat", "env");
    private static final String ACCOUNTS = "root:x:0:0:root:/root:/bin/sh\napp:x:1000:1000::/home/app:/bin/sh\n";

    private Busybox() {}

    static Image image(Dockdash dockdash, Compression compression) throws IOException {
        if (!Files.isExecutable(PROGRAM)) {
            throw new IOException(PROGRAM + " is missing: install Debian's package busybox-static");
        }
        LayerBuilder layer = dockdash.layer()
                .compression(compression)
                .file(PROGRAM, "/bin/busybox")
                .data("/etc/passwd", ACCOUNTS.getBytes(StandardCharsets.UTF_8));
        NAMES.forEach(name -> layer.symbolicLink("/bin/" + name, "busybox"));
        return Image.scratch()
                .layer(layer.build())
                .env("PATH", "/bin")
                .cmd("/bin/sh")
                .build();
    }
}
