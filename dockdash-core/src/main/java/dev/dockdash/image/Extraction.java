package dev.dockdash.image;

import dev.dockdash.layer.Layer;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.channels.SeekableByteChannel;
import java.nio.file.Path;
import java.nio.file.attribute.FileAttribute;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;

/** Makes a merged tree on a disk: each layer is decompressed once, and only what is left of it is written. */
final class Extraction {

    private static final int BUFFER_SIZE = 128 * 1024;

    private final FileTree tree;
    private final List<Layer> layers;
    private final ExtractionPlan plan;
    private final TargetTree target;
    private final AttributeWriter attributes;
    private final List<ExtractionReport.Skipped> skipped = new ArrayList<>();
    private final byte[] buffer = new byte[BUFFER_SIZE];
    private long files;
    private long bytes;

    private Extraction(FileTree tree, List<Layer> layers, TargetTree target, ExtractionPolicy policy)
            throws IOException {
        this.tree = tree;
        this.layers = layers;
        this.plan = new ExtractionPlan(tree);
        this.target = target;
        this.attributes = new AttributeWriter(target, policy, this::skip);
    }

    /** Fills a folder that is empty or not there; on failure it is left as it was. */
    static ExtractionReport extract(FileTree tree, List<Layer> layers, Path directory, ExtractionPolicy policy)
            throws IOException {
        try (StagingFolder staging = StagingFolder.of(directory)) {
            ExtractionReport report;
            try (TargetTree target = TargetTree.open(staging.folder())) {
                report = new Extraction(tree, layers, target, policy).run();
            }
            staging.commit();
            return report;
        }
    }

    private ExtractionReport run() throws IOException {
        FileAttribute<?>[] attributesOfFolders = StagingFolder.privateFolder(target.root());
        for (ExtractionPlan.Item directory : plan.directories()) {
            target.createDirectory(directory.path(), attributesOfFolders);
        }
        for (Map.Entry<Integer, Map<Integer, ExtractionPlan.Item>> layer :
                plan.files().entrySet()) {
            Map<Integer, ExtractionPlan.Item> wanted = layer.getValue();
            layers.get(layer.getKey()).readContents(wanted::containsKey, (index, content) -> {
                ExtractionPlan.Item file = wanted.get(index);
                if (file != null) {
                    write(file, content);
                }
            });
        }
        for (ExtractionPlan.Item link : plan.symbolicLinks()) {
            target.createSymbolicLink(link.path(), link.inode().linkTarget().orElse(""));
            attributes.finishSymbolicLink(link.path(), link.inode());
        }
        for (ExtractionPlan.Link link : plan.hardLinks()) {
            target.createHardLink(link.path(), link.existing());
        }
        plan.specialFiles()
                .forEach(item -> skip(item.path(), item.inode().type().name()));
        finishDirectories();
        return report();
    }

    private void write(ExtractionPlan.Item file, InputStream content) throws IOException {
        try (SeekableByteChannel out = target.createFile(file.path(), attributes.ofNewFile(file.inode()))) {
            for (int read = content.read(buffer); read >= 0; read = content.read(buffer)) {
                ByteBuffer piece = ByteBuffer.wrap(buffer, 0, read);
                while (piece.hasRemaining()) {
                    out.write(piece);
                }
                bytes += read;
            }
        }
        attributes.finishFile(file.path(), file.inode());
        files++;
    }

    /** The deepest first: what is done in a directory changes its time, and its mode may keep everyone out. */
    private void finishDirectories() throws IOException {
        for (int i = plan.directories().size() - 1; i >= 0; i--) {
            ExtractionPlan.Item directory = plan.directories().get(i);
            attributes.finishDirectory(directory.path(), directory.inode());
        }
        Inode root = tree.root().inode();
        if (root.layer() < 0) {
            attributes.finishRootWithoutEntry();
        } else {
            attributes.finishDirectory("", root);
        }
    }

    private void skip(String path, String what) {
        skipped.add(new ExtractionReport.Skipped("/" + path, what));
    }

    private ExtractionReport report() {
        skipped.sort(
                Comparator.comparing(ExtractionReport.Skipped::path).thenComparing(ExtractionReport.Skipped::what));
        long links = (long) plan.symbolicLinks().size() + plan.hardLinks().size();
        return new ExtractionReport(files, plan.directories().size(), links, bytes, skipped);
    }
}
