package dev.dockdash.testregistry;

/**
 * A body that comes in chunks, each behind its length; the last one is empty.
 *
 * @see <a href="https://www.rfc-editor.org/rfc/rfc9112#section-7.1">RFC 9112, chunked transfer coding</a>
 */
final class ChunkedBody implements MessageBody {

    private static final int HEX = 16;
    private static final int LINE_END = 2;

    private long dataLeft;
    private long size;
    private boolean sizeIsRead;
    private boolean inTrailer;
    private int lineLength;
    private boolean complete;

    @Override
    public int take(byte[] buffer, int offset, int length) {
        int position = offset;
        int end = offset + length;
        while (position < end && !complete) {
            if (dataLeft > 0) {
                int data = (int) Math.min(dataLeft, end - position);
                dataLeft -= data;
                position += data;
            } else {
                takeOfLine(buffer[position++]);
            }
        }
        return position - offset;
    }

    @Override
    public boolean isComplete() {
        return complete;
    }

    private void takeOfLine(byte next) {
        if (next == '\n') {
            endLine();
        } else if (next != '\r') {
            lineLength++;
            takeOfSize(next);
        }
    }

    /** What follows the digits is an extension. */
    private void takeOfSize(byte next) {
        int digit = Character.digit(next, HEX);
        sizeIsRead = sizeIsRead || digit < 0;
        if (!sizeIsRead) {
            size = size * HEX + digit;
        }
    }

    private void endLine() {
        if (inTrailer) {
            complete = lineLength == 0;
        } else if (size == 0) {
            inTrailer = true;
        } else {
            dataLeft = size + LINE_END;
        }
        size = 0;
        sizeIsRead = false;
        lineLength = 0;
    }
}
