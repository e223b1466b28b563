/** The examples of the documentation, compiled and run; {@code DocumentationTest} holds the pages to them. */
@NullMarked
package com.example.sample.docs;

import org.jspecify.annotations.NullMarked;
