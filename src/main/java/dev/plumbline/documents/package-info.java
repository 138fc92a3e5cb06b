/**
 * Documents: received, parsed, published, changed, deleted, erased.
 *
 * <pre>
 *   DocumentResource --&gt; Intake --blob, transaction--&gt; documents, revisions, parse task   (202)
 *                        Parsing --ParserPool, Chunker--&gt; artifacts, log entry TEXT
 *                        Embedding --Embedder--&gt; artifact, log entry VECTORS
 *                        Publications (Content) &lt;--asks-- projection
 *                        Shelf: changes of readers and attributes, deletion
 *                        Erasures: what was deleted leaves the disk
 * </pre>
 *
 * <p>Status follows from the revision's outcome, its task, and how far the index is; it is stored
 * nowhere. Start at {@link dev.plumbline.documents.Intake}.
 */
@NullMarked
package dev.plumbline.documents;

import org.jspecify.annotations.NullMarked;
