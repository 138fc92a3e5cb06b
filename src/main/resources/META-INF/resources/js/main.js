/** Starts the page: views, menu, theme, and what has to be known first. */
import { startAsk, welcome } from "./ask.js";
import { makeCollection, choose, refreshCollections } from "./collections.js";
import { beginConversation, olderConversations, refreshConversations } from "./conversations.js";
import { complain } from "./dialogs.js";
import { startDocuments, showDocuments, hideDocuments, pickFiles } from "./documents.js";
import { byId, phone } from "./dom.js";
import { icon } from "./icons.js";
import { forget, showKeyButton } from "./key.js";

const THEMES = ["system", "light", "dark"];

function startTheme() {
    const root = document.documentElement;
    const button = byId("theme");
    const draw = () => {
        const theme = root.dataset.theme ?? "system";
        button.replaceChildren(icon(theme), `Theme: ${theme}`);
    };
    button.addEventListener("click", () => {
        const next = THEMES[(THEMES.indexOf(root.dataset.theme ?? "system") + 1) % THEMES.length];
        if (next === "system") {
            delete root.dataset.theme;
            localStorage.removeItem("plumbline.theme");
        } else {
            root.dataset.theme = next;
            localStorage.setItem("plumbline.theme", next);
        }
        draw();
    });
    draw();
}

function startMenu() {
    const sidebar = byId("sidebar");
    const open = (yes) => {
        sidebar.classList.toggle("open", yes);
        byId("veil").hidden = !yes;
        byId("open-menu").setAttribute("aria-expanded", String(yes));
        document.querySelector(".center").inert = yes;
        (yes ? byId("close-menu") : byId("open-menu")).focus();
    };
    byId("open-menu").append(icon("menu"));
    byId("close-menu").append(icon("close"));
    byId("open-menu").addEventListener("click", () => open(true));
    byId("close-menu").addEventListener("click", () => open(false));
    byId("veil").addEventListener("click", () => open(false));
    addEventListener("keydown", (event) => {
        if (event.key === "Escape" && sidebar.classList.contains("open")) {
            open(false);
        }
    });
    phone.addEventListener("change", () => {
        if (sidebar.classList.contains("open")) {
            open(false);
        }
    });
    sidebar.addEventListener("click", (event) => {
        if (phone.matches && event.target.closest(".conversation, #new-conversation")) {
            open(false);
        }
    });
}

function route() {
    const documents = location.hash === "#documents";
    byId("ask").hidden = documents;
    byId("documents").hidden = !documents;
    for (const [id, here] of [["to-ask", !documents], ["to-documents", documents]]) {
        if (here) {
            byId(id).setAttribute("aria-current", "page");
        } else {
            byId(id).removeAttribute("aria-current");
        }
    }
    document.title = documents ? "Documents · Plumbline" : "Plumbline";
    if (documents) {
        showDocuments();
    } else {
        hideDocuments();
        refreshCollections().then(welcome, (problem) => complain(problem.message));
    }
}

async function start() {
    startTheme();
    startMenu();
    showKeyButton();
    byId("forget-key").prepend(icon("key"));
    byId("forget-key").addEventListener("click", forget);
    byId("new-conversation").prepend(icon("plus"));
    byId("new-conversation").addEventListener("click", () => {
        location.hash = "#ask";
        beginConversation();
    });
    byId("older-conversations").addEventListener("click", olderConversations);
    byId("new-collection").append(icon("plus"));
    byId("new-collection").addEventListener("click", makeCollection);
    byId("collection").addEventListener("change", (event) => choose(event.target.value));
    startDocuments();
    startAsk({ onPickFiles: pickFiles });
    addEventListener("hashchange", route);
    document.querySelector(".skip").addEventListener("click", (event) => {
        event.preventDefault(); // the address names the view
        byId(byId("ask").hidden ? "main" : "question").focus();
    });
    try {
        await refreshCollections();
        route();
        await refreshConversations();
    } catch (problem) {
        complain(problem.message);
    }
    document.documentElement.dataset.ready = "";
}

start();
