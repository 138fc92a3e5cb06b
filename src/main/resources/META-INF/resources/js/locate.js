/**
 * Finds a quote among the runs of text that a PDF page is drawn from.
 *
 * The quote comes from another reader of the same file, so white space, hyphens, ligatures and
 * accents may be written otherwise, and runs between its parts (a column, a footer and header at a
 * page break) may have to be passed over. Both sides are reduced to letters that compare; the
 * search then covers the quote by runs, from the fewest passes to the most.
 */

const PASSES_MAX = 12;
const STEPS_MAX = 200_000;
const HYPHENS = /[-\u00ad\u2010\u2011\u2043]/u;
const CELL_BORDERS = /(?<=^|\s)\|(?=\s|$)/gu; // written between a table's cells, and drawn on no page
const LEFT_OUT = /[\s\p{M}\p{Cf}\p{Cc}]/u;

/** A text's letters that compare, and the unit range of the text that each comes from. */
export function reduce(text) {
    let letters = "";
    const from = [];
    const to = [];
    let unit = 0;
    for (const point of text) {
        for (const letter of point.normalize("NFKD")) {
            if (!LEFT_OUT.test(letter) && !HYPHENS.test(letter)) {
                for (let i = 0; i < letter.length; i++) {
                    from.push(unit);
                    to.push(unit + point.length);
                }
                letters += letter;
            }
        }
        unit += point.length;
    }
    return { letters, from, to };
}

/**
 * @param pages [{page, items: [text]}] in reading order
 * @param quote what to find
 * @param context texts `before` and `after` the quote, which choose among equal places
 * @returns [{page, item, start, end}] with units of the item's text, in the quote's order; null
 *     where it is not there
 */
export function locate(pages, quote, context = { before: "", after: "" }) {
    const cells = quote.replace(CELL_BORDERS, " ");
    return found(pages, quote, context) ?? (cells === quote ? null : found(pages, cells, context));
}

function found(pages, quote, context) {
    const wanted = reduce(quote).letters;
    if (wanted === "") {
        return null;
    }
    const runs = [];
    for (const { page, items } of pages) {
        items.forEach((text, item) => runs.push({ page, item, text, ...reduce(text) }));
    }
    const filled = runs.map((run, index) => ({ ...run, index })).filter((run) => run.letters !== "");
    const path = best(filled, wanted, context) ?? new Cover(filled, wanted).search();
    return path && ranges(runs, filled, path, quote.trim());
}

/** Where the letters stand without a pass: of several places the one whose surroundings fit. */
function best(filled, wanted, context) {
    const stream = filled.map((run) => run.letters).join("");
    const before = reduce(context.before).letters;
    const after = reduce(context.after).letters;
    let found = -1;
    let score = -1;
    for (let at = stream.indexOf(wanted); at >= 0; at = stream.indexOf(wanted, at + 1)) {
        const fit = commonEnd(stream.slice(0, at), before) + commonStart(stream.slice(at + wanted.length), after);
        if (fit > score) {
            found = at;
            score = fit;
        }
    }
    return found < 0 ? null : path(filled, found, found + wanted.length);
}

function path(filled, start, end) {
    const steps = [];
    let at = 0;
    filled.forEach((run, k) => {
        const next = at + run.letters.length;
        if (next > start && at < end) {
            steps.push({ k, from: Math.max(0, start - at), to: Math.min(run.letters.length, end - at) });
        }
        at = next;
    });
    return steps;
}

function commonStart(a, b) {
    let n = 0;
    while (n < a.length && n < b.length && a[n] === b[n]) {
        n++;
    }
    return n;
}

function commonEnd(a, b) {
    let n = 0;
    while (n < a.length && n < b.length && a[a.length - 1 - n] === b[b.length - 1 - n]) {
        n++;
    }
    return n;
}

/** Covers the wanted letters by whole runs; only the first may begin and the last may end within. */
class Cover {
    #runs;
    #wanted;
    #byFirst = new Map();
    #failed = new Map(); // state -> the most passes with which it failed
    #used = new Set(); // runs of the path at hand: none stands for two parts of a quote
    #steps = 0;

    constructor(runs, wanted) {
        this.#runs = runs;
        this.#wanted = wanted;
        runs.forEach((run, k) => {
            const first = run.letters[0];
            this.#byFirst.set(first, [...(this.#byFirst.get(first) ?? []), k]);
        });
    }

    search() {
        for (let passes = 1; passes <= PASSES_MAX && this.#steps < STEPS_MAX; passes++) {
            for (let k = 0; k < this.#runs.length; k++) {
                this.#used = new Set([k]);
                const letters = this.#runs[k].letters;
                for (let from = 0; from < letters.length; from++) {
                    const rest = letters.slice(from);
                    if (this.#wanted.startsWith(rest)) {
                        const tail = this.#extend(rest.length, k, passes);
                        if (tail) {
                            return [{ k, from, to: letters.length }, ...tail];
                        }
                    }
                }
            }
        }
        return null;
    }

    /** The steps that cover the letters from `at` on, after run k. */
    #extend(at, k, passes) {
        if (at === this.#wanted.length) {
            return [];
        }
        const state = at * this.#runs.length + k;
        if (passes <= (this.#failed.get(state) ?? -1) || ++this.#steps > STEPS_MAX) {
            return null;
        }
        for (const next of this.#candidates(at, k, passes)) {
            const letters = this.#runs[next].letters;
            const left = this.#wanted.length - at;
            if (letters.length >= left && letters.startsWith(this.#wanted.slice(at))) {
                return [{ k: next, from: 0, to: left }];
            }
            if (this.#wanted.startsWith(letters, at)) {
                this.#used.add(next);
                const tail = this.#extend(at + letters.length, next, passes - (next === k + 1 ? 0 : 1));
                if (tail) {
                    return [{ k: next, from: 0, to: letters.length }, ...tail];
                }
                this.#used.delete(next);
            }
        }
        this.#failed.set(state, passes);
        return null;
    }

    /** The run that follows, then the others, the nearest first. */
    #candidates(at, k, passes) {
        const follows = k + 1 < this.#runs.length ? [k + 1] : [];
        const others = passes === 0 ? [] : (this.#byFirst.get(this.#wanted[at]) ?? []).filter((j) => j !== k + 1);
        others.sort((a, b) => Math.abs(a - k) - Math.abs(b - k));
        return [...follows, ...others].filter((j) => !this.#used.has(j));
    }
}

/** The path's places in the texts; runs of hyphens alone between two steps belong to it. */
function ranges(runs, filled, path, quote) {
    const found = [];
    path.forEach(({ k, from, to }, step) => {
        const run = filled[k];
        if (step > 0 && path[step - 1].k === k - 1) {
            for (let index = filled[k - 1].index + 1; index < run.index; index++) {
                if (HYPHENS.test(runs[index].text)) {
                    found.push({ page: runs[index].page, item: runs[index].item, start: 0, end: runs[index].text.length });
                }
            }
        }
        let start = 0;
        let end = run.text.length;
        if (step === 0) {
            start = run.from[from];
            start -= HYPHENS.test(quote[0]) ? run.text.slice(0, start).match(/[-\u00ad\u2010\u2011\u2043\s]*$/u)[0].trimStart().length : 0;
        }
        if (step === path.length - 1) {
            end = run.to[to - 1];
            end += HYPHENS.test(quote.at(-1)) ? run.text.slice(end).match(/^[-\u00ad\u2010\u2011\u2043\s]*/u)[0].trimEnd().length : 0;
        }
        found.push({ page: run.page, item: run.item, start, end });
    });
    return found;
}
