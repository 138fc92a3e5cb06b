/** One answer as it grows: text, sentences with their verdicts, citations, and what belongs below. */
import { at, call } from "./api.js";
import { complain, show } from "./dialogs.js";
import { announce, counted, h } from "./dom.js";
import { icon } from "./icons.js";
import { pages } from "./pages.js";
import { slice } from "./points.js";
import { openSource } from "./viewer.js";

const VERDICTS = {
    supported: ["Supported", "The quoted words say this."],
    partly: ["Partly supported", "The quoted words say a part of this."],
    misattributed: ["Wrong source", "Another passage says this, not the cited one."],
    unsupported: ["Not supported", "The quoted words do not say this."],
};

const REASONS = {
    low_confidence: "What was found does not seem to answer it. The nearest passages are below.",
    nothing_found: "Nothing in this collection comes near the question.",
    generator_declined: "The language model found no answer in the passages.",
    nothing_supported: "The language model wrote nothing that the passages support.",
};

/** The verdict in words and by an icon. */
export function verdictMark(verdict) {
    const [label, meaning] = VERDICTS[verdict] ?? [verdict, ""];
    const known = verdict in VERDICTS ? verdict : "question";
    return h("span", { class: `verdict verdict-${known}`, title: meaning }, icon(known), h("span", {}, label));
}

export class AnswerView {
    #collection;
    #text = "";
    #sentences = [];
    #citations = new Map();
    #answer = null;
    #progress = h("p", { class: "progress" });
    #body = h("div", { class: "answer-text" });
    #sources = h("div", { class: "sources" });
    #foot = h("footer", { class: "answer-foot" });

    constructor(collection) {
        this.#collection = collection;
        this.element = h("article", { class: "answer", "aria-busy": "true" }, this.#progress, this.#body, this.#sources, this.#foot);
        this.#say("Searching the documents");
    }

    /** Shows an answer that is finished. */
    static of(answer, collection) {
        const view = new AnswerView(collection);
        view.take("done", answer);
        return view;
    }

    /** Takes an event of the stream. */
    take(event, data) {
        switch (event) {
            case "evidence":
                this.#evidence(data.hits ?? []);
                return;
            case "delta":
                this.#text += data.text;
                break;
            case "citation":
                this.#citations.set(data.n, data);
                break;
            case "verdict":
                this.#sentences[data.index] = data;
                break;
            case "done":
                this.#done(data);
                break;
            default:
                return;
        }
        this.#render();
    }

    get done() {
        return this.#answer !== null;
    }

    /** Ends without an answer. */
    fail(sentence, again) {
        this.element.removeAttribute("aria-busy");
        this.element.classList.add("failed");
        this.#progress.hidden = true;
        this.#foot.replaceChildren(
            h("p", { class: "failure", role: "alert" }, icon("unsupported"), h("span", {}, sentence)),
            again ? h("button", { type: "button", class: "secondary", onclick: again }, icon("retry"), "Ask again") : "",
        );
    }

