/** Tests of documents: audits, orphans, backups. */
@NullMarked
package dev.plumbline.documents;

import org.jspecify.annotations.NullMarked;
