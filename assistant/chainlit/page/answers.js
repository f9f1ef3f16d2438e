// What stands in an answer on the page: its id, its parts, its citations, the question before it.

const ANSWER = "[id^='step-answer-']";
const CITATION = "a[href^='/documents/'][href*='from=']";

/** Return the answers on the page. */
export const answers = () => [...document.querySelectorAll(ANSWER)];

/** Return the answer that an element stands in. */
export const answerOf = (inside) => inside.closest(ANSWER);

/** Return the id that an answer has in the record. */
export const idOf = (answer) => answer.id.slice("step-answer-".length);

export const contentOf = (answer) => answer.querySelector(".message-content");

/** Tell whether an answer has been told to its end. */
export const isWhole = (answer) => Boolean(contentOf(answer)?.textContent) && !answer.querySelector(".loading-cursor");

/** Return the step of the question that an answer answers. */
export function questionOf(answer) {
  let step = answer.closest(".step");
  while (step && step.dataset.stepType !== "user_message") step = step.previousElementSibling;
  return step;
}

/** Return the citation that an element leads to, or null. */
export const citationAt = (target) => target.closest?.(CITATION) ?? null;

/** Return an answer's citations, each once, in the order of their numbers. */
export function citationsOf(answer) {
  const found = new Map();
  for (const link of contentOf(answer).querySelectorAll(CITATION)) {
    const number = Number(link.textContent.replace(/\D/g, ""));
    if (!found.has(number)) found.set(number, { number, url: link.getAttribute("href"), label: link.title });
  }
  return [...found.values()].sort((one, other) => one.number - other.number);
}

/** Fetch the clause that a citation quotes, in parts that say what is quoted. */
export async function clauseOf(citation) {
  const { pathname, search, hash } = new URL(citation.url, location.origin);
  const path = `/api/v1/clauses/${pathname.split("/").pop()}/${hash.slice(1)}${search}`;
  const reply = await fetch(path, { headers: { Accept: "application/json" } });
  if (!reply.ok) throw new Error(`${path}: ${reply.status}`);
  return reply.json();
}

/** Return the words of a clause that are quoted. */
export const quotedIn = (clause) =>
  clause.parts
    .filter((part) => part.quoted)
    .map((part) => part.text)
    .join("");
