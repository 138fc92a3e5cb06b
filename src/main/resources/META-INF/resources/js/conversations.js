/** The list of conversations: making, opening, renaming, deleting. Hidden where the service keeps none. */
import { at, call } from "./api.js";
import { choose, collection, onCollection } from "./collections.js";
import { ask, complain } from "./dialogs.js";
import { announce, byId, h } from "./dom.js";
import { icon } from "./icons.js";

let kept = true;
let next = null; // what the following page comes after
let current = null;
let making = null; // the promise of the one that is made for a first question
let unsaid = null; // the one that was made last, until an answer is kept in it
let left = 0; // counts how often a conversation was left for another or a new one
let wished = 0; // counts what was asked to be opened, so that a late answer is dropped
let listing = 0; // counts listings, likewise
let opened = () => {};

onCollection(() => wished++);

export const conversation = () => current;

/** Is given {id, title, collections, messages} when one is opened, null when a new one begins. */
export const onConversation = (listener) => {
    opened = listener;
};

export async function refreshConversations() {
    const mine = ++listing;
    try {
        const page = await call(at("conversations"));
        if (mine !== listing) {
            return;
        }
        kept = true;
        byId("conversation-list").replaceChildren();
        list(page);
    } catch (problem) {
        if (problem.status !== 404 && problem.status !== 405) {
            throw problem;
        }
        kept = false;
    }
    byId("conversations").hidden = !kept || byId("conversation-list").childElementCount === 0;
}

/**
 * The conversation that a question belongs to, made for it where it is the first; null where none is
 * kept. Ends with an AbortError where the user went to another one meanwhile.
 */
export async function conversationFor() {
    return current === null && kept ? (making ??= make()) : current;
}

/** The service names it after its first question. */
async function make() {
    const mine = left;
    try {
        const { id } = await call(at("conversations"), { method: "POST", json: { collection: collection() } });
        if (mine !== left) {
            call(at("conversations", id), { method: "DELETE" }).catch(() => {}); // nothing is said in it
            throw new DOMException("Another conversation was opened.", "AbortError");
        }
        current = id;
        unsaid = id;
        return id;
    } finally {
        if (mine === left) {
            making = null;
        }
    }
}

/** Notes that an answer is kept in a conversation. */
export function answered(id) {
    if (id === unsaid) {
        unsaid = null;
    }
}

/** Removes the conversation that was made for a question which nothing answered. */
export async function forgetUnsaid() {
    const id = unsaid;
    if (id === null) {
        return;
    }
    unsaid = null;
    if (id === current) {
        leave(null);
    }
    await call(at("conversations", id), { method: "DELETE" }).catch(() => {});
}

function leave(other) {
    left++;
    making = null;
    current = other;
}

export function beginConversation() {
    wished++;
    leave(null);
    mark();
    opened(null);
}

export async function openConversation(id) {
    const mine = ++wished;
    try {
        const found = await call(at("conversations", id));
        if (mine !== wished) {
            return;
        }
        if (!found.collections.includes(collection())) {
            choose(found.collections[0]);
        }
        leave(id);
        location.hash = "#ask";
        mark();
        opened(found);
    } catch (problem) {
        if (mine !== wished) {
            return;
        }
        complain(problem.status === 404 ? "This conversation is no longer there." : problem.message);
        refreshConversations().catch(() => {});
    }
}

/** Fetches the following page. */
export async function olderConversations() {
    const mine = ++listing;
    try {
        const page = await call(`${at("conversations")}?after=${encodeURIComponent(next)}`);
        if (mine === listing) {
            list(page);
        }
    } catch (problem) {
        complain(problem.message);
    }
}

function list({ conversations, next: following }) {
    next = following ?? null;
    byId("older-conversations").hidden = next === null;
    byId("conversation-list").append(
        // the service names each after its first question: in one without a name nothing was said
        ...conversations.filter(({ title }) => title).map(({ id, title: name }) => {
            return h(
                "li",
                { "data-id": id },
                h("button", { type: "button", class: "conversation", onclick: () => openConversation(id) }, name),
                h("button", { type: "button", class: "quiet icon-only small", "aria-label": `Rename “${name}”`, title: "Rename", onclick: () => rename(id, name) }, icon("pencil")),
                h("button", { type: "button", class: "quiet icon-only small", "aria-label": `Delete “${name}”`, title: "Delete", onclick: () => remove(id, name) }, icon("trash")),
            );
        }),
    );
    mark();
}

function mark() {
    for (const item of byId("conversation-list").children) {
        const button = item.querySelector(".conversation");
        if (item.dataset.id === current) {
            button.setAttribute("aria-current", "true");
        } else {
            button.removeAttribute("aria-current");
        }
    }
}

async function rename(id, title) {
    const given = await ask({
        title: "Rename the conversation",
        fields: () => [
            h("label", { for: "conversation-title" }, "Title"),
            h("input", { id: "conversation-title", name: "title", value: title, required: true, maxlength: 200, autocomplete: "off" }),
        ],
        confirm: "Rename",
    });
    if (given) {
        await change(id, { method: "PATCH", json: { title: given.get("title").trim() } }, "The conversation has a new title.");
    }
}

async function remove(id, title) {
    const given = await ask({
        title: "Delete the conversation?",
        text: `“${title}” and its answers are removed for good. The documents stay.`,
        confirm: "Delete",
        danger: true,
    });
    if (given && (await change(id, { method: "DELETE" }, "The conversation is deleted.")) && id === current) {
        beginConversation();
    }
}

async function change(id, options, said) {
    try {
        await call(at("conversations", id), options);
        announce(said);
        return true;
    } catch (problem) {
        complain(problem.message);
        return false;
    } finally {
        await refreshConversations().catch(() => {});
    }
}
