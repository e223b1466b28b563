package dev.dockdash.registry;

import java.util.Objects;

/**
 * How far an operation is.
 *
 * @param operation what is done, such as {@code Pushing localhost:5000/web:1}
 * @param bytesDone how many bytes were moved, or need not be
 * @param bytesToDo how many bytes there are altogether, as far as is known
 * @param blobsDone how many blobs are where they should be
 * @param blobsToDo how many blobs there are altogether, as far as is known
 * @param finished whether the operation has ended, well or not
 */
public record Progress(
        String operation, long bytesDone, long bytesToDo, int blobsDone, int blobsToDo, boolean finished) {

    /** Creates a progress. */
    public Progress {
        Objects.requireNonNull(operation, "operation");
    }
}
