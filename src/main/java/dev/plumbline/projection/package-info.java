/**
 * The index as a projection of the database.
 *
 * <pre>
 *   transaction --append--&gt; Log (log_entries, by tenant and seq)
 *                            |
 *                        Projector --Content (artifacts)--&gt; Generation (TenantIndex) *
 *                                                              ^
 *   searches -------------------- Indexes --------------------'
 * </pre>
 *
 * <p>Each generation of a tenant's index applies the log strictly in order. What an entry publishes
 * is asked of {@link dev.plumbline.projection.Content}; nothing is computed here. Start at {@link
 * dev.plumbline.projection.Log}.
 */
@NullMarked
package dev.plumbline.projection;

import org.jspecify.annotations.NullMarked;
