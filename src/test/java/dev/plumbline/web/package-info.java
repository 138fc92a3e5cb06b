/** Tests of what requests end in. */
@NullMarked
package dev.plumbline.web;

import org.jspecify.annotations.NullMarked;
