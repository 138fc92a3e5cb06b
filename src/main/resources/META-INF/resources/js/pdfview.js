/** A PDF's pages, drawn as they come into sight, with the quote marked on their text layer. */
import { h } from "./dom.js";
import { locate } from "./locate.js";
import { PDFJS } from "./pdfjs.js";

const SCALE_MAX = 2;
const ZOOMS = [1, 1.25, 1.5, 2, 3];
const MARGIN = 32; // pixels beside a page, the scroll bar included
const CANVAS_PIXELS_MAX = 12_000_000;
const PAGES_ACROSS = 2; // a quote runs over this many page breaks at most
const PAGES_SEARCHED_MAX = 300; // where the page is not known
let library = null;

function load() {
    library ??= import(`${PDFJS}/legacy/build/pdf.min.mjs`).then((loaded) => {
        loaded.GlobalWorkerOptions.workerSrc = `${PDFJS}/legacy/build/pdf.worker.min.mjs`;
        return loaded;
    });
    return library;
}

export class PdfView {
    #body;
    #pdfjs = null;
    #loading = null;
    #document = null;
    #pages = []; // {element, number, proxy, drawing, task, width, height}
    #ranges = new Map(); // page number -> ranges of the quote
    #boxes = new Map(); // page number -> boxes of a quote that is not found in the text layer
    #seen = null;
    #resized = null;
    #closed = false;
    #width = 0;
    #zoom = 0; // index

    constructor(body) {
        this.#body = body;
    }

