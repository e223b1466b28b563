package dev.dockdash.junit;

/** What is made of the declaration of an image, in the store of the context that it lives in. */
final class LiveImage {

    private final Once<BuiltImage> built = new Once<>();
    private final Once<PushedImage> pushed = new Once<>();

    Once<BuiltImage> built() {
        return built;
    }

    Once<PushedImage> pushed() {
        return pushed;
    }
}
