/** Modal questions and passing notices. */
import { byId, h } from "./dom.js";
import { icon } from "./icons.js";

/**
 * Asks something.
 *
 * @returns the form's FormData where it was confirmed, else null
 */
export function ask({ title, text, fields, confirm, danger = false, check }) {
    const error = h("p", { class: "field-error", role: "alert" });
    const form = h("form", { method: "dialog" });
    const dialog = h("dialog", { "aria-labelledby": "dialog-title" }, form);
    const cancel = h("button", { type: "button", class: "secondary", onclick: () => dialog.close() }, "Cancel");
    const accept = h("button", { type: "submit", class: danger ? "danger" : "primary" }, confirm);
    form.append(
        h("h2", { id: "dialog-title" }, title),
        text ? h("p", {}, text) : "",
        h("div", { class: "fields" }, fields ? fields(form) : ""),
        error,
        h("div", { class: "dialog-actions" }, cancel, accept),
    );
    return new Promise((resolve) => {
        let result = null;
        form.addEventListener("submit", async (event) => {
            event.preventDefault();
            const given = new FormData(form);
            if (check) {
                accept.disabled = true;
                const wrong = await check(given);
                accept.disabled = false;
                if (wrong) {
                    error.textContent = wrong;
                    return;
                }
            }
            result = given;
            dialog.close();
        });
        dialog.addEventListener("close", () => {
            dialog.remove();
            resolve(result);
        });
        document.body.append(dialog);
        dialog.showModal();
        if (danger) {
            cancel.focus();
        }
    });
}

/** Shows a node in a dialog of its own until it is closed. */
export function show(title, ...content) {
    const dialog = h(
        "dialog",
        { class: "large", "aria-labelledby": "dialog-title" },
        h(
            "header",
            {},
            h("h2", { id: "dialog-title" }, title),
            h("button", { type: "button", class: "quiet icon-only", "aria-label": "Close", onclick: () => dialog.close() }, icon("close")),
        ),
        ...content,
    );
    dialog.addEventListener("close", () => dialog.remove());
    document.body.append(dialog);
    dialog.showModal();
}

/** Says what went wrong, until it is dismissed. */
export function complain(sentence) {
    const notice = h(
        "div",
        { class: "notice" },
        icon("unsupported"),
        h("p", {}, sentence),
        h("button", { type: "button", class: "quiet icon-only", "aria-label": "Dismiss", onclick: () => notice.remove() }, icon("close")),
    );
    byId("notices").replaceChildren(notice);
}
