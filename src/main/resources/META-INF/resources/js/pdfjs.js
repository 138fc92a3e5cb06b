/** Where pdf.js is served; the build writes its version in. */
export const PDFJS = "/webjars/pdfjs-dist/@pdfjs.version@";
