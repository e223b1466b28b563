package dev.dockdash.junit;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.extension.ExtensionContext;

/**
 * A level as it is seen from somewhere.
 *
 * @param level what is declared there
 * @param owner the context that what is declared lives in, unless it belongs to an instance
 * @param instances the context that the instance lives in, if it is seen
 */
record Place(Level level, ExtensionContext owner, Optional<ExtensionContext> instances) {

    /** Returns what is seen of these. */
    <D extends Declaration> Map<String, D> visible(Map<String, D> declarations) {
        if (instances.isPresent()) {
            return declarations;
        }
        Map<String, D> visible = new LinkedHashMap<>(declarations);
        visible.values().removeIf(declaration -> declaration.lifetime() == Lifetime.INSTANCE);
        return visible;
    }

    /** Returns the store that what is made of a declaration lives in. */
    ExtensionContext.Store storeOf(Declaration declaration) {
        ExtensionContext context = declaration.lifetime() == Lifetime.INSTANCE ? instances.orElse(owner) : owner;
        return context.getStore(TestRun.NAMESPACE);
    }
}
