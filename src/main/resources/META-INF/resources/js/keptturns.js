/** The answers of a kept conversation: their words at once, the rest as they come into sight. */
import { AnswerView } from "./answer.js";
import { at, call } from "./api.js";
import { h } from "./dom.js";

const FETCHED_AT_ONCE_MAX = 4;

export class KeptTurns {
    #collection;
    #closed = new AbortController();
    #seen;
    #waiting = new Map(); // elements in sight to the ids of their answers, in the order seen
    #fetching = 0;
    #ids = new Map();

    /** @param thread the element that scrolls */
    constructor(thread, collection) {
        this.#collection = collection;
        this.#seen = new IntersectionObserver((entries) => this.#look(entries), { root: thread, rootMargin: "100% 0px" });
    }

    /** A view of an answer, given as a message of its conversation. */
    add({ text, answer_id: id }) {
        const element = h("article", { class: "answer" }, h("div", { class: "answer-text" }, text));
        if (id) {
            this.#ids.set(element, id);
            this.#seen.observe(element);
        }
        return { element };
    }

    close() {
        this.#closed.abort();
        this.#seen.disconnect();
        this.#waiting.clear();
    }

    /** What has gone out of sight before its turn came waits until it is seen again. */
    #look(entries) {
        for (const { target, isIntersecting } of entries) {
            this.#waiting.delete(target);
            if (isIntersecting) {
                this.#waiting.set(target, this.#ids.get(target));
            }
        }
        this.#fetchSome();
    }

    #fetchSome() {
        const newestFirst = [...this.#waiting].reverse();
        for (const [element, id] of newestFirst.slice(0, FETCHED_AT_ONCE_MAX - this.#fetching)) {
            this.#waiting.delete(element);
            this.#seen.unobserve(element);
            this.#fetch(element, id);
        }
    }

    async #fetch(element, id) {
        this.#fetching++;
        try {
            const answer = await call(at("answers", id), { signal: this.#closed.signal });
            element.replaceWith(AnswerView.of(answer, this.#collection).element);
        } catch {
            // its words stay
        } finally {
            this.#fetching--;
            this.#fetchSome();
        }
    }
}
