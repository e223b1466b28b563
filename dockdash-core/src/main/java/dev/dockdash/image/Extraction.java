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
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Makes a merged tree on a disk. Each layer is decompressed once: what has to be read for the tree is kept on the way, of
 * all else only what is left of it in the tree is read.
 */
final class Extraction {

    private static final int BUFFER_SIZE = 128 * 1024;

    private final TargetTree target;
    private final AttributeWriter attributes;
    private final List<ExtractionReport.Skipped> skipped = new ArrayList<>();
    private final byte[] buffer = new byte[BUFFER_SIZE];
    private long files;
    private long bytes;

    private Extraction(TargetTree target, ExtractionPolicy policy) throws IOException {
        this.target = target;
        this.attributes = new AttributeWriter(target, policy, this::skip);
    }

    /** Merges layers, which may be kept in a spool on the way. */
    private interface Merging {
        FileTree merge(Spool spool) throws IOException;
    }

    /** Fills a folder with a tree that is known; on failure it is left as it was. */
    static ExtractionReport extract(FileTree tree, List<Layer> layers, Path directory, ExtractionPolicy policy)
            throws IOException {
        return extract(spool -> tree, layers, directory, policy);
    }

    /** Fills a folder with the tree of layers that may not have been read yet; on failure it is left as it was. */
    static ExtractionReport extract(List<Layer> layers, Path directory, ExtractionPolicy policy) throws IOException {
        return extract(spool -> merge(layers, spool), layers, directory, policy);
    }

    private static ExtractionReport extract(
            Merging merging, List<Layer> layers, Path directory, ExtractionPolicy policy) throws IOException {
        try (StagingFolder staging = StagingFolder.of(directory)) {
            ExtractionReport report;
            try (TargetTree target = TargetTree.open(staging.folder())) {
                report = new Extraction(target, policy).run(merging, layers);
            }
            staging.commit();
            return report;
        }
    }

    private static FileTree merge(List<Layer> layers, Spool spool) throws IOException {
        FileTree tree = new FileTree();
        for (int i = 0; i < layers.size(); i++) {
            tree.apply(spool.entries(layers.get(i)), i);
        }
        return tree;
    }

    private ExtractionReport run(Merging merging, List<Layer> layers) throws IOException {
        FileTree tree;
        ExtractionPlan plan;
        try (Spool spool = new Spool(target, attributes)) {
            tree = merging.merge(spool);
            plan = new ExtractionPlan(tree);
            createDirectories(plan);
            for (Map.Entry<Integer, Map<Integer, ExtractionPlan.Item>> layer :
                    plan.files().entrySet()) {
                createFiles(layers.get(layer.getKey()), layer.getValue(), spool);
            }
        }
        createLinks(plan);
        plan.specialFiles()
                .forEach(item -> skip(item.path(), item.inode().type().name()));
        finishDirectories(plan, tree.root().inode());
        return report(plan);
    }

    private void createDirectories(ExtractionPlan plan) throws IOException {
        FileAttribute<?>[] attributesOfFolders = StagingFolder.privateFolder(target.root());
        for (ExtractionPlan.Item directory : plan.directories()) {
            target.createDirectory(directory.path(), attributesOfFolders);
        }
    }

    private void createFiles(Layer layer, Map<Integer, ExtractionPlan.Item> all, Spool spool) throws IOException {
        Map<Integer, ExtractionPlan.Item> wanted = new HashMap<>(all);
        for (Spool.Content content : spool.take(layer)) {
            ExtractionPlan.Item file = wanted.remove(content.index());
            if (file != null) {
                place(file, content, spool);
            }
        }
        layer.readContents(wanted::containsKey, (index, content) -> {
            ExtractionPlan.Item file = wanted.get(index);
            if (file != null) {
                write(file, content);
            }
        });
    }

    private void place(ExtractionPlan.Item file, Spool.Content content, Spool spool) throws IOException {
        if (content.isFile()) {
            spool.move(content, file.path());
            attributes.finishPrivateFile(file.path(), file.inode());
        } else {
            try (SeekableByteChannel out = create(file)) {
                write(spool.read(content), out);
            }
            attributes.finishFile(file.path(), file.inode());
        }
        bytes += file.inode().size();
        files++;
    }

    private void write(ExtractionPlan.Item file, InputStream content) throws IOException {
        try (SeekableByteChannel out = create(file)) {
            for (int read = content.read(buffer); read >= 0; read = content.read(buffer)) {
                write(ByteBuffer.wrap(buffer, 0, read), out);
                bytes += read;
            }
        }
        attributes.finishFile(file.path(), file.inode());
        files++;
    }

    private SeekableByteChannel create(ExtractionPlan.Item file) throws IOException {
        return target.createFile(file.path(), attributes.ofNewFile(file.inode()));
    }

    private static void write(ByteBuffer piece, SeekableByteChannel out) throws IOException {
        while (piece.hasRemaining()) {
            out.write(piece);
        }
    }

    private void createLinks(ExtractionPlan plan) throws IOException {
        for (ExtractionPlan.Item link : plan.symbolicLinks()) {
            target.createSymbolicLink(link.path(), link.inode().linkTarget().orElse(""));
            attributes.finishSymbolicLink(link.path(), link.inode());
        }
        for (ExtractionPlan.Link link : plan.hardLinks()) {
            target.createHardLink(link.path(), link.existing());
        }
    }

    /** The deepest first: what is done in a directory changes its time, and its mode may keep everyone out. */
    private void finishDirectories(ExtractionPlan plan, Inode root) throws IOException {
        for (int i = plan.directories().size() - 1; i >= 0; i--) {
            ExtractionPlan.Item directory = plan.directories().get(i);
            attributes.finishDirectory(directory.path(), directory.inode());
        }
        if (root.layer() < 0) {
            attributes.finishRootWithoutEntry();
        } else {
            attributes.finishDirectory("", root);
        }
    }

    private void skip(String path, String what) {
        skipped.add(new ExtractionReport.Skipped("/" + path, what));
    }

    private ExtractionReport report(ExtractionPlan plan) {
        skipped.sort(
                Comparator.comparing(ExtractionReport.Skipped::path).thenComparing(ExtractionReport.Skipped::what));
        long links = (long) plan.symbolicLinks().size() + plan.hardLinks().size();
        return new ExtractionReport(files, plan.directories().size(), links, bytes, skipped);
    }
}
