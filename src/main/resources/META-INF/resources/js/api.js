/** Calls to the service. What goes wrong arrives as a Problem with a sentence for people. */
import { key, renew } from "./key.js";

export class Problem extends Error {
    constructor(status, code, message) {
        super(message);
        this.status = status;
        this.code = code;
    }
}

const NO_KEY = "Without an API key the service shows nothing. Reload the page to enter one.";
const NO_SERVICE = "The service can't be reached. Is it running?";

/**
 * Calls and gives the response, whatever its status but 401, for which a key is asked.
 *
 * @param options of fetch; `json` is sent as the body
 */
export async function request(path, { json, headers = {}, ...options } = {}) {
    for (;;) {
        const used = key();
        const sent = { ...headers };
        if (json !== undefined) {
            sent["Content-Type"] = "application/json";
        }
        if (used !== null) {
            sent.Authorization = `Bearer ${used}`;
        }
        let response;
        try {
            response = await fetch(path, {
                ...options,
                headers: sent,
                body: json === undefined ? options.body : JSON.stringify(json),
            });
        } catch (failure) {
            if (failure.name === "AbortError") {
                throw failure;
            }
            throw new Problem(0, "unreachable", NO_SERVICE);
        }
        if (response.status !== 401) {
            return response;
        }
        if (!(await renew(used))) {
            throw new Problem(401, "key_required", NO_KEY);
        }
    }
}

/** The problem that a response carries. */
export async function problem(response) {
    return told(response.status, await response.text().catch(() => ""));
}

/** The problem in a status and a body. */
export function told(status, body) {
    try {
        const document = JSON.parse(body);
        return new Problem(status, document.code ?? document.type ?? "", document.detail ?? document.title);
    } catch {
        return new Problem(status, "", `The service answered with status ${status}.`);
    }
}

async function checked(path, options) {
    const response = await request(path, options);
    if (!response.ok) {
        throw await problem(response);
    }
    return response;
}

export async function call(path, options) {
    const response = await checked(path, options);
    return response.status === 204 ? null : response.json();
}

export const text = async (path, options) => (await checked(path, options)).text();

export const raw = checked;

/** An address below /api/v1, its parts escaped. */
export const at = (...parts) => `/api/v1/${parts.map(encodeURIComponent).join("/")}`;

/**
 * Sends a form and tells of its progress, which fetch can't.
 *
 * @param progress is called with the part that is sent, 0 to 1
 */
export function upload(path, form, progress) {
    const used = key();
    const sending = new XMLHttpRequest();
    const done = new Promise((resolve, reject) => {
        sending.open("POST", path);
        if (used !== null) {
            sending.setRequestHeader("Authorization", `Bearer ${used}`);
        }
        sending.upload.onprogress = (event) => {
            if (event.lengthComputable && event.total > 0) {
                progress(event.loaded / event.total);
            }
        };
        sending.onload = async () => {
            if (sending.status === 401 && (await renew(used))) {
                upload(path, form, progress).done.then(resolve, reject);
            } else if (sending.status >= 200 && sending.status < 300) {
                resolve(JSON.parse(sending.responseText));
            } else {
                reject(told(sending.status, sending.responseText));
            }
        };
        sending.onerror = () =>
            reject(
                new Problem(0, "unreachable", "The upload broke off: the service can't be reached, or it refused the file for its size."),
            );
        sending.onabort = () => reject(new DOMException("Stopped", "AbortError"));
        sending.send(form);
    });
    return { done, stop: () => sending.abort() };
}
