/** The panel beside the page that shows a document, and a quote where it stands in it. */
import { at, call, raw, text } from "./api.js";
import { announce, byId, h, phone } from "./dom.js";
import { icon } from "./icons.js";
import { pages } from "./pages.js";
import { PdfView } from "./pdfview.js";
import { units } from "./points.js";
import { textView } from "./textview.js";

const PDF = "application/pdf";
const CONTEXT = 80; // characters about a quote
const UNMARKED = "This can't be shown on the pages as they are drawn; here is the text that was read from them.";
let opener = null;
let current = null; // the source that is shown
let pdf = null;
let showing = 0; // counts what is shown, so that a late answer is dropped

/**
 * Opens a document.
 *
 * @param source {collection, document_id, title} of a document; of a citation also n, page,
 *     text_sha256, start, end, quote, boxes where they are known
 * @param from the element that takes the keyboard again when the panel is closed
 */
export async function openSource(source, from) {
    opener = from;
    current = source;
    leave();
    const panel = byId("viewer");
    panel.hidden = false;
    byId("app").classList.add("with-viewer");
    cover(true);
    frame(source);
    byId("viewer-title").focus();
    try {
        const record = await call(at("collections", source.collection, "documents", source.document_id));
        if (current === source) {
            choices(source, record.media_type === PDF);
            await show(source, record.media_type === PDF ? "pdf" : "text");
        }
    } catch (problem) {
        if (current === source) {
            fail(problem);
        }
    }
}

export function closeViewer() {
    const panel = byId("viewer");
    if (panel.hidden) {
        return;
    }
    current = null;
    leave();
    panel.hidden = true;
    panel.replaceChildren();
    byId("app").classList.remove("with-viewer");
    cover(false);
    if (opener?.isConnected) {
        opener.focus();
    } else {
        byId("main").focus();
    }
}

/** Ends what is shown or on its way. */
function leave() {
    showing++;
    pdf?.close();
    pdf = null;
}

/** On a phone the panel covers the page, which must not take the keyboard meanwhile. */
function cover(yes) {
    for (const part of document.querySelectorAll("#sidebar, .center")) {
        part.inert = yes && phone.matches;
    }
}

function frame(source) {
    const panel = byId("viewer");
    const where = [
        source.n ? `Source ${source.n}` : "Document",
        pages(source),
    ].filter(Boolean);
    panel.replaceChildren(
        h(
            "header",
            { class: "viewer-head" },
            h("div", { class: "viewer-words" }, h("p", { class: "viewer-where" }, where.join(", ")), h("h2", { id: "viewer-title", tabindex: -1 }, source.title)),
            h("button", { type: "button", class: "quiet icon-only", "aria-label": "Save the original", title: "Save the original", onclick: () => save(source) }, icon("download")),
            h("button", { type: "button", class: "quiet icon-only", id: "close-viewer", "aria-label": "Close the document", title: "Close (Escape)", onclick: closeViewer }, icon("close")),
        ),
        h("div", { class: "viewer-choices", id: "viewer-choices", role: "group", "aria-label": "Form of the document", hidden: true }),
        h("p", { class: "viewer-note", id: "viewer-note", role: "status", hidden: true }),
        h("div", { class: "viewer-body", id: "viewer-body", tabindex: 0, role: "region", "aria-label": "The document", "aria-busy": "true" }, h("p", { class: "loading" }, "Opening the document")),
    );
    panel.onkeydown = (event) => {
        if (event.key === "Escape") {
            event.stopPropagation();
            closeViewer();
        }
    };
}

function choices(source, paged) {
    const group = byId("viewer-choices");
    group.hidden = !paged;
    if (paged) {
        group.replaceChildren(
            ...[["pdf", "Pages"], ["text", "Text"]].map(([form, label]) =>
                h("button", { type: "button", "data-form": form, "aria-pressed": "false", onclick: () => show(source, form) }, label),
            ),
            h(
                "div",
                { class: "zoom" },
                h("button", { type: "button", class: "icon-only", "aria-label": "Smaller", title: "Smaller", onclick: () => pdf?.zoom(-1) }, icon("minus")),
                h("button", { type: "button", class: "icon-only", "aria-label": "Larger", title: "Larger", onclick: () => pdf?.zoom(1) }, icon("plus")),
            ),
        );
    }
}

