/** The view of a collection's documents: adding, states, opening, retrying, deleting. */
import { at, call } from "./api.js";
import { collection, onCollection, refreshCollections } from "./collections.js";
import { ask, complain } from "./dialogs.js";
import { announce, byId, h } from "./dom.js";
import { row } from "./documentrow.js";
import { icon } from "./icons.js";
import { startUploads } from "./uploads.js";

const PAGE = 50;
const POLLED_MAX = 20;
const POLL_MS = [1000, 5000]; // shortest and longest pause
const STATES = [
    ["", "All states"],
    ["SEARCHABLE", "Searchable"],
    ["RECEIVED", "Received"],
    ["PARSING", "Being read"],
    ["INDEXING", "Being indexed"],
    ["FAILED", "Failed"],
    ["QUARANTINED", "Held back"],
];

let shown = new Map(); // records by id: those just added first, then the pages
let next = null;
let pause = POLL_MS[0];
let timer = null;
let loading = 0; // counts loads, so that a late one is dropped
let uploads;

const list = h("ul", { class: "document-list", role: "list", "aria-label": "Documents" });
const empty = h("p", { class: "empty", hidden: true });
const more = h("button", { type: "button", class: "secondary", hidden: true, onclick: () => page() }, "Show more");
const filter = h(
    "select",
    { id: "state-filter", onchange: () => load() },
    ...STATES.map(([value, label]) => h("option", { value }, label)),
);

export function startDocuments() {
    uploads = startUploads({ added });
    byId("documents").append(
        h(
            "header",
            { class: "documents-head" },
            h("h1", { id: "documents-title" }, "Documents"),
            h("div", { class: "document-actions" },
                h("button", { type: "button", class: "secondary", onclick: addLink }, icon("link"), "Add a link"),
                h("button", { type: "button", class: "primary", id: "add-files", onclick: pickFiles }, icon("upload"), "Add files"),
            ),
        ),
        h("p", { class: "note" }, "Drop files anywhere on this page, or choose them. Whoever adds a document owns it."),
        uploads.element,
        h("div", { class: "document-filter" }, h("label", { for: "state-filter" }, "Show"), filter),
        list,
        empty,
        h("div", { class: "more" }, more),
    );
    onCollection(() => {
        uploads.clear();
        if (!byId("documents").hidden) {
            load();
        }
    });
}

export const pickFiles = () => uploads.pick();

export function showDocuments() {
    load();
}

export function hideDocuments() {
    clearTimeout(timer);
    loading++;
}

async function load() {
    shown = new Map();
    next = null;
    list.replaceChildren();
    empty.hidden = true;
    await page();
}

/** Fetches the next page. */
async function page() {
    const mine = ++loading;
    const query = new URLSearchParams({ limit: PAGE, ...(filter.value && { status: filter.value }), ...(next && { after: next }) });
    list.setAttribute("aria-busy", "true");
    try {
        const found = await call(`${at("collections", collection(), "documents")}?${query}`);
        if (mine !== loading) {
            return;
        }
        next = found.next ?? null;
        const first = list.childElementCount;
        found.documents.filter((record) => !shown.has(record.id)).forEach((record) => put(record));
        if (first > 0) {
            list.children[first]?.querySelector("button")?.focus();
        }
    } catch (problem) {
        complain(problem.message);
    }
    list.removeAttribute("aria-busy");
    settle();
}

function settle() {
    more.hidden = next === null;
    empty.hidden = list.childElementCount > 0;
    empty.textContent = filter.value
        ? "No document is in this state."
        : "There are no documents here yet. Add the first ones above.";
    watch();
}

/** Shows a record: in its place where it is shown already, else at the end or at the top. */
function put(record, top = false) {
    const known = shown.get(record.id);
    if (known && JSON.stringify(known) === JSON.stringify(record)) {
        return;
    }
    shown.set(record.id, record);
    const made = row(record, { collection: collection(), retry, remove });
    const before = list.querySelector(`[data-id="${CSS.escape(record.id)}"]`);
    if (before) {
        replace(before, made);
    } else if (top) {
        list.prepend(made);
    } else {
        list.append(made);
    }
}

