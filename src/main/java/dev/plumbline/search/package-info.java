/**
 * Search: a principal's query to hits that the principal may read.
 *
 * <p>The reader filter is part of the query in the index; what the index returns is checked once
 * more against the database. Start at {@link dev.plumbline.search.Search}.
 */
@NullMarked
package dev.plumbline.search;

import org.jspecify.annotations.NullMarked;
