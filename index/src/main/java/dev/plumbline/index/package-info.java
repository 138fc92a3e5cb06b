/**
 * Passages to ranked hits: the index of one tenant, a projection of its log.
 *
 * <p>Knows Lucene; does not know who a principal is (only numbers of reader sets), where documents
 * come from, or how a vector was made. Start with {@link dev.plumbline.index.TenantIndex}.
 *
 * <pre>
 *   Change * --apply--&gt; TenantIndex --search--&gt; SearchResult -- Hit *
 *                          ^  ^
 *          SearchRequest --'  `-- Scope (collections, ReaderFilter, AttributeFilter *)
 * </pre>
 */
@NullMarked
package dev.plumbline.index;

import org.jspecify.annotations.NullMarked;
