/**
 * What every request meets: problem documents, the gate (host, origin, key), limits and headers;
 * and the chat page's files.
 *
 * <p>Start at {@link dev.plumbline.web.Problem}.
 */
@NullMarked
package dev.plumbline.web;

import org.jspecify.annotations.NullMarked;
