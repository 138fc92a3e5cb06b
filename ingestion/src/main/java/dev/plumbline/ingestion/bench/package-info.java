/**
 * What reading files costs beside Tika alone: files to read, and processes that do nothing but call
 * Tika on them. Start at {@link dev.plumbline.ingestion.bench.BareTika}.
 */
@NullMarked
package dev.plumbline.ingestion.bench;

import org.jspecify.annotations.NullMarked;
