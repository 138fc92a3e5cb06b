/**
 * Tenants, their collections, and the sets of readers that documents carry.
 *
 * <p>A set of readers is interned as a number, so that the index can carry it with each passage;
 * {@link dev.plumbline.collections.ReaderSets} says which numbers a principal may read. Knows
 * nothing of documents.
 */
@NullMarked
package dev.plumbline.collections;

import org.jspecify.annotations.NullMarked;
