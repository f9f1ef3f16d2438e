// Makes of Chainlit's chat an official's: citations, tables, buttons. It adds to what Chainlit shows and replaces nothing.

import { answers, isWhole } from "./answers.js";
import { listen as listenForCitations } from "./panel.js";
import { enhanceSlots, listen as listenForSlots } from "./slots.js";
import { enhanceTables } from "./tables.js";
import { addToolbar } from "./toolbar.js";
import { LANGUAGE } from "./words.js";

let waiting = false;

function look() {
  waiting = false;
  for (const answer of answers().filter(isWhole)) {
    enhanceSlots(answer);
    enhanceTables(answer);
    addToolbar(answer);
  }
}

/** Look once a frame, however much changes in it: an answer arrives word by word. */
function changed() {
  if (waiting) return;
  waiting = true;
  requestAnimationFrame(look);
}

document.documentElement.lang = LANGUAGE;
listenForCitations();
listenForSlots();
new MutationObserver(changed).observe(document.body, { childList: true, subtree: true });
changed();
