/**
 * The chat page, as a browser shows it. Tests tagged {@code browser} need Chromium; start reading
 * at {@link dev.plumbline.page.BrowserTest}.
 */
@NullMarked
package dev.plumbline.page;

import org.jspecify.annotations.NullMarked;
