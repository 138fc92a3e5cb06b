/**
 * What is written into an index: documents, their passages and the changes of a tenant's projection
 * log.
 *
 * <p>Values only; this package knows nothing of Lucene and nothing of searching. Start with {@link
 * Change}.
 *
 * <pre>
 *   Change -- Publish -- DocumentEntry -- PassageEntry *
 *          |                          `-- AttributeValue *
 *          |- Readers
 *          `- Delete                  EntryDigest: what an audit compares
 * </pre>
 */
@NullMarked
package dev.plumbline.index.entry;

import org.jspecify.annotations.NullMarked;
