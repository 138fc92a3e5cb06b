/**
 * Judges what was parsed before it is searched: today its language. Exact duplicates are known by
 * {@link dev.plumbline.ingestion.CanonicalText#sha256()}.
 *
 * <p>Decides nothing: it says what it found. Start reading at {@link
 * dev.plumbline.ingestion.screen.LanguageDetector}.
 */
@NullMarked
package dev.plumbline.ingestion.screen;

import org.jspecify.annotations.NullMarked;
