// Tells a screen reader what arrives in the conversation: whole sentences as they come, a table by its size.

import { element } from "./build.js";
import { say } from "./words.js";

const MESSAGE = "[data-step-type='assistant_message'] .message-content";
const SILENT = "a[href^='/documents/'], .table-filter, .table-said, .loading-cursor";
// up to the last end of a sentence: a mark with blank space behind it, or the end of a paragraph
const SENTENCES = /^[\s\S]*(?:[.?!…:]["”»)]*\s|\n)/;
const KEPT = 30;

const region = element("div", { class: "announcer unseen", role: "log", "aria-live": "polite", "aria-label": say("announcer") });
const told = new WeakMap();

/** Put the live region on the page. */
export function startAnnouncing() {
  document.body.append(region);
}

/** Say what is new in the messages; those that stood there before the reader did anything are not read out. */
export function announce() {
  const heard = navigator.userActivation?.hasBeenActive ?? true;
  for (const content of document.querySelectorAll(MESSAGE)) {
    const whole = !content.querySelector(".loading-cursor");
    const text = spoken(content);
    const ready = whole ? text : (text.match(SENTENCES)?.[0] ?? "");
    const fresh = ready.slice(told.get(content) ?? 0).trim();
    told.set(content, Math.max(ready.length, told.get(content) ?? 0));
    if (fresh && heard) region.append(...fresh.split("\n").map((line) => element("p", {}, line)));
  }
  while (region.childElementCount > KEPT) region.firstElementChild.remove();
}

function spoken(content) {
  const root = content.querySelector(".prose") ?? content;
  return [...root.children].map(blockText).filter(Boolean).join("\n") + "\n";
}

function blockText(block) {
  const table = block.querySelector("table");
  if (table) return say("announced_table", { count: table.tBodies[0]?.rows.length ?? 0 });
  const copy = block.cloneNode(true);
  for (const link of copy.querySelectorAll("a")) {
    if (link.nextSibling?.nodeValue?.trim() === "–") link.nextSibling.remove(); // "[4]–[7]"
  }
  copy.querySelectorAll(SILENT).forEach((part) => part.remove());
  return copy.textContent.replace(/\s+/g, " ").trim();
}
