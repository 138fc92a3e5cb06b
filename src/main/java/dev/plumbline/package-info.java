/**
 * The service: a package per feature, each with its resource, its logic and its entities together.
 */
@NullMarked
package dev.plumbline;

import org.jspecify.annotations.NullMarked;
