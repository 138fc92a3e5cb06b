/** The page's icons: strokes on a 24 by 24 grid, made as elements. */

const PATHS = {
    send: ["M12 19V5", "M6 11l6-6 6 6"],
    stop: ["M7 7h10v10H7z"],
    plus: ["M12 5v14", "M5 12h14"],
    minus: ["M5 12h14"],
    close: ["M6 6l12 12", "M18 6L6 18"],
    menu: ["M4 7h16", "M4 12h16", "M4 17h16"],
    supported: ["M5 12.5l4.5 4.5L19 7.5"],
    partly: ["M12 4a8 8 0 1 0 0 16z", "M12 4a8 8 0 0 1 0 16"],
    misattributed: ["M4 8h13", "M14 5l3 3-3 3", "M20 16H7", "M10 13l-3 3 3 3"],
    unsupported: ["M12 4L2.5 20h19z", "M12 10v4.5", "M12 17.2v.3"],
    question: ["M12 3a9 9 0 1 0 0 18 9 9 0 0 0 0-18z", "M9.5 9.5a2.5 2.5 0 1 1 3.6 2.2c-.8.4-1.1.9-1.1 1.8", "M12 16.6v.3"],
    file: ["M6 3h8l4 4v14H6z", "M14 3v4h4"],
    upload: ["M12 16V5", "M7.5 9.5L12 5l4.5 4.5", "M5 19h14"],
    link: ["M10 14l4-4", "M8.5 11.5l-2 2a3.2 3.2 0 0 0 4.5 4.5l2-2", "M15.5 12.5l2-2a3.2 3.2 0 0 0-4.5-4.5l-2 2"],
    trash: ["M5 7h14", "M10 7V4.5h4V7", "M7 7l1 13h8l1-13"],
    retry: ["M19 12a7 7 0 1 1-2.2-5.1", "M19 4v4h-4"],
    pencil: ["M5 19l1-4L16 5l3 3L9 18z"],
    copy: ["M9 9h10v11H9z", "M5 15V4h10"],
    receipt: ["M6 3h12v18l-3-2-3 2-3-2-3 2z", "M9 8h6", "M9 12h6"],
    download: ["M12 5v11", "M7.5 11.5L12 16l4.5-4.5", "M5 19h14"],
    light: ["M12 8a4 4 0 1 0 0 8 4 4 0 0 0 0-8z", "M12 2.5v2", "M12 19.5v2", "M2.5 12h2", "M19.5 12h2", "M5.3 5.3l1.4 1.4", "M17.3 17.3l1.4 1.4", "M5.3 18.7l1.4-1.4", "M17.3 6.7l1.4-1.4"],
    dark: ["M19 14.5A7.5 7.5 0 0 1 9.5 5a7.5 7.5 0 1 0 9.5 9.5z"],
    system: ["M4 5h16v11H4z", "M9 20h6", "M12 16v4"],
    key: ["M8 11.5a3.5 3.5 0 1 0 0 7 3.5 3.5 0 0 0 0-7z", "M10.6 12.6L18.5 5", "M15 8.5l2.5 2.5"],
    clock: ["M12 3a9 9 0 1 0 0 18 9 9 0 0 0 0-18z", "M12 7v5l3 2"],
    shield: ["M12 3l7 3v5c0 5-3 8-7 10-4-2-7-5-7-10V6z"],
};

const SVG = "http://www.w3.org/2000/svg";

/** An icon, which says nothing to screen readers: a text stands beside it. */
export function icon(name) {
    const svg = document.createElementNS(SVG, "svg");
    svg.setAttribute("viewBox", "0 0 24 24");
    svg.setAttribute("class", `icon icon-${name}`);
    svg.setAttribute("aria-hidden", "true");
    for (const strokes of PATHS[name]) {
        const path = document.createElementNS(SVG, "path");
        path.setAttribute("d", strokes);
        svg.append(path);
    }
    return svg;
}
