// The side panel: a citation's clause, the quotation marked in it, its tasks, and the way to the document's page.

import { answerOf, citationAt, citationsOf, clauseOf } from "./answers.js";
import { button, element } from "./build.js";
import { say } from "./words.js";

const NARROW = window.matchMedia("(max-width: 60rem)");

const title = element("h2", { id: "clause-panel-title", tabindex: -1 });
const body = element("div", { class: "clause-body" });
const place = element("p", { class: "clause-place", role: "status" });
const previous = button("‹", () => step(-1), { "aria-label": say("panel_previous"), title: say("panel_previous") });
const next = button("›", () => step(1), { "aria-label": say("panel_next"), title: say("panel_next") });
const page = element("a", { class: "clause-page", target: "_blank" }, say("panel_page"));
const panel = element(
  "dialog",
  { id: "clause-panel", "aria-labelledby": "clause-panel-title", onclose: closed, onkeydown: escape },
  element(
    "div",
    { class: "clause-bar" },
    element("div", { class: "clause-steps" }, previous, place, next),
    button("✕", () => panel.close(), { "aria-label": say("panel_close"), title: say("panel_close") }),
  ),
  title,
  body,
  page,
);

let shown = { citations: [], at: 0 };
let opener = null;

/** Let every citation on the page open the panel; with a modifier key the browser does what it does with a link. */
export function listen() {
  document.body.append(panel);
  document.addEventListener("click", (event) => {
    const link = citationAt(event.target);
    if (!link || event.ctrlKey || event.metaKey || event.shiftKey) return;
    const answer = answerOf(link);
    if (!answer) return;
    event.preventDefault();
    event.stopPropagation();
    openAt(answer, link);
  }, true);
}

/** Open the panel at the citation that a link leads to. */
function openAt(answer, link) {
  const citations = citationsOf(answer);
  const at = citations.findIndex((citation) => citation.url === link.getAttribute("href"));
  opener = link;
  shown = { citations, at: Math.max(0, at) };
  if (!panel.open) NARROW.matches ? panel.showModal() : panel.show();
  document.documentElement.classList.toggle("with-panel", !NARROW.matches);
  show();
}

function step(by) {
  shown.at += by;
  show();
}

async function show() {
  const citation = shown.citations[shown.at];
  title.textContent = `[${citation.number}] ${citation.label}`;
  place.textContent = say("panel_place", { n: shown.at + 1, count: shown.citations.length });
  previous.disabled = shown.at === 0;
  next.disabled = shown.at === shown.citations.length - 1;
  page.href = citation.url;
  body.replaceChildren();
  title.focus();
  try {
    const clause = await clauseOf(citation);
    if (citation !== shown.citations[shown.at]) return; // the reader has gone on
    body.replaceChildren(words(clause), ...clause.tasks.map(facts));
    body.querySelector("mark")?.scrollIntoView({ block: "nearest" });
  } catch {
    body.replaceChildren(element("p", { role: "alert" }, say("panel_failed")));
  }
}

function words(clause) {
  const parts = clause.parts.map((part) => {
    const text = part.operative ? element("strong", {}, part.text) : part.text;
    return part.quoted ? element("mark", {}, text) : text;
  });
  return element("blockquote", { lang: "vi" }, ...parts);
}

function facts(task) {
  const named = [
    ["lead", task.lead],
    ["directors", task.directors],
    ["coordinators", task.coordinators],
    ["deadline", task.deadlines.map((deadline) => deadline.text)],
  ].filter(([, values]) => values.length);
  const rows = named.map(([name, values]) =>
    element("div", {}, element("dt", {}, say(`panel_${name}`)), element("dd", { lang: "vi" }, values.join("; "))),
  );
  return element("dl", {}, ...rows);
}

function escape(event) {
  if (event.key === "Escape") panel.close();
}

function closed() {
  document.documentElement.classList.remove("with-panel");
  opener?.focus();
}
