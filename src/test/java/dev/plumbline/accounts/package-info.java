/** Tests of who calls. */
@NullMarked
package dev.plumbline.accounts;

import org.jspecify.annotations.NullMarked;
