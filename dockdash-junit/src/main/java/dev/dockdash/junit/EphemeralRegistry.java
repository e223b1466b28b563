package dev.dockdash.junit;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Inherited;
import java.lang.annotation.Repeatable;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.junit.jupiter.api.extension.ExtendWith;

/**
 * Runs a registry of its own for a test class or a test, empty at its start.
 *
 * <p>On a field or parameter, of type {@link TestRegistry}, {@link java.net.URI} or {@link String} ({@code host:port}), it
 * injects it there. {@link RegistryRef} injects one that is declared elsewhere.
 *
 * <pre>{@code
 * class CopyTest {
 *     @EphemeralRegistry("from") static TestRegistry from;
 *     @EphemeralRegistry("to") static TestRegistry to;
 *
 *     @BuildImage(value = "images/web", registry = "from") static PushedImage web;
 * }
 * }</pre>
 *
 * <p>How long it lives follows from where it is declared:
 *
 * <table>
 * <caption>Lifetimes</caption>
 * <tr><th>on</th><th>lives for</th></tr>
 * <tr><td>a class, a static field, a parameter of {@code @BeforeAll}</td><td>the class with its nested classes</td></tr>
 * <tr><td>an instance field, a parameter of the constructor</td><td>a test; with one instance per class, the class</td></tr>
 * <tr><td>a method, its parameters</td><td>the test</td></tr>
 * <tr><td>anything, with {@link #shared}</td><td>the test run</td></tr>
 * </table>
 *
 * <p>Where none is declared, images go to a registry that lives for the test run.
 *
 * <p>May be used as a meta-annotation.
 */
@Documented
@ExtendWith(BuildImageExtension.class)
@Inherited
@Repeatable(EphemeralRegistry.List.class)
@Retention(RetentionPolicy.RUNTIME)
@Target({ElementType.TYPE, ElementType.METHOD, ElementType.FIELD, ElementType.PARAMETER, ElementType.ANNOTATION_TYPE})
public @interface EphemeralRegistry {

    /** The name, by which {@link BuildImage#registry} and {@link RegistryRef} choose it. */
    String value() default "";

    /** What it is. */
    Type type() default Type.DEFAULT;

    /**
     * The image of a {@link Type#CONTAINER} registry, which listens on port 5000; what the configuration parameter
     * {@code dockdash.registry.image} says unless given, and {@code registry:2} without it.
     */
    String image() default "";

    /**
     * Whether tests are skipped where there is no Docker for a {@link Type#CONTAINER} registry, instead of failing.
     *
     * <p>The configuration parameter {@code dockdash.without-docker} goes before it: with {@code fail} such tests fail
     * always, with {@code skip} never.
     */
    boolean disabledWithoutDocker() default false;

    /**
     * The user and password, as {@code user:password}, that the registry asks for with each request; it runs inside the
     * JVM then, and excludes {@link #tokenAuth}.
     *
     * <p>Images that tests declare are there without it.
     */
    String basicAuth() default "";

    /**
     * The user and password, as {@code user:password}, for which the registry gives out tokens that it asks for; it runs
     * inside the JVM then, and excludes {@link #basicAuth}.
     *
     * <p>Images that tests declare are there without it.
     */
    String tokenAuth() default "";

    /**
     * Whether the registry speaks HTTPS only, with a certificate of its own; it runs inside the JVM then.
     *
     * @see dev.dockdash.testregistry.EmbeddedRegistry#certificatePem
     */
    boolean tls() default false;

    /**
     * Whether the registry refuses changes; it runs inside the JVM then. Images that tests declare are there all the same.
     */
    boolean readOnly() default false;

    /** What goes wrong in the registry; it runs inside the JVM then. Images that tests declare are there all the same. */
    RegistryFault[] faults() default {};

    /** Whether all equal declarations share one registry, which lives until the end of the test run. */
    boolean shared() default false;

    /** What a registry is. */
    enum Type {
        /**
         * What the configuration parameter {@code dockdash.registry.type} of JUnit says ({@code embedded},
         * {@code container} or {@code external}), and {@link #EMBEDDED} without it.
         */
        DEFAULT,
        /** A registry inside the JVM, which needs nothing. */
        EMBEDDED,
        /** A registry in a container, which needs Docker and Testcontainers on the test class path. */
        CONTAINER,
        /**
         * A registry that runs already, at the host and port in the configuration parameter
         * {@code dockdash.registry.host}, with the credentials of Docker's config; repositories get a prefix that no other
         * run has, and what was pushed is deleted at the end if the registry allows that.
         */
        EXTERNAL
    }

    /** Holds several registries of one class or method. */
    @Documented
    @Inherited
    @Retention(RetentionPolicy.RUNTIME)
    @Target({ElementType.TYPE, ElementType.METHOD, ElementType.ANNOTATION_TYPE})
    @interface List {

        /** The registries, in the order in which they are declared. */
        EphemeralRegistry[] value();
    }
}
