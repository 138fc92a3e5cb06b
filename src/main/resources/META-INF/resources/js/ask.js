/** The view for asking: the questions of a conversation with their answers, and the field for the next. */
import { AnswerView } from "./answer.js";
import { at, call, problem, Problem, request } from "./api.js";
import { collection, onCollection, record } from "./collections.js";
import { beginConversation, conversation, conversationFor, onConversation, refreshConversations } from "./conversations.js";
import { announce, byId, h } from "./dom.js";
import { events } from "./events.js";
import { icon } from "./icons.js";
import { closeViewer } from "./viewer.js";

let running = null; // the AbortController of the answer that streams
let pickFiles = () => {};

export function startAsk({ onPickFiles }) {
    pickFiles = onPickFiles;
    const field = byId("question");
    byId("composer").addEventListener("submit", (event) => {
        event.preventDefault();
        if (running) {
            running.abort();
        } else {
            submit(field.value.trim());
        }
    });
    field.addEventListener("keydown", (event) => {
        if (event.key === "Enter" && !event.shiftKey && !event.isComposing) {
            event.preventDefault();
            if (!running) {
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
    send.replaceChildren(icon(running ? "stop" : "send"));
    send.setAttribute("aria-label", running ? "Stop" : "Ask");
    send.title = running ? "Stop" : "Ask (Enter)";
    send.disabled = !running && byId("question").value.trim() === "";
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
    running = new AbortController();
    ready();
    announce("Searching the documents.");
    view.element.closest("li").scrollIntoView({ block: "start" });
    try {
        await stream(question, view, running.signal);
        announce(view.spoken);
    } catch (failure) {
        const stopped = failure.name === "AbortError";
        view.fail(stopped ? "Stopped." : failure.message, () => {
            view.element.closest("li").remove();
            put(question);
        });
    } finally {
        running = null;
        ready();
    }
    refreshConversations().catch(() => {});
}

async function stream(question, view, signal) {
    const id = await conversationFor(question);
    const response = await request(at("answers"), {
        method: "POST",
        headers: { Accept: "text/event-stream" },
        json: { collection: collection(), question, ...(id === null ? {} : { conversation_id: id }) },
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
}

function turn(question, view) {
    byId("welcome").hidden = true;
    byId("turns").append(h("li", { class: "turn" }, h("h2", { class: "question" }, question), view.element));
    return view;
}

/** Shows a kept conversation, or an empty page for a new one. */
async function show(kept) {
    running?.abort();
    closeViewer();
    byId("turns").replaceChildren();
    welcome();
    if (kept === null) {
        byId("question").focus();
        return;
    }
    const messages = kept.messages ?? [];
    const answers = await Promise.all(
        messages.map((message) => (message.answer_id ? call(at("answers", message.answer_id)).catch(() => null) : null)),
    );
    if (conversation() !== kept.id) {
        return; // another one was opened meanwhile
    }
    byId("turns").replaceChildren();
    let question = "";
    messages.forEach((message, i) => {
        if (message.role === "user") {
            question = message.text;
        } else {
            turn(question, answers[i] ? AnswerView.of(answers[i], collection()) : { element: h("p", { class: "answer" }, message.text ?? "") });
        }
    });
    byId("turns").lastElementChild?.scrollIntoView({ block: "start" });
    announce(`The conversation ${kept.title ?? ""} is open.`);
}
