/** The API key: asked for when the service wants one, kept until the browser's tab is closed. */
import { ask } from "./dialogs.js";
import { byId, h } from "./dom.js";

const NAME = "plumbline.key";
let asking = null;

export const key = () => sessionStorage.getItem(NAME);

export function showKeyButton() {
    byId("forget-key").hidden = key() === null;
}

export function forget() {
    sessionStorage.removeItem(NAME);
    location.reload();
}

/**
 * Asks for a key, once for all that wait for it.
 *
 * @param refused the key that the service did not take, or null where none was sent
 * @returns whether there is a key now to try again with
 */
export async function renew(refused) {
    if (key() !== refused) {
        return true;
    }
    asking ??= question(refused).finally(() => {
        asking = null;
    });
    return asking;
}

async function question(refused) {
    const given = await ask({
        title: "API key",
        text:
            refused === null
                ? "This service answers only to those who have an API key. An administrator makes one with the command “plumbline keys create”."
                : "The service does not know this key, or it was revoked. Please try another one.",
        fields: (form) => [
            h("label", { for: "api-key" }, "Key"),
            h("input", {
                id: "api-key",
                name: "key",
                type: "password",
                required: true,
                autocomplete: "off",
                spellcheck: "false",
                "aria-describedby": "api-key-note",
            }),
            h("p", { class: "note", id: "api-key-note" }, "It is kept until this tab is closed, and sent to this service only."),
        ],
        confirm: "Use this key",
    });
    const value = given?.get("key").trim();
    if (!value) {
        return false;
    }
    sessionStorage.setItem(NAME, value);
    showKeyButton();
    return true;
}
