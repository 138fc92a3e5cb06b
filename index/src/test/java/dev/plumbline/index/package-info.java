/**
 * Tests of the index: {@link dev.plumbline.index.TenantIndexTest} has its promises one by one,
 * {@link dev.plumbline.index.RandomChangesTest} compares it with plain loops over everything.
 */
@NullMarked
package dev.plumbline.index;

import org.jspecify.annotations.NullMarked;
