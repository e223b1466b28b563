package dev.dockdash.junit;

/** How long what is declared somewhere is there. */
enum Lifetime {
    /** As long as the tests of the class run, those of nested classes included; made before them. */
    CLASS,
    /** As long as the test instance is used; made when it is injected. */
    INSTANCE,
    /** As long as the method's test runs; made before it. */
    METHOD,
    /** As long as what the parameter is given to runs; made when it is injected. */
    PARAMETER;

    /** Returns whether it is made before anything asks for it. */
    boolean isEager() {
        return this == CLASS || this == METHOD;
    }
}
