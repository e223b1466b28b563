package dev.dockdash.testregistry;

/** What is known of one request so far; belongs to the thread that serves it. */
final class Recording {

    private final RequestLog log;
    private final long number;
    private final Request request;
    private int status;
    private long sent;

    Recording(RequestLog log, Request request) {
        this.log = log;
        this.number = log.arrive();
        this.request = request;
    }

    /** Notes that an answer is on its way. */
    void answering(int answer) {
        this.status = answer;
    }

    /** Notes that so much of the body of the answer has gone out, or goes out next. */
    void sending(long bytes) {
        this.sent += bytes;
    }

    /**
     * Shows to everybody what is known by now.
     *
     * <p>It is called before the last byte of the answer goes out, so that a client that has its answer finds it here.
     */
    void publish() {
        log.put(RecordedRequest.of(number, request).answered(status, request.bytesRead(), sent));
    }
}
