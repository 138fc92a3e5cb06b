/**
 * How fast the service is, measured from outside over HTTP, beside what it is compared with.
 *
 * <pre>
 *   ServeBenchmark --starts--&gt; MeasuredService (a process on a home of its own)
 *      IngestionBenchmark   files through the service and through bare Tika, in turns
 *      EmbeddingBenchmark   passages to vectors
 *      LoadBenchmark        searches and answers, idle and during ingestion
 *   GeneratedTexts makes topics, passages, questions; Stock (documents) puts them into a home
 * </pre>
 *
 * <p>It knows the service's API and its database, not its parts. Start at {@link
 * dev.plumbline.bench.ServeBenchmark}.
 */
@NullMarked
package dev.plumbline.bench;

import org.jspecify.annotations.NullMarked;
