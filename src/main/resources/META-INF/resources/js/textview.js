/** A document as its canonical text, the quote marked in it. */
import { h } from "./dom.js";
import { units } from "./points.js";

const CHUNK = 4000; // characters, about; chunks out of sight are not laid out

/**
 * Fills an element with a text.
 *
 * @param source start and end, in code points, of the quote; without them nothing is marked
 * @returns the first mark, or null
 */
export function textView(body, text, source) {
    const [start, end] = source.quote === undefined ? [0, 0] : units(text, [source.start, source.end]);
    const chunks = [];
    for (let from = 0; from < text.length; ) {
        const to = border(text, from);
        chunks.push(h("div", { class: "text-chunk" }, ...pieces(text, from, to, start, end)));
        from = to;
    }
    body.replaceChildren(h("div", { class: "text-view", dir: "auto" }, ...chunks));
    return body.querySelector("mark");
}

/** Where a chunk ends: after a line's end, where one comes soon. */
function border(text, from) {
    const end = text.indexOf("\n", from + CHUNK);
    return end < 0 || end > from + 3 * CHUNK ? Math.min(whole(text, from + CHUNK), text.length) : end + 1;
}

/** Not between the two halves of a surrogate pair. */
const whole = (text, at) => (/[\udc00-\udfff]/.test(text[at] ?? "") ? at + 1 : at);

function pieces(text, from, to, start, end) {
    const left = Math.min(Math.max(start, from), to);
    const right = Math.min(Math.max(end, from), to);
    if (left >= right) {
        return [text.slice(from, to)];
    }
    return [text.slice(from, left), h("mark", { class: "quote" }, text.slice(left, right)), text.slice(right, to)];
}
