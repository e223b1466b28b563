/** Programs that use dockdash as a user would. */
@NullMarked
package com.example.sample;

import org.jspecify.annotations.NullMarked;
