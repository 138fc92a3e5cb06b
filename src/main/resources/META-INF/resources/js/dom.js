/** Making and finding elements. Text always goes in as text, never as markup. */

export const byId = (id) => document.getElementById(id);

/**
 * Makes an element. Attributes: `onclick` and the like are listeners; `class` is the class; true is
 * an empty attribute; false, null and undefined are left out. Children: nodes, texts, or lists.
 */
export function h(tag, attributes = {}, ...children) {
    const element = document.createElement(tag);
    for (const [name, value] of Object.entries(attributes)) {
        if (value === undefined || value === null || value === false) {
            continue;
        }
        if (name.startsWith("on")) {
            element.addEventListener(name.slice(2), value);
        } else {
            element.setAttribute(name, value === true ? "" : String(value));
        }
    }
    element.append(...children.flat().filter((child) => child !== null && child !== undefined));
    return element;
}

/** Says something to screen readers, once. */
export function announce(text) {
    const status = byId("status");
    status.textContent = "";
    requestAnimationFrame(() => {
        status.textContent = text;
    });
}

/** Whether the window has the phone's form, where panels cover the page. */
export const phone = matchMedia("(max-width: 760px)");

export function bytes(count) {
    if (count < 1000) {
        return `${count} B`;
    }
    const units = ["kB", "MB", "GB"];
    let size = count / 1000;
    let unit = 0;
    while (size >= 1000 && unit < units.length - 1) {
        size /= 1000;
        unit++;
    }
    return `${size < 10 ? size.toFixed(1) : Math.round(size)} ${units[unit]}`;
}

/** One thing, several things. */
export const counted = (count, one, many = `${one}s`) =>
    `${count.toLocaleString("en")} ${count === 1 ? one : many}`;
