// Makes of Chainlit's chat an official's: citations, tables, buttons. It adds to what Chainlit shows and replaces nothing.

import { announce, startAnnouncing } from "./announce.js";
import { answers, isWhole } from "./answers.js";
import { recallOpinions } from "./feedback.js";
import { mend } from "./mend.js";
import { listen as listenForCitations } from "./panel.js";
import { enhanceSlots, listen as listenForSlots } from "./slots.js";
import { enhanceTables } from "./tables.js";
import { addToolbar } from "./toolbar.js";
import { LANGUAGE, say } from "./words.js";

let waiting = false;

function look() {
  waiting = false;
  announce();
  mend();
  for (const answer of answers().filter(isWhole)) {
    enhanceSlots(answer);
    enhanceTables(answer);
    addToolbar(answer);
  }
  recallOpinions();
}

/** Look once a frame, however much changes in it: an answer arrives word by word. */
function changed() {
  if (waiting) return;
  waiting = true;
  requestAnimationFrame(look);
}

document.title = say("product");
document.documentElement.lang = LANGUAGE;
startAnnouncing();
listenForCitations();
listenForSlots();
new MutationObserver(changed).observe(document.body, { childList: true, subtree: true });
changed();
