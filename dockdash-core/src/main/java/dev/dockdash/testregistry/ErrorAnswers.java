package dev.dockdash.testregistry;

import java.io.IOException;

/** The outermost step: turns every failure into an answer, as long as there is somebody to answer. */
final class ErrorAnswers implements Interceptor {

    private static final System.Logger LOGGER = System.getLogger(ErrorAnswers.class.getName());

    @Override
    public Response intercept(Request request, Handler next) throws ClientGoneException {
        try {
            return next.handle(request);
        } catch (RefusedException e) {
            return e.response();
        } catch (ClientGoneException e) {
            throw e;
        } catch (IOException | RuntimeException e) {
            LOGGER.log(System.Logger.Level.WARNING, () -> request + " failed", e);
            return Response.error(500, "UNKNOWN", request + " failed within the registry: " + e);
        }
    }
}
