/** Sending files: by button, by drag and drop, two at a time, each with its progress. */
import { at, upload } from "./api.js";
import { collection } from "./collections.js";
import { announce, byId, bytes, h } from "./dom.js";
import { icon } from "./icons.js";

const AT_ONCE = 2;

/**
 * @param added is told the ids of the documents that a file became, and their collection
 * @returns {{element, pick, clear}}
 */
export function startUploads({ added }) {
    const element = h("ul", { class: "uploads", role: "list", "aria-label": "Uploads" });
    const waiting = [];
    let sending = 0;

    function take(files) {
        if (files.length === 0) {
            return;
        }
        location.hash = "#documents";
        for (const file of files) {
            waiting.push(new Upload(file, collection(), element));
        }
        announce(`${files.length === 1 ? files[0].name : `${files.length} files`} being sent.`);
        go();
    }

    async function go() {
        while (sending < AT_ONCE && waiting.length > 0) {
            const next = waiting.shift();
            if (next.stopped) {
                continue;
            }
            sending++;
            next.send(added).finally(() => {
                sending--;
                go();
            });
        }
    }

    const input = h("input", { type: "file", multiple: true, hidden: true, id: "files", "aria-label": "Files to add" });
    input.addEventListener("change", () => {
        take([...input.files].map((file) => ({ file, name: file.name })));
        input.value = "";
    });
    document.body.append(input);
    onDrop(take);
    return { element, pick: () => input.click(), clear: () => element.replaceChildren() };
}

class Upload {
    stopped = false;
    #file;
    #name;
    #collection;
    #bar;
    #said = h("span", { class: "upload-state" }, "waiting");
    #row;
    #close;
    #stop = () => {};

    constructor({ file, name }, into, list) {
        this.#file = file;
        this.#name = name;
        this.#collection = into;
        this.#bar = h("progress", { max: 1, value: 0, "aria-label": `Sending ${name}` });
        this.#close = h("button", { type: "button", class: "quiet icon-only small", "aria-label": `Stop sending ${name}`, onclick: () => this.#end() }, icon("close"));
        this.#row = h(
            "li",
            { class: "upload" },
            h("span", { class: "upload-name" }, name, h("span", { class: "upload-size" }, ` ${bytes(file.size)}`)),
            this.#bar,
            this.#said,
            this.#close,
        );
        list.append(this.#row);
    }

    async send(added) {
        const form = new FormData();
        form.append("file", this.#file, this.#name);
        const { done, stop } = upload(at("collections", this.#collection, "documents"), form, (part) => {
            this.#bar.value = part;
            this.#said.textContent = part < 1 ? `${Math.round(part * 100)}%` : "being stored";
        });
        this.#stop = stop;
        this.#said.textContent = "0%";
        try {
            const { documents } = await done;
            const bad = documents.find((entry) => !entry.id);
            if (bad) {
                this.#fail(bad.reason?.message ?? "It was not accepted.");
            } else {
                this.#row.remove();
            }
            await added(documents.filter((entry) => entry.id).map((entry) => entry.id), this.#collection);
        } catch (problem) {
            if (problem.name === "AbortError") {
                this.#row.remove();
            } else {
                this.#fail(problem.message);
            }
        }
    }

    #fail(sentence) {
        this.#row.classList.add("failed");
        this.#bar.remove();
        this.#said.replaceChildren(icon("unsupported"), h("span", {}, sentence));
        this.#close.setAttribute("aria-label", `Dismiss ${this.#name}`);
        this.#stop = () => {};
        announce(`${this.#name}: ${sentence}`);
    }

    #end() {
        this.stopped = true;
        this.#stop();
        this.#row.remove();
    }
}

/** Takes files that are dropped anywhere on the page, folders with what is in them. */
function onDrop(take) {
    const veil = byId("drop");
    let depth = 0;
    const carriesFiles = (event) => event.dataTransfer?.types.includes("Files");
    const show = (yes) => {
        veil.hidden = !yes;
        byId("drop-text").textContent = `Drop to add to “${collection()}”`;
    };
    addEventListener("dragenter", (event) => {
        if (carriesFiles(event)) {
            event.preventDefault();
            depth++;
            show(true);
        }
    });
    addEventListener("dragleave", (event) => {
        if (carriesFiles(event) && --depth <= 0) {
            depth = 0;
            show(false);
        }
    });
    addEventListener("dragover", (event) => {
        if (carriesFiles(event)) {
            event.preventDefault();
            event.dataTransfer.dropEffect = "copy";
        }
    });
    addEventListener("drop", async (event) => {
        if (!carriesFiles(event)) {
            return;
        }
        event.preventDefault();
        depth = 0;
        show(false);
        take(await dropped(event.dataTransfer));
    });
}

async function dropped(transfer) {
    const entries = [...transfer.items].map((item) => item.webkitGetAsEntry?.()).filter(Boolean);
    if (entries.length === 0) {
        return [...transfer.files].map((file) => ({ file, name: file.name }));
    }
    const files = [];
    for (const entry of entries) {
        await walk(entry, "", files);
    }
    return files;
}

async function walk(entry, folder, files) {
    if (entry.isFile) {
        const file = await new Promise((resolve, reject) => entry.file(resolve, reject));
        files.push({ file, name: folder + file.name });
        return;
    }
    const reader = entry.createReader();
    for (;;) {
        const some = await new Promise((resolve, reject) => reader.readEntries(resolve, reject));
        if (some.length === 0) {
            return;
        }
        for (const child of some) {
            await walk(child, `${folder}${entry.name}/`, files);
        }
    }
}
