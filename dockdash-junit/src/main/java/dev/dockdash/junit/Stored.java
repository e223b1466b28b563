package dev.dockdash.junit;

import java.util.Optional;
import java.util.function.Supplier;
import org.junit.jupiter.api.extension.ExtensionContext.Store;

/** What is kept in stores, made when it is first asked for; all of it is cheap to make, so that stores never wait. */
final class Stored {

    private Stored() {}

    static LiveImage image(Store store, Declaration.Key key) {
        return store.getOrComputeIfAbsent(key, absent -> new LiveImage(), LiveImage.class);
    }

    /** Returns an image if it was made and pushed. */
    static Optional<PushedImage> ifPushed(Store store, Declaration.Key key) {
        return Optional.ofNullable(store.get(key, LiveImage.class))
                .flatMap(image -> image.pushed().ifMade());
    }

    static LiveRegistry registry(Store store, Declaration.Key key, Supplier<LiveRegistry> registry) {
        return store.getOrComputeIfAbsent(key, absent -> registry.get(), LiveRegistry.class);
    }

    @SuppressWarnings("unchecked") // Only this method stores values under keys of that kind.
    static Once<String> once(Store store, Declaration.Key key) {
        return store.getOrComputeIfAbsent(key, absent -> new Once<String>(), Once.class);
    }
}
