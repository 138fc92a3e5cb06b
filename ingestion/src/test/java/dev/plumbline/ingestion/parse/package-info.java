/** Tests of parsing, on small files that they make themselves. */
@NullMarked
package dev.plumbline.ingestion.parse;

import org.jspecify.annotations.NullMarked;
