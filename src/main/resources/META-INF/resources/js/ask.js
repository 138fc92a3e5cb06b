/** The view for asking: the questions of a conversation with their answers, and the field for the next. */
import { AnswerView } from "./answer.js";
import { at, problem, Problem, request } from "./api.js";
import { collection, onCollection, record } from "./collections.js";
import { answered, beginConversation, conversation, conversationFor, forgetUnsaid, onConversation, refreshConversations } from "./conversations.js";
import { announce, byId, h } from "./dom.js";
import { events } from "./events.js";
import { icon } from "./icons.js";
import { KeptTurns } from "./keptturns.js";
import { closeViewer } from "./viewer.js";

const running = new Set(); // an AbortController for each answer on its way
let keptTurns = null; // those of the conversation that was opened
let pickFiles = () => {};

export function startAsk({ onPickFiles }) {
    pickFiles = onPickFiles;
    const field = byId("question");
    byId("composer").addEventListener("submit", (event) => {
        event.preventDefault();
        if (running.size > 0) {
            stop();
        } else {
            submit(field.value.trim());
        }
    });
    field.addEventListener("keydown", (event) => {
        if (event.key === "Enter" && !event.shiftKey && !event.isComposing) {
            event.preventDefault();
            if (running.size === 0) {
                byId("composer").requestSubmit();
            }
        }
    });
    field.addEventListener("input", () => {
        grow(field);
        ready();
    });
    onConversation(show);
    onCollection(() => {
        welcome();
        if (conversation() !== null || byId("turns").childElementCount > 0) {
            beginConversation();
        }
    });
    ready();
}

/** What is said where nothing was asked yet. */
export function welcome() {
    const empty = record()?.documents === 0;
    byId("welcome").hidden = byId("turns").childElementCount > 0;
    byId("welcome").replaceChildren(
        h("h2", {}, empty ? "Begin with your documents" : "What would you like to know?"),
        h(
            "p",
            {},
            empty
                ? `The collection “${collection()}” is empty. Add PDF, Word, slides, spreadsheets, web pages, mail or plain text, then ask about them.`
                : `Answers come from the collection “${collection()}” only. Each sentence is tied to a quote that you can open where it stands; what the documents do not answer is declined.`,
        ),
        empty ? h("button", { type: "button", class: "primary", onclick: pickFiles }, icon("upload"), "Add documents") : "",
    );
}

function grow(field) {
    field.style.height = "auto";
    field.style.height = `${Math.min(field.scrollHeight, 200)}px`;
}

function ready() {
    const send = byId("send");
    const busy = running.size > 0;
    send.replaceChildren(icon(busy ? "stop" : "send"));
    send.setAttribute("aria-label", busy ? "Stop" : "Ask");
    send.title = busy ? "Stop" : "Ask (Enter)";
    send.disabled = !busy && byId("question").value.trim() === "";
}

/** What was stopped may still wait for something; the next question need not. */
function stop() {
    running.forEach((asking) => asking.abort());
    running.clear();
    ready();
}

function submit(question) {
    if (question === "") {
        return;
    }
    const field = byId("question");
    field.value = "";
    grow(field);
    put(question);
}

async function put(question) {
    const view = turn(question, new AnswerView(collection()));
    const asking = new AbortController();
    running.add(asking);
    ready();
    announce("Searching the documents.");
    view.element.closest("li").scrollIntoView({ block: "start" });
    try {
        await stream(question, view, asking.signal);
        asking.signal.throwIfAborted();
        announce(view.spoken);
    } catch (failure) {
        const stopped = failure.name === "AbortError";
        view.fail(stopped ? "Stopped." : failure.message, () => {
            view.element.closest("li").remove();
            put(question);
        });
    } finally {
        running.delete(asking);
        ready();
    }
    if (running.size === 0) {
        await forgetUnsaid();
    }
    refreshConversations().catch(() => {});
}

async function stream(question, view, signal) {
    const asked = collection();
    const id = await conversationFor();
    signal.throwIfAborted();
    const response = await request(at("answers"), {
        method: "POST",
        headers: { Accept: "text/event-stream" },
        json: id === null ? { collection: asked, question } : { conversation_id: id, question }, // which has its collections
        signal,
    });
    if (!response.ok) {
        throw await problem(response);
    }
    for await (const { event, data } of events(response)) {
        if (event === "error") {
            const told = data.problem ?? data;
            throw new Problem(told.status ?? 500, "", told.detail ?? told.title ?? "The service failed while it answered.");
        }
        view.take(event, data);
    }
    if (!view.done) {
        throw new Problem(0, "cut", "The answer broke off before it was complete.");
    }
    answered(id);
}

function turn(question, view) {
    byId("welcome").hidden = true;
    byId("turns").append(h("li", { class: "turn" }, h("h2", { class: "question" }, question), view.element));
    return view;
}

/** Shows a kept conversation, or an empty page for a new one. */
function show(kept) {
    stop();
    closeViewer();
    keptTurns?.close();
    keptTurns = null;
    byId("turns").replaceChildren();
    byId("question").placeholder = `Ask about the documents${kept?.collections.length > 1 ? ` of ${new Intl.ListFormat("en").format(kept.collections)}` : ""}`;
    if (kept === null) {
        welcome();
        byId("question").focus();
        return;
    }
    keptTurns = new KeptTurns(byId("thread"), collection());
    let question = "";
    for (const message of kept.messages) {
        if (message.role === "user") {
            question = message.text;
        } else {
            turn(question, keptTurns.add(message));
        }
    }
    welcome();
    byId("turns").lastElementChild?.scrollIntoView({ block: "start" });
    announce(`The conversation ${kept.title ?? ""} is open.`);
}
