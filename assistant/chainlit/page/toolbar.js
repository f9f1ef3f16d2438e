// What can be done with an answer: say whether it helped, copy it, print it.

import { citationsOf, clauseOf, contentOf, questionOf, quotedIn } from "./answers.js";
import { button, element } from "./build.js";
import { thumbs } from "./feedback.js";
import { plainText } from "./plain.js";
import { say } from "./words.js";

/** Put the buttons below an answer, and the list of its citations, which only paper shows. */
export function addToolbar(answer) {
  if (answer.querySelector(".answer-tools")) return;
  const sources = element("ol", { class: "answer-sources" });
  const [up, down, said] = thumbs(answer);
  const copy = button(say("copy"), () => copyAnswer(answer, said), { class: "copy-answer" });
  const print = button(say("print"), () => printAnswer(answer, sources, said), { class: "print-answer" });
  list(sources, citationsOf(answer));
  const tools = element("div", { class: "answer-tools", role: "group", "aria-label": say("tools") }, up, down, copy, print, said);
  contentOf(answer).after(sources, tools);
}

async function copyAnswer(answer, said) {
  const text = plainText(answer);
  try {
    await (navigator.clipboard?.writeText(text) ?? Promise.reject());
    said.textContent = say("copied");
  } catch {
    said.textContent = copyByHand(text) ? say("copied") : say("copy_failed");
  }
}

/** Copy where the browser has no clipboard for pages (HTTP without TLS). */
function copyByHand(text) {
  const field = element("textarea", { readonly: true, class: "offscreen" });
  field.value = text;
  document.body.append(field);
  field.select();
  const copied = document.execCommand("copy");
  field.remove();
  return copied;
}

/** Print one answer with its question; the quotations are fetched first. */
async function printAnswer(answer, sources, said) {
  try {
    const citations = citationsOf(answer);
    const clauses = await Promise.all(citations.map(clauseOf));
    list(sources, citations, clauses.map(quotedIn));
  } catch {
    said.textContent = say("panel_failed");
  }
  const steps = [questionOf(answer), answer.closest(".step")].filter(Boolean);
  steps.forEach((step) => step.classList.add("to-print"));
  document.documentElement.classList.add("print-one");
  window.print();
  document.documentElement.classList.remove("print-one");
  steps.forEach((step) => step.classList.remove("to-print"));
}

function list(sources, citations, quotes = []) {
  sources.replaceChildren(
    ...citations.map((citation, n) =>
      element("li", { value: citation.number }, citation.label, quotes[n] ? `: “${quotes[n]}”` : ""),
    ),
  );
}
