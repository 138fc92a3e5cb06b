/** One document in the list. */
import { bytes, counted, h } from "./dom.js";
import { icon } from "./icons.js";
import { openSource } from "./viewer.js";

const STATES = {
    RECEIVED: ["clock", "Received"],
    PARSING: ["clock", "Being read"],
    INDEXING: ["clock", "Being indexed"],
    SEARCHABLE: ["supported", "Searchable"],
    FAILED: ["unsupported", "Failed"],
    QUARANTINED: ["shield", "Held back"],
};

/** @param act what its buttons do: {collection, retry(record), remove(record)} */
export function row(record, { collection, retry, remove }) {
    const [symbol, label] = STATES[record.status] ?? ["question", record.status];
    const wordsOnly = record.status === "SEARCHABLE" && record.vectors === "none";
    const partly = record.status === "SEARCHABLE" && record.vectors === "ready" && record.reason;
    const again = wordsOnly || partly || record.status === "FAILED" || record.status === "QUARANTINED";
    return h(
        "li",
        { class: "document", "data-id": record.id, "data-status": record.status },
        icon("file"),
        h("div", { class: "document-words" }, name(record, collection), h("p", { class: "document-facts" }, facts(record)), reason(record)),
        h(
            "p",
            { class: "document-state" },
            h("span", { class: `state state-${record.status}` }, icon(symbol), h("span", {}, label)),
            record.status === "SEARCHABLE" && record.vectors === "pending"
                ? h("span", { class: "vectors", title: "Found by its words already, and by its meaning in a moment" }, "by words so far")
                : null,
            wordsOnly ? h("span", { class: "vectors", title: "Found by its words, and not by its meaning" }, "by words only") : null,
            partly ? h("span", { class: "vectors", title: "Some passages are found by their words, and not by their meaning" }, "partly by words only") : null,
        ),
        h(
            "div",
            { class: "document-buttons" },
            again ? h("button", { type: "button", class: "secondary small", "data-action": "retry", "aria-label": `Try ${record.title} again`, onclick: () => retry(record) }, icon("retry"), "Try again") : null,
            h("button", { type: "button", class: "quiet icon-only", "data-action": "delete", "aria-label": `Delete ${record.title}`, title: "Delete", onclick: () => remove(record) }, icon("trash")),
        ),
    );
}

function name(record, collection) {
    if (!record.text_sha256 && record.searchable_revision === undefined) {
        return h("p", { class: "document-name" }, record.title);
    }
    return h(
        "button",
        {
            type: "button",
            class: "document-name",
            "data-action": "open",
            onclick: (event) => openSource({ collection, document_id: record.id, title: record.title }, event.currentTarget),
        },
        record.title,
    );
}

function facts(record) {
    const facts = [];
    if (record.name !== record.title) {
        facts.push(record.name);
    }
    facts.push(bytes(record.bytes));
    if (record.pages > 0) {
        facts.push(counted(record.pages, "page"));
    }
    if (record.passages > 0) {
        facts.push(counted(record.passages, "passage"));
    }
    if (record.revision > 1) {
        facts.push(`revision ${record.revision}`);
    }
    facts.push(new Date(record.updated).toLocaleString([], { dateStyle: "medium", timeStyle: "short" }));
    return facts.join(" · ");
}

function reason(record) {
    if (!record.reason) {
        return null;
    }
    return h("p", { class: "document-reason" }, record.reason.message || record.reason.code);
}
