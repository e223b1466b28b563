package dev.dockdash.junit;

import java.lang.annotation.Documented;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * A layer of a {@link BuildImage}, made from exactly one of {@link #resource}, {@link #file} and {@link #text}.
 *
 * <pre>{@code
 * @BuildImage(name = "app", layers = {
 *     @ImageLayer(file = "target/app", to = "/app"),
 *     @ImageLayer(text = {"#!/bin/sh", "exec /app/run"}, to = "/start", mode = "0755")
 * })
 * }</pre>
 */
@Documented
@Retention(RetentionPolicy.RUNTIME)
@Target({})
public @interface ImageLayer {

    /** A file of the class path, or a directory with all that is in it, found as {@link BuildImage#value} is. */
    String resource() default "";

    /**
     * A file, or a directory with all that is in it, such as {@code target/app}; a relative path starts at the module's
     * directory, in which Maven and Gradle run tests.
     */
    String file() default "";

    /** The lines of a text file in UTF-8, joined by line feeds; there is none after the last one. */
    String[] text() default {};

    /** The path in the image: of the file, or of the directory that gets the content. */
    String to();

    /**
     * The mode in octal digits, such as {@code 0755}; without one, files get 0755 if their owner may execute them here
     * and 0644 otherwise, and directories 0755.
     *
     * <p>A directory tree gets it on all its files, and its directories may be searched by all who may read them.
     */
    String mode() default "";

    /** The numbers of owner and group, {@code uid:gid}, or of an owner whose group has the same number. */
    String owner() default "0:0";
}
