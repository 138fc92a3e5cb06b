/** Tests of what reading files is compared with. */
@NullMarked
package dev.plumbline.ingestion.bench;

import org.jspecify.annotations.NullMarked;