/** Replaces a row and keeps the keyboard where it was. */
function replace(before, made) {
    const focused = before.contains(document.activeElement) ? document.activeElement.dataset.action : null;
    before.replaceWith(made);
    if (focused) {
        (made.querySelector(`[data-action="${focused}"]`) ?? made.querySelector("button")).focus();
    }
}

/** After an upload: these are followed at the top of the list until they are done. */
async function added(ids, into) {
    await refreshCollections().catch(() => {});
    if (into !== collection() || byId("documents").hidden) {
        return;
    }
    for (const id of ids) {
        await follow(id, true);
    }
    pause = POLL_MS[0];
    settle();
}

async function follow(id, top = false) {
    try {
        const record = await call(at("collections", collection(), "documents", id));
        const before = shown.get(id)?.status;
        put(record, top);
        if (before && before !== record.status && (ended(record.status))) {
            announce(`${record.title}: ${record.status === "SEARCHABLE" ? "searchable" : record.reason?.message ?? "failed"}`);
            refreshCollections().catch(() => {});
        }
    } catch (problem) {
        if (problem.status === 404) {
            drop(id);
        }
    }
}

const ended = (status) => ["SEARCHABLE", "FAILED", "QUARANTINED"].includes(status);

const unsettled = (record) => !ended(record.status) || (record.status === "SEARCHABLE" && record.vectors === "pending");

/** Asks again for what is still on its way, more slowly the longer it takes. */
function watch() {
    clearTimeout(timer);
    const pending = [...shown.values()].filter(unsettled).slice(0, POLLED_MAX);
    if (pending.length === 0) {
        pause = POLL_MS[0];
        return;
    }
    const mine = loading;
    timer = setTimeout(async () => {
        await Promise.all(pending.map((record) => follow(record.id)));
        if (mine === loading) {
            pause = Math.min(pause * 1.2, POLL_MS[1]);
            watch();
        }
    }, pause);
}

function drop(id) {
    shown.delete(id);
    list.querySelector(`[data-id="${CSS.escape(id)}"]`)?.remove();
    settle();
}

async function retry(record) {
    try {
        put(await call(at("collections", collection(), "documents", record.id, "retry"), { method: "POST" }));
        announce(`${record.title} is tried again.`);
        pause = POLL_MS[0];
        watch();
    } catch (problem) {
        complain(problem.message);
    }
}

async function remove(record) {
    const given = await ask({
        title: "Delete the document?",
        text: `“${record.title}” is gone from every answer at once, and from the disk soon after. This can't be undone.`,
        confirm: "Delete",
        danger: true,
    });
    if (!given) {
        return;
    }
    try {
        await call(at("collections", collection(), "documents", record.id), { method: "DELETE" });
        const after = list.querySelector(`[data-id="${CSS.escape(record.id)}"]`)?.nextElementSibling;
        drop(record.id);
        announce(`${record.title} is deleted.`);
        (after?.querySelector("button") ?? byId("add-files")).focus();
        await refreshCollections();
    } catch (problem) {
        complain(problem.message);
    }
}

async function addLink() {
    const into = collection();
    let ids = [];
    const given = await ask({
        title: "Add a link",
        text: "The service fetches the page or file once and keeps it.",
        fields: () => [
            h("label", { for: "link" }, "Address"),
            h("input", { id: "link", name: "url", type: "url", required: true, placeholder: "https://", autocomplete: "off" }),
        ],
        confirm: "Add",
        check: async (form) => {
            try {
                const { documents } = await call(at("collections", into, "documents"), { method: "POST", json: { url: form.get("url") } });
                ids = documents.filter((entry) => entry.id).map((entry) => entry.id);
                return null;
            } catch (problem) {
                return problem.message;
            }
        },
    });
    if (given) {
        await added(ids, into);
    }
}
