/** Reads server-sent events from a response, which EventSource can't do for a POST. */

/** @yields {{event: string, data: any}} each event, its data parsed */
export async function* events(response) {
    const reader = response.body.pipeThrough(new TextDecoderStream()).getReader();
    const parser = new Parser();
    try {
        for (;;) {
            const { done, value } = await reader.read();
            if (done) {
                return;
            }
            yield* parser.push(value);
        }
    } finally {
        reader.cancel().catch(() => {});
    }
}

/** Cuts a stream of characters into events, wherever the pieces were cut. */
export class Parser {
    #rest = "";
    #event = "";
    #data = [];

    *push(piece) {
        this.#rest += piece;
        for (;;) {
            const end = this.#rest.search(/[\r\n]/);
            if (end < 0 || (this.#rest[end] === "\r" && end === this.#rest.length - 1)) {
                return; // the line, or the pair that ends it, is not here yet
            }
            const line = this.#rest.slice(0, end);
            this.#rest = this.#rest.slice(end + (this.#rest.startsWith("\r\n", end) ? 2 : 1));
            if (line === "") {
                if (this.#data.length > 0) {
                    yield { event: this.#event || "message", data: JSON.parse(this.#data.join("\n")) };
                }
                this.#event = "";
                this.#data = [];
            } else {
                this.#field(line);
            }
        }
    }

    #field(line) {
        const colon = line.indexOf(":");
        const name = colon < 0 ? line : line.slice(0, colon);
        const value = colon < 0 ? "" : line.slice(colon + 1).replace(/^ /, "");
        if (name === "event") {
            this.#event = value;
        } else if (name === "data") {
            this.#data.push(value);
        }
    }
}
