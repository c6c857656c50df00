/** Where the page is served: below a path, as on most static hosts. host.html embeds it from there. */
export const prefix = "/some/sub/path/";
