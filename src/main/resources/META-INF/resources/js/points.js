/** Offsets of the service count Unicode code points; JavaScript's strings count UTF-16 units. */

/** The units at which these code point offsets, in ascending order, stand in a text. */
export function units(text, offsets) {
    const found = [];
    let unit = 0;
    let point = 0;
    for (const offset of offsets) {
        while (point < offset && unit < text.length) {
            const code = text.charCodeAt(unit);
            const next = text.charCodeAt(unit + 1);
            const pair = code >= 0xd800 && code < 0xdc00 && next >= 0xdc00 && next < 0xe000;
            unit += pair ? 2 : 1;
            point++;
        }
        found.push(unit);
    }
    return found;
}

/** The code points [start, end) of a text. */
export function slice(text, start, end) {
    const [from, to] = units(text, [start, end]);
    return text.slice(from, to);
}
