/** The list of conversations: making, opening, renaming, deleting. Hidden where the service keeps none. */
import { at, call } from "./api.js";
import { choose, collection } from "./collections.js";
import { ask, complain } from "./dialogs.js";
import { announce, byId, h } from "./dom.js";
import { icon } from "./icons.js";

const TITLE_CHARACTERS_MAX = 80;
let kept = true;
let next = null; // what the following page comes after
let current = null;
let opened = () => {};

export const conversation = () => current;

/** Is given {id, title, messages} when one is opened, null when a new one begins. */
export const onConversation = (listener) => {
    opened = listener;
};

export async function refreshConversations() {
    try {
        const page = await call(at("conversations"));
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

/** The conversation that a question belongs to, made for it where it is the first; null where none is kept. */
export async function conversationFor(question) {
    if (current === null && kept) {
        const title = question.length > TITLE_CHARACTERS_MAX ? `${question.slice(0, TITLE_CHARACTERS_MAX - 1)}…` : question;
        const made = await call(at("conversations"), { method: "POST", json: { collection: collection(), title } });
        current = made.id;
        refreshConversations().catch(() => {});
    }
    return current;
}

export function beginConversation() {
    current = null;
    mark();
    opened(null);
}

export async function openConversation(id) {
    try {
        const found = await call(at("conversations", id));
        choose(found.collection ?? found.collections?.[0] ?? collection());
        current = id;
        location.hash = "#ask";
        mark();
        opened(found);
    } catch (problem) {
        complain(problem.status === 404 ? "This conversation is no longer there." : problem.message);
        refreshConversations().catch(() => {});
    }
}

/** Fetches the following page. */
export async function olderConversations() {
    try {
        list(await call(`${at("conversations")}?after=${encodeURIComponent(next)}`));
    } catch (problem) {
        complain(problem.message);
    }
}

function list({ conversations, next: following }) {
    next = following ?? null;
    byId("older-conversations").hidden = next === null;
    byId("conversation-list").append(
        ...conversations.map(({ id, title }) => {
            const name = title || "Untitled";
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
