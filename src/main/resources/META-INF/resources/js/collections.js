/** Which collection is worked with: choosing one and making new ones. */
import { at, call } from "./api.js";
import { ask } from "./dialogs.js";
import { announce, byId, counted, h } from "./dom.js";

const NAME = "plumbline.collection";
const MADE = new Set(); // the names of those listed
const listeners = [];
let current = localStorage.getItem(NAME) ?? "default";
let listed = [];

export const collection = () => current;

/** The chosen one's record: counts and description; undefined until it is known. */
export const record = () => listed.find((entry) => entry.name === current);

/** Is told the name whenever another one is chosen. */
export const onCollection = (listener) => listeners.push(listener);

export async function refreshCollections() {
    listed = (await call(at("collections"))).collections;
    MADE.clear();
    listed.forEach((entry) => MADE.add(entry.name));
    if (!MADE.has(current)) {
        current = "default";
    }
    byId("collection").replaceChildren(
        ...listed.map((entry) =>
            h(
                "option",
                { value: entry.name, selected: entry.name === current },
                `${entry.name} (${counted(entry.documents, "document")})`,
            ),
        ),
    );
}

export function choose(name) {
    if (name === current || !MADE.has(name)) {
        return;
    }
    current = name;
    localStorage.setItem(NAME, name);
    byId("collection").value = name;
    listeners.forEach((listener) => listener(name));
}

/** Asks for a name, makes the collection, and chooses it. */
export async function makeCollection() {
    const given = await ask({
        title: "New collection",
        text: "A collection holds documents that are asked together.",
        fields: () => [
            h("label", { for: "collection-name" }, "Name"),
            h("input", {
                id: "collection-name",
                name: "name",
                required: true,
                maxlength: 64,
                autocomplete: "off",
                autocapitalize: "none",
                spellcheck: "false",
                pattern: "[a-z0-9][a-z0-9._\\-]{0,63}",
                title: "Small letters, digits, dot, underscore and hyphen; a letter or digit first",
                "aria-describedby": "collection-note",
            }),
            h("p", { class: "note", id: "collection-note" }, "Small letters, digits, dot, underscore and hyphen."),
            h("label", { for: "collection-description" }, "Description (optional)"),
            h("input", { id: "collection-description", name: "description", maxlength: 500, autocomplete: "off" }),
        ],
        confirm: "Make it",
        check: async (form) => {
            const description = form.get("description").trim();
            try {
                await call(at("collections"), {
                    method: "POST",
                    json: { name: form.get("name"), ...(description ? { description } : {}) },
                });
                return null;
            } catch (problem) {
                return problem.message;
            }
        },
    });
    if (given) {
        await refreshCollections();
        choose(given.get("name"));
        announce(`The collection ${given.get("name")} is made and chosen.`);
    }
}
