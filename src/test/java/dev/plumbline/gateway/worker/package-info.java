/** Tests of generator workers. */
@NullMarked
package dev.plumbline.gateway.worker;

import org.jspecify.annotations.NullMarked;
