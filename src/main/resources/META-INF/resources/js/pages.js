/** Where a citation's words stand, as people say it: "page 3", "pages 3–4", or "" without pages. */
export function pages({ page, boxes = [] }) {
    if (page === null || page === undefined) {
        return "";
    }
    const last = Math.max(page, ...boxes.map((box) => box.page));
    return last > page ? `pages\u00a0${page}–${last}` : `page\u00a0${page}`;
}
