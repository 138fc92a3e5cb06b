/**
 * Answers by quotes, without a language model: which sentences of the passages found answer a
 * question, whether any does, and the readable text that they make.
 *
 * <p>Start with {@link dev.plumbline.answers.quoting.QuotingSelector}; {@link
 * dev.plumbline.answers.quoting.Composition} makes an answer's text of a selection. All that is
 * fitted is a {@link dev.plumbline.answers.quoting.Profile}: linear models over a few features. The
 * package knows nothing of principals, HTTP or storage: it reads the hits of one search.
 *
 * <pre>
 *   question, hits, frequencies
 *     -&gt; Asked (content words, their weights)      -&gt; Sentence * (features of words)
 *     -&gt; SentenceEncoder (token vectors of the best) -&gt; Sentence * (all features)
 *     -&gt; Profile (ranker, answerability)            -&gt; Selection -&gt; Composition
 * </pre>
 */
@NullMarked
package dev.plumbline.answers.quoting;

import org.jspecify.annotations.NullMarked;
