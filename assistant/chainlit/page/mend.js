// What Chainlit's page lacks for people who do not see it: landmarks, a heading, names on buttons that are pictures.

import { element } from "./build.js";
import { say } from "./words.js";

const NAMES = [
  ["#new-chat-button", "new_chat"],
  ["#theme-toggle", "theme"],
  ["#chat-settings-open-modal", "settings"],
  ["#chat-submit", "send"],
  ["#stop-button", "stop"],
  [".edit-message", "edit"],
  ["button:has(> .lucide-arrow-down)", "to_the_end"],
];

const PAGES = [
  ["/register", "tasks", "_blank"],
  ["/documents", "documents", "_blank"],
  ["/conversations", "conversations", "_self"], // leads back here
];

/** Mend what stands on the page now; Chainlit builds its parts again as it likes. */
export function mend() {
  for (const [selector, key] of NAMES) {
    for (const nameless of document.querySelectorAll(selector)) {
      if (nameless.ariaLabel !== say(key)) nameless.ariaLabel = say(key); // one element sends, then stops
    }
  }
  document.querySelectorAll("img.logo[alt='logo']").forEach((logo) => (logo.alt = say("product")));
  const header = document.querySelector("#header");
  if (!header) return;
  header.setAttribute("role", "banner");
  const main = header.nextElementSibling;
  if (main && main.getAttribute("role") !== "main") {
    main.setAttribute("role", "main");
    main.prepend(element("h1", { class: "unseen" }, say("product")));
  }
  if (!header.querySelector(".pages")) header.append(pages());
}

/** Return the way to the other pages: Chainlit's own links stand inside buttons and have one language. */
function pages() {
  const links = PAGES.map(([url, key, target]) => element("a", { href: url, target }, say(key)));
  return element("nav", { class: "pages", "aria-label": say("pages") }, ...links);
}
