/**
 * A retriever measured on a judged collection. What retrieves is an interface of this package's
 * own; the command line puts the index behind it.
 *
 * <p>Start reading at {@link dev.plumbline.eval.retrieval.RetrievalEvaluation}.
 */
@NullMarked
package dev.plumbline.eval.retrieval;

import org.jspecify.annotations.NullMarked;
