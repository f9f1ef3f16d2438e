// Runs before anything else on the page, written into it: what must stand before Chainlit's script begins.

// Light or dark as the reader's system is, until the reader chooses; Chainlit's own setting knows one of them.
localStorage.getItem("vite-ui-theme") ?? localStorage.setItem("vite-ui-theme", "system");

// Chainlit passes every message that this window gets on to the server, where one of them asks a question. Without
// TLS a page of another site keeps its hold on a window that it opened, so messages that are not the page's own end here.
addEventListener(
  "message",
  (event) => {
    if (event.origin !== location.origin || event.source !== window) event.stopImmediatePropagation();
  },
  true,
);
