package dev.dockdash.junit;

import java.lang.reflect.AnnotatedElement;

/** An image or registry that is declared somewhere. */
interface Declaration {

    /** Identifies what is made of a declaration in the store of the context that it lives in. */
    record Key(Class<?> kind, AnnotatedElement element, String name) {}

    /** The name, equal for those of which the nearer one hides the others. */
    String name();

    /** What is annotated. */
    AnnotatedElement element();

    /** The place that failures name. */
    DeclarationSite site();

    /** How long it lives. */
    Lifetime lifetime();

    /** Returns what identifies it. */
    default Key key() {
        return new Key(getClass(), element(), name());
    }
}