    #say(text) {
        this.#progress.replaceChildren(h("span", { class: "dots", "aria-hidden": "true" }), h("span", {}, text));
    }

    #evidence(hits) {
        const documents = new Set(hits.map((hit) => hit.document_id)).size;
        this.#say(
            hits.length === 0
                ? "No passage was found"
                : `Reading ${counted(hits.length, "passage")} of ${counted(documents, "document")}`,
        );
    }

    #done(answer) {
        this.#answer = answer;
        this.#text = answer.answer;
        this.#sentences = answer.sentences;
        this.#citations = new Map(answer.citations.map((citation) => [citation.n, citation]));
        this.element.removeAttribute("aria-busy");
        this.element.classList.toggle("refused", answer.refused);
    }

    #render() {
        this.#progress.hidden = this.#answer !== null || this.#text !== "";
        this.#body.replaceChildren(...this.#pieces());
        if (this.#answer) {
            this.#finish();
        }
        this.#listSources();
    }

    /** The text, cut at its judged sentences; what is not judged yet stands at the end. */
    *#pieces() {
        let from = 0;
        const length = [...this.#text].length;
        for (const sentence of this.#sentences.filter(Boolean)) {
            if (sentence.start > from) {
                yield slice(this.#text, from, sentence.start);
            }
            yield this.#sentence(sentence);
            from = sentence.end;
        }
        if (from < length) {
            yield h("span", { class: "pending" }, slice(this.#text, from, length));
        }
    }

    #sentence({ start, end, verdict, citations }) {
        const marks = citations.flatMap((n) => [" ", this.#chip(n)]);
        return h(
            "span",
            { class: "sentence", "data-verdict": verdict },
            h("span", { class: "sentence-text" }, slice(this.#text, start, end)),
            h("span", { class: "marks" }, ...marks, " ", verdictMark(verdict)),
        );
    }

    #chip(n) {
        const citation = this.#citations.get(n);
        const where = citation ? `: ${citation.notice ?? citation.title + page(citation)}` : "";
        return h(
            "button",
            { type: "button", class: "cite", "aria-label": `Source ${n}${where}`, title: citation?.notice ?? citation?.title, onclick: (event) => this.#open(n, event) },
            String(n),
        );
    }

    #open(n, event) {
        const citation = this.#citations.get(n);
        if (citation?.notice) {
            complain(citation.notice);
        } else if (citation) {
            openSource({ collection: this.#collection, ...citation }, event.currentTarget);
        }
    }

    #listSources() {
        const citations = [...this.#citations.values()].sort((a, b) => a.n - b.n);
        if (citations.length === 0) {
            this.#sources.replaceChildren();
            return;
        }
        this.#sources.replaceChildren(
            h("h3", {}, this.#answer?.refused ? "Nearest passages" : "Sources"),
            h("ol", { role: "list" }, ...citations.map((citation) => h("li", {}, this.#card(citation)))),
        );
    }

    #card(citation) {
        if (citation.notice) {
            return h("p", { class: "source withdrawn" }, h("span", { class: "source-number" }, String(citation.n)), h("span", {}, citation.notice));
        }
        return h(
            "button",
            { type: "button", class: "source", "data-n": citation.n, onclick: (event) => this.#open(citation.n, event) },
            h("span", { class: "source-number", "aria-hidden": "true" }, String(citation.n)),
            h(
                "span",
                { class: "source-words" },
                h("span", { class: "source-title" }, citation.title, h("span", { class: "source-page" }, page(citation))),
                h("span", { class: "source-quote" }, citation.quote),
            ),
        );
    }

    #finish() {
        const answer = this.#answer;
        if (answer.refused) {
            this.#body.replaceChildren(
                h("p", { class: "refusal" }, icon("question"), h("strong", {}, "No answer in the documents")),
                h("p", { class: "reason" }, REASONS[answer.reason] ?? answer.answer),
            );
        }
        this.#foot.replaceChildren(
            h("span", { class: "confidence", title: "The estimated probability that the documents answer the question" }, `Confidence ${Math.round(answer.confidence * 100)}%`),
            navigator.clipboard ? action("copy", "Copy", () => this.#copy()) : "",
            action("receipt", "Receipt", () => this.#receipt()),
        );
    }

    async #copy() {
        const lines = [...this.#citations.values()].map((citation) => `[${citation.n}] ${citation.notice ?? `${citation.title}${page(citation)}: “${citation.quote}”`}`);
        try {
            await navigator.clipboard.writeText([this.#text, ...lines].join("\n"));
            announce("The answer and its sources are copied.");
        } catch {
            complain("The browser did not allow copying.");
        }
    }

    async #receipt() {
        try {
            const receipt = await call(at("answers", this.#answer.id, "receipt"));
            show(
                "Receipt",
                h("p", { class: "note" }, "Everything that decided this answer."),
                h("pre", { class: "receipt", tabindex: 0, role: "region", "aria-label": "The receipt as JSON" }, JSON.stringify(receipt, null, 2)),
            );
        } catch (problem) {
            complain(problem.status === 404 ? "No receipt is kept of this answer." : problem.message);
        }
    }

    /** What to say aloud of the finished answer. */
    get spoken() {
        if (this.#answer.refused) {
            return `${this.#text} ${counted(this.#citations.size, "nearest passage")}.`;
        }
        const unsupported = this.#sentences.filter((sentence) => sentence.verdict !== "supported").length;
        const verdict = unsupported === 0 ? "All sentences supported." : `${counted(unsupported, "sentence")} not fully supported.`;
        return `Answer: ${this.#text} ${counted(this.#citations.size, "source")}. ${verdict}`;
    }
}

const page = (citation) => (pages(citation) ? `, ${pages(citation)}` : "");

const action = (symbol, label, onclick) => h("button", { type: "button", class: "quiet small", onclick }, icon(symbol), label);
