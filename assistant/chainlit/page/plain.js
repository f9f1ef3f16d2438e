// An answer as plain text, for the clipboard: its question, its words, its tables, its citations with their clauses.

import { citationsOf, contentOf, questionOf } from "./answers.js";
import { say } from "./words.js";

const CONTROLS = ".table-filter, .table-said";

/** Return an answer as plain text. */
export function plainText(answer) {
  const question = questionOf(answer)?.querySelector(".message-content")?.innerText.trim();
  const cited = citationsOf(answer).map((citation) => `[${citation.number}] ${citation.label}`);
  return [question, ...blocksOf(answer), cited.length ? [say("citations"), ...cited].join("\n") : ""]
    .filter(Boolean)
    .join("\n\n");
}

function blocksOf(answer) {
  const root = contentOf(answer).querySelector(".prose") ?? contentOf(answer);
  return [...root.children].filter((block) => !block.matches(CONTROLS)).map(textOf);
}

function textOf(block) {
  const table = block.querySelector("table");
  if (table) return [...table.rows].filter((row) => !row.hidden).map(cells).join("\n");
  const items = [...block.querySelectorAll(":scope > li")];
  return items.length ? items.map((item) => `- ${clean(item.textContent)}`).join("\n") : block.textContent.trim();
}

const cells = (row) => [...row.cells].map((cell) => clean(cell.textContent)).join("\t");
const clean = (text) => text.replace(/\s+/g, " ").trim();
