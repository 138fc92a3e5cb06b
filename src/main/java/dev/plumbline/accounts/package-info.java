/**
 * Who calls: API keys, the principal they stand for, and what of that a request may be.
 *
 * <p>It knows nothing of documents; what a principal may read is decided where documents are. Start
 * at {@link dev.plumbline.accounts.Principal}.
 */
@NullMarked
package dev.plumbline.accounts;

import org.jspecify.annotations.NullMarked;
