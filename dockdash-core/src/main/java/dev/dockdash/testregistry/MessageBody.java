package dev.dockdash.testregistry;

/** Finds the end of a message's body in the bytes of a connection. Not thread-safe. */
interface MessageBody {

    /** Returns how many of these bytes belong to the body: all of them, unless it ends among them. */
    int take(byte[] buffer, int offset, int length);

    /** Tells whether the body has ended. */
    boolean isComplete();

    /** Returns a body that ends with the connection. */
    static MessageBody endless() {
        return ofLength(Long.MAX_VALUE);
    }

    /** Returns a body of so many bytes. */
    static MessageBody ofLength(long length) {
        return new MessageBody() {

            private long left = length;

            @Override
            public int take(byte[] buffer, int offset, int size) {
                int taken = (int) Math.min(size, left);
                left -= taken;
                return taken;
            }

            @Override
            public boolean isComplete() {
                return left == 0;
            }
        };
    }
}
