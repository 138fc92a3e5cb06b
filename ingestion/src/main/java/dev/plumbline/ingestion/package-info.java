/** Bytes to parsed blocks to screened passages. */
@NullMarked
package dev.plumbline.ingestion;

import org.jspecify.annotations.NullMarked;
