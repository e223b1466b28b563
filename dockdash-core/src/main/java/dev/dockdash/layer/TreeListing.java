package dev.dockdash.layer;

import java.io.IOException;
import java.io.InterruptedIOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.NotDirectoryException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.Executor;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/**
 * One look at all that is in a directory, its folders shared out among whatever threads are free.
 *
 * <p>The caller works too until all is done, so it never waits for threads that are busy elsewhere. What comes out is
 * sorted, whoever looked at it.
 */
final class TreeListing {

    private final TreeFilter.Below filter;
    private final Executor helpers;
    /** Folders to look into, and an empty one when all are done. */
    private final BlockingQueue<Optional<Folder>> waiting = new LinkedBlockingQueue<>();

    private final AtomicInteger unfinished = new AtomicInteger();
    private final AtomicReference<@Nullable Throwable> failure = new AtomicReference<>();

    private TreeListing(TreeFilter.Below filter, Executor helpers) {
        this.filter = filter;
        this.helpers = helpers;
    }

    /**
     * One file, directory or link of a tree.
     *
     * @param path where it is
     * @param target the canonical path that it gets
     * @param stat what it is
     * @param children what is in a directory, sorted by name; empty for all else
     */
    record Child(Path path, String target, SourceStat stat, List<Child> children) {}

    /**
     * A folder to look into.
     *
     * @param opened another name of it, by which it is opened
     */
    private record Folder(Path path, Path opened, String target, List<Child> children) {}

    private record Name(Path path, String text) {}

    /**
     * Returns what is in a directory, sorted by name; what the filter excludes is not looked at.
     *
     * @param target the canonical path that the directory gets
     * @throws NotDirectoryException if it is none
     * @throws IOException if a directory cannot be listed, or a file not looked at
     * @throws IllegalArgumentException if a file has a name that no layer can have
     */
    static List<Child> of(Path directory, String target, TreeFilter.Below filter, Executor helpers) throws IOException {
        List<Child> children = new ArrayList<>();
        TreeListing listing = new TreeListing(filter, helpers);
        listing.enqueue(new Folder(directory, asDirectory(directory), target, children));
        listing.workUntilDone(directory);
        return children;
    }

    /** Returns a name that only a directory has: to open a pipe waits for somebody who writes to it. */
    private static Path asDirectory(Path path) throws IOException {
        if (SourceStat.hasUnixAttributes(path)) {
            return path.resolve(".");
        }
        if (!Files.isDirectory(path)) {
            throw new NotDirectoryException(path.toString());
        }
        return path;
    }

    private void enqueue(Folder folder) {
        unfinished.incrementAndGet();
        waiting.add(Optional.of(folder));
    }

    private void workUntilDone(Path directory) throws IOException {
        try {
            Optional<Folder> next = waiting.take();
            while (next.isPresent()) {
                list(next.get());
                next = waiting.take();
            }
        } catch (InterruptedException e) {
            failure.compareAndSet(null, e);
            Thread.currentThread().interrupt();
            throw new InterruptedIOException("Interrupted while listing " + directory + " for a layer");
        }
        Failures.throwIfAny(failure.get());
    }

    private void help() {
        Optional<Folder> next = waiting.poll();
        if (next != null) {
            next.ifPresentOrElse(this::list, () -> waiting.add(Optional.empty()));
        }
    }

    private void list(Folder folder) {
        try {
            if (failure.get() == null) {
                lookInto(folder);
            }
        } catch (IOException | RuntimeException | Error e) {
            failure.compareAndSet(null, e);
        } finally {
            if (unfinished.decrementAndGet() == 0) {
                waiting.add(Optional.empty());
            }
        }
    }

    private void lookInto(Folder folder) throws IOException {
        for (Name name : names(folder.path(), folder.opened())) {
            String target = EntryPath.child(folder.target(), name.text());
            if (!filter.excludes(target)) {
                EntryPath.requireFile(name.text(), target);
                SourceStat stat = SourceStat.read(name.path());
                List<Child> children = List.of();
                if (stat.type() == SourceStat.Type.DIRECTORY) {
                    children = new ArrayList<>();
                    enqueue(new Folder(name.path(), name.path(), target, children));
                    helpers.execute(this::help);
                }
                folder.children().add(new Child(name.path(), target, stat, children));
            }
        }
    }

    private static List<Name> names(Path folder, Path opened) throws IOException {
        List<Name> names = new ArrayList<>();
        try (DirectoryStream<Path> stream = Files.newDirectoryStream(opened)) {
            for (Path path : stream) {
                Path name = path.getFileName();
                names.add(new Name(opened == folder ? path : folder.resolve(name), FileNames.text(name, folder)));
            }
        } catch (DirectoryIteratorException e) {
            throw e.getCause();
        } catch (AccessDeniedException e) {
            AccessDeniedException named = new AccessDeniedException(
                    folder.toString(), null, "directory cannot be listed or searched; a layer needs all that is in it");
            named.initCause(e);
            throw named;
        }
        names.sort(Comparator.comparing(Name::text));
        return names;
    }
}
