/**
 * Bytes to blocks: files of many formats become one canonical text with blocks (headings,
 * paragraphs, lists, tables, code) and, for PDF, boxes of words.
 *
 * <p>Parsing foreign files is dangerous work (bombs, endless loops, memory), so it happens in child
 * processes with limits.
 *
 * <pre>
 * ParserPool ── ParserChild ══ framed stdin/stdout ══ ParserMain ── Parser ─┬─ Pdf ── PdfStripper ── PdfComposition
 *   (fair queue, lanes)  (one process, killed on time-out)                  ├─ PlainText
 *                                                                           ├─ Markdown, Html, Csv ──────┬─ BlockWriter
 *                                                                           └─ OfficeFiles, by Tika's events ─┘
 * </pre>
 *
 * <p>Knows nothing of databases, of the index or of what a document is called by whom. Start
 * reading at {@link dev.plumbline.ingestion.parse.ParserPool}.
 */
@NullMarked
package dev.plumbline.ingestion.parse;

import org.jspecify.annotations.NullMarked;