    /**
     * Opens a file and shows the quote's place in it.
     *
     * @param source page, boxes, quote, and before and after, the text about it, of a citation
     * @returns the marks, in the quote's order; none where it has none or it was not found, or where
     *     the view was closed meanwhile: then nothing is shown
     */
    async open(bytes, source) {
        this.#pdfjs = await load();
        if (this.#closed) {
            return [];
        }
        this.#loading = this.#pdfjs.getDocument({
            data: bytes,
            cMapUrl: `${PDFJS}/cmaps/`,
            cMapPacked: true,
            standardFontDataUrl: `${PDFJS}/standard_fonts/`,
            wasmUrl: `${PDFJS}/wasm/`,
            iccUrl: `${PDFJS}/iccs/`,
            isEvalSupported: false,
            enableXfa: false,
        });
        try {
            this.#document = await this.#loading.promise;
            await this.#fill(source);
        } catch (failure) {
            if (!this.#closed) {
                throw failure;
            }
        }
        if (this.#closed) {
            return [];
        }
        this.#reveal(source.page ?? 1);
        this.#watch();
        return this.#marks();
    }

    /** Lays the pages out and draws those with the quote, as long as the view is open. */
    async #fill(source) {
        const first = await this.#document.getPage(1);
        if (this.#closed) {
            return;
        }
        this.#layOut(first.getViewport({ scale: 1 }));
        for (const range of source.quote ? await this.#find(source) : []) {
            this.#ranges.set(range.page, [...(this.#ranges.get(range.page) ?? []), range]);
        }
        for (const box of this.#ranges.size === 0 ? (source.boxes ?? []) : []) {
            this.#boxes.set(box.page, [...(this.#boxes.get(box.page) ?? []), box]);
        }
        for (const number of [...this.#ranges.keys(), ...this.#boxes.keys()]) {
            await this.#draw(this.#pages[number - 1]);
        }
    }

    /** Draws larger (+1) or smaller (-1); at the first step a page is as wide as the panel. */
    zoom(steps) {
        const next = Math.min(ZOOMS.length - 1, Math.max(0, this.#zoom + steps));
        if (next !== this.#zoom && this.#seen) {
            const middle = (this.#body.scrollTop + this.#body.clientHeight / 2) / this.#body.scrollHeight;
            this.#zoom = next;
            this.#again();
            this.#body.scrollTop = middle * this.#body.scrollHeight - this.#body.clientHeight / 2;
        }
    }

    close() {
        this.#closed = true;
        this.#seen?.disconnect();
        this.#resized?.disconnect();
        this.#pages.forEach((page) => page.task?.cancel());
        this.#loading?.destroy();
    }

    #layOut({ width, height }) {
        for (let number = 1; number <= this.#document.numPages; number++) {
            const element = h("div", { class: "pdf-page", "data-page": number, role: "group", "aria-label": `Page ${number} of ${this.#document.numPages}` });
            this.#pages.push({ element, number, width, height });
        }
        this.#body.replaceChildren(h("div", { class: "pdf-view" }, ...this.#pages.map((page) => page.element)));
        this.#width = this.#body.clientWidth;
        this.#pages.forEach((page) => this.#size(page));
    }

    #scale(page) {
        return Math.min(SCALE_MAX, (this.#width - MARGIN) / page.width) * ZOOMS[this.#zoom];
    }

    #size(page) {
        const scale = this.#scale(page);
        page.element.style.setProperty("--total-scale-factor", String(scale));
        page.element.style.width = `${Math.floor(page.width * scale)}px`;
        page.element.style.height = `${Math.floor(page.height * scale)}px`;
    }

    async #proxy(page) {
        if (!page.proxy) {
            page.proxy = await this.#document.getPage(page.number);
            ({ width: page.width, height: page.height } = page.proxy.getViewport({ scale: 1 }));
            page.content = await page.proxy.getTextContent();
            this.#size(page);
        }
        return page.proxy;
    }

    async #find(source) {
        const count = this.#pages.length;
        const stands = (source.boxes ?? []).map((box) => box.page);
        const attempts = source.page
            ? [
                  ...(stands.length > 0 ? [[Math.min(...stands), Math.max(...stands)]] : []),
                  [source.page, source.page],
                  [source.page, source.page + PAGES_ACROSS],
                  [source.page - 1, source.page + PAGES_ACROSS],
              ]
            : [[1, Math.min(count, PAGES_SEARCHED_MAX)]];
        for (const [from, to] of attempts) {
            const pages = [];
            for (let number = Math.max(1, from); number <= Math.min(count, to); number++) {
                const page = this.#pages[number - 1];
                await this.#proxy(page);
                if (this.#closed) {
                    return [];
                }
                pages.push({ page: number, items: page.content.items.filter((item) => item.str !== undefined).map((item) => item.str) });
            }
            const found = locate(pages, source.quote, { before: source.before ?? "", after: source.after ?? "" });
            if (found) {
                return found;
            }
        }
        return [];
    }

    async #draw(page) {
        if (page.drawing || this.#closed) {
            return;
        }
        const drawing = {}; // another takes its place where the page is cleared or drawn anew meanwhile
        page.drawing = drawing;
        const proxy = await this.#proxy(page);
        if (this.#closed || page.drawing !== drawing) {
            return;
        }
        const viewport = proxy.getViewport({ scale: this.#scale(page) });
        const canvas = h("canvas", { "aria-hidden": "true" });
        const sharp = Math.min(devicePixelRatio || 1, Math.sqrt(CANVAS_PIXELS_MAX / (viewport.width * viewport.height)));
        canvas.width = Math.floor(viewport.width * sharp);
        canvas.height = Math.floor(viewport.height * sharp);
        const layer = h("div", { class: "textLayer" });
        page.element.replaceChildren(canvas, layer);
        const text = new this.#pdfjs.TextLayer({ textContentSource: page.content, container: layer, viewport });
        await text.render();
        if (this.#closed || page.drawing !== drawing) {
            return;
        }
        this.#mark(page, text.textDivs);
        page.element.append(...(this.#boxes.get(page.number) ?? []).map(frame));
        page.task = proxy.render({ canvas, viewport, transform: [sharp, 0, 0, sharp, 0, 0] });
        page.task.promise.catch((failure) => {
            if (failure.name !== "RenderingCancelledException") {
                page.element.classList.add("undrawn");
            }
        });
    }

    /** Makes room: pages out of sight hold no canvas. */
    #clear(page) {
        if (!page.drawing || this.#ranges.has(page.number) || this.#boxes.has(page.number)) {
            return;
        }
        page.task?.cancel();
        page.element.replaceChildren();
        page.drawing = null;
    }

    /** Marks the quote's runs. Their places are absolute, so that they may stand in the quote's order. */
    #mark(page, spans) {
        let before = null;
        for (const { item, start, end } of this.#ranges.get(page.number) ?? []) {
            const span = spans[item];
            const text = span.textContent;
            span.replaceChildren(text.slice(0, start), h("mark", { class: "quote" }, text.slice(start, end)), text.slice(end));
            if (before && before.compareDocumentPosition(span) & Node.DOCUMENT_POSITION_PRECEDING) {
                before.after(span);
            }
            before = span;
        }
    }

    #marks() {
        return [...this.#body.querySelectorAll("mark.quote, .quote-box")];
    }

    #reveal(number) {
        const mark = this.#marks()[0];
        if (mark) {
            mark.scrollIntoView({ block: "center" });
        } else {
            this.#pages[number - 1]?.element.scrollIntoView({ block: "start" });
        }
    }

    #watch() {
        this.#seen = new IntersectionObserver(
            (entries) => {
                for (const entry of entries) {
                    const page = this.#pages[Number(entry.target.dataset.page) - 1];
                    if (entry.isIntersecting) {
                        this.#draw(page).catch(() => page.element.classList.add("undrawn"));
                    } else {
                        this.#clear(page);
                    }
                }
            },
            { root: this.#body, rootMargin: "100% 0px" },
        );
        this.#pages.forEach((page) => this.#seen.observe(page.element));
        this.#resized = new ResizeObserver(() => {
            if (Math.abs(this.#body.clientWidth - this.#width) > 20) {
                this.#width = this.#body.clientWidth;
                this.#again();
            }
        });
        this.#resized.observe(this.#body);
    }

    /** Draws anew at another width. */
    #again() {
        for (const page of this.#pages) {
            page.task?.cancel();
            page.drawing = null;
            this.#size(page);
            this.#seen.unobserve(page.element);
            this.#seen.observe(page.element);
        }
    }
}

/** A frame about a box, which is in points from the page's top left. */
function frame({ x, y, width, height }) {
    const element = h("div", { class: "quote-box", "aria-hidden": "true" });
    for (const [side, points] of Object.entries({ left: x, top: y, width, height })) {
        element.style[side] = `calc(${points}px * var(--total-scale-factor))`;
    }
    return element;
}
