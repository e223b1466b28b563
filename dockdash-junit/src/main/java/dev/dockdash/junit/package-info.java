/**
 * JUnit Jupiter annotations that build an image from test resources, push it to a registry inside the JVM and inject its
 * reference.
 *
 * <p>{@link dev.dockdash.junit.BuildImage} is all that a test class needs. Works with JUnit 5.12 and later, in parallel
 * too: what tests share is immutable.
 */
@NullMarked
package dev.dockdash.junit;

import org.jspecify.annotations.NullMarked;
