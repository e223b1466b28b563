package dev.dockdash.benchmarks;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;

/** Many images through the embedded registry, in a JVM of their own. */
final class ManyImages {

    private static final int FIELDS = 6;

    private ManyImages() {}

    /**
     * How it went.
     *
     * @param failure why it failed, empty if it did not
     * @param push seconds that all pushes took together
     * @param pull seconds that all pulls took together
     * @param before what the process held on to before
     * @param after what it held on to in the end
     */
    record Result(String failure, double push, double pull, ProcessUse before, ProcessUse after) {

        /** Tells whether nothing failed and nothing was left over. */
        boolean held() {
            return failure.isEmpty() && after.within(before);
        }

        @Override
        public String toString() {
            return failure.isEmpty()
                    ? "no error, threads " + before.threads() + " and " + after.threads() + ", descriptors "
                            + before.descriptors() + " and " + after.descriptors()
                    : "FAILED: " + failure;
        }
    }

    static Result run(Path parent) throws IOException {
        try (Scratch folder = Scratch.in(parent)) {
            return parse(ChildProcess.runJava(
                    List.of(), ManyImagesChild.class, folder.path().toString()));
        } catch (IOException e) {
            return failed(e.toString());
        }
    }

    /** Reads what the child printed. */
    static Result parse(String printed) {
        List<String> fields = List.of(printed.trim().split(" ", -1));
        try {
            return fields.size() == FIELDS
                    ? new Result(
                            "",
                            Double.parseDouble(fields.get(0)),
                            Double.parseDouble(fields.get(1)),
                            new ProcessUse(Integer.parseInt(fields.get(2)), Integer.parseInt(fields.get(3))),
                            new ProcessUse(Integer.parseInt(fields.get(4)), Integer.parseInt(fields.get(5))))
                    : failed("printed " + printed);
        } catch (NumberFormatException e) {
            return failed("printed " + printed);
        }
    }

    private static Result failed(String why) {
        String firstLines = String.join(" ", why.lines().limit(2).toList());
        return new Result(firstLines, 0, 0, new ProcessUse(0, 0), new ProcessUse(0, 0));
    }
}