/** Shows a form of the document; false where it can't, or something else is shown meanwhile. */
async function show(source, form) {
    leave();
    const mine = showing;
    for (const button of document.querySelectorAll("#viewer-choices [data-form]")) {
        button.setAttribute("aria-pressed", String(button.dataset.form === form));
    }
    document.querySelector("#viewer-choices .zoom")?.toggleAttribute("hidden", form !== "pdf");
    const body = byId("viewer-body");
    body.dataset.form = form;
    body.setAttribute("aria-busy", "true");
    body.replaceChildren(h("p", { class: "loading" }, "Opening the document"));
    note("");
    const there = () => mine === showing;
    try {
        const shown = await (form === "pdf" ? drawn : plain)(source, body, there);
        if (there() && shown) {
            body.removeAttribute("aria-busy");
            return true;
        }
        if (there() && (await show(source, "text"))) {
            note(UNMARKED);
        }
    } catch (problem) {
        if (there()) {
            fail(problem);
        }
    }
    return false;
}

/** Shows the text, where it is still asked for when it has come. */
async function plain(source, body, there) {
    const canonical = await text(address(source, "text"));
    if (there()) {
        reveal(textView(body, canonical, source));
    }
    return true;
}

/** Shows the pages; false where they can't be drawn or the quote not be marked on them. */
async function drawn(source, body, there) {
    const [bytes, about] = await Promise.all([
        raw(address(source, "content")).then((response) => response.arrayBuffer()),
        surrounded(source),
    ]);
    return there() && (await paged(about, bytes, body));
}

/** Where a document's text or its original is, as it was when it was cited. */
function address(source, part) {
    const which = source.text_sha256 ? `?sha256=${encodeURIComponent(source.text_sha256)}` : "";
    return at("collections", source.collection, "documents", source.document_id, part) + which;
}

/** The source with the text about its quote, which tells equal places on a page apart. */
async function surrounded(source) {
    if (!source.quote) {
        return source;
    }
    const canonical = await text(address(source, "text"));
    const [start, end] = units(canonical, [source.start, source.end]);
    return { ...source, before: canonical.slice(Math.max(0, start - CONTEXT), start), after: canonical.slice(end, end + CONTEXT) };
}

async function paged(source, bytes, body) {
    const view = new PdfView(body);
    pdf = view;
    try {
        const marks = await view.open(bytes, source);
        if (source.quote && marks.length > 0) {
            announce(`The quote is highlighted on page ${marks[0].closest("[data-page]").dataset.page}.`);
        }
        return !source.quote || marks.length > 0;
    } catch {
        return false;
    }
}

function reveal(mark) {
    if (mark) {
        mark.scrollIntoView({ block: "center" });
        announce("The quote is highlighted.");
    }
}

function note(sentence) {
    const place = byId("viewer-note");
    if (place) {
        place.textContent = sentence;
        place.hidden = sentence === "";
    }
}

function fail(problem) {
    const body = byId("viewer-body");
    body.removeAttribute("aria-busy");
    body.replaceChildren(
        h(
            "p",
            { class: "failure", role: "alert" },
            icon("unsupported"),
            h("span", {}, problem.status === 404 ? "This document was deleted, or you may no longer read it." : problem.message),
        ),
    );
}

async function save(source) {
    try {
        const path = at("collections", source.collection, "documents", source.document_id);
        const [record, response] = await Promise.all([call(path), raw(address(source, "content"))]);
        const saved = URL.createObjectURL(await response.blob());
        h("a", { href: saved, download: record.name.split("/").pop() }).click();
        setTimeout(() => URL.revokeObjectURL(saved), 60_000);
    } catch (problem) {
        fail(problem);
    }
}
