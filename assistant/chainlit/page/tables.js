// Tables of tasks that sort by a column, and filter where they are long.

import { contentOf } from "./answers.js";
import { button, element } from "./build.js";
import { LANGUAGE, say } from "./words.js";

const FILTERED_FROM = 8;
const NUMBER = /\d+(?:\/\d{4})?[-/]\p{Lu}[\p{L}\d]*(?:[-/&][\p{L}\d]+)*/u;
// "(chậm nhất 30/4/2026)", "(no later than 30 April 2026)": the day that a deadline resolves to; else any day written
const DAYS = /(\d{1,2})\/(\d{1,2})\/(\d{4})|(\d{1,2}) ([A-Z][a-z]+) (\d{4})/g;

/** Give an answer's tables their buttons and their filter. */
export function enhanceTables(answer) {
  for (const table of contentOf(answer).querySelectorAll("table:not(.sortable)")) {
    const rows = [...table.tBodies[0].rows];
    keepNumbersWhole(table.tBodies[0]);
    table.classList.add("sortable");
    if (rows.length < 2) continue;
    const said = element("p", { class: "table-said", role: "status" });
    [...table.tHead.rows[0].cells].forEach((head, column) => makeSortable(table, head, column, said));
    table.parentElement.before(rows.length > FILTERED_FROM ? filter(rows, said) : element("div", {}, said));
    table.parentElement.tabIndex = 0; // what scrolls has to be reached by keyboard
    table.parentElement.setAttribute("role", "region");
    table.parentElement.setAttribute("aria-label", say("table_label", { count: rows.length }));
  }
}

/** Keep "20-TB/CQTTBCĐ" on one line: browsers break at hyphens and slashes. */
function keepNumbersWhole(body) {
  const words = document.createTreeWalker(body, NodeFilter.SHOW_TEXT);
  const found = [];
  while (words.nextNode()) if (NUMBER.test(words.currentNode.data)) found.push(words.currentNode);
  for (let text of found) {
    for (let number = text.data.match(NUMBER); number; number = text.data.match(NUMBER)) {
      const whole = text.splitText(number.index);
      text = whole.splitText(number[0].length);
      const span = element("span", { class: "number" });
      whole.replaceWith(span);
      span.append(whole);
    }
  }
}

function makeSortable(table, head, column, said) {
  const name = head.textContent;
  const sort = button("", () => sortBy(table, head, column, said, name));
  sort.append(...head.childNodes);
  head.append(sort);
  head.setAttribute("scope", "col");
  if (column === 0) head.setAttribute("aria-sort", "ascending"); // as it was told
}

function sortBy(table, head, column, said, name) {
  const down = head.getAttribute("aria-sort") === "ascending";
  for (const other of head.parentElement.cells) other.removeAttribute("aria-sort");
  head.setAttribute("aria-sort", down ? "descending" : "ascending");
  const keys = new Map([...table.tBodies[0].rows].map((row) => [row, keyOf(row.cells[column].textContent)]));
  const sorted = [...keys.keys()].sort((one, other) => compare(keys.get(one), keys.get(other), down ? -1 : 1));
  table.tBodies[0].append(...sorted);
  said.textContent = say(down ? "table_descending" : "table_ascending", { column: name });
}

let collator; // made when a table is first sorted: it takes a thirtieth of a second that the page's start has not

/** Compare two cells; those with a day by the day, and those without one after them in either direction. */
function compare(one, other, sign) {
  if (one.day !== other.day) {
    if (!one.day || !other.day) return one.day ? -1 : 1;
    return sign * (one.day < other.day ? -1 : 1);
  }
  collator ??= new Intl.Collator(LANGUAGE, { numeric: true });
  return sign * collator.compare(one.text, other.text);
}

function keyOf(text) {
  const resolved = [...text.matchAll(/\(([^()]*)\)/g)].flatMap(([, inside]) => daysIn(inside));
  const days = resolved.length ? resolved : daysIn(text);
  return { text: text.trim(), day: days.sort()[0] };
}

function daysIn(text) {
  return [...text.matchAll(DAYS)].map(([whole, day, month, year]) => {
    const at = year ? new Date(Date.UTC(year, month - 1, day)) : new Date(`${whole} UTC`);
    return Number.isNaN(at.getTime()) ? "" : at.toISOString();
  }).filter(Boolean);
}

function filter(rows, said) {
  const field = element("input", { type: "search", "aria-label": say("table_filter"), placeholder: say("table_filter") });
  const texts = new Map(rows.map((row) => [row, plain(row.textContent)]));
  field.addEventListener("input", () => {
    const wanted = plain(field.value).split(/\s+/).filter(Boolean);
    for (const row of rows) row.hidden = !wanted.every((word) => texts.get(row).includes(word));
    const left = rows.filter((row) => !row.hidden).length;
    said.textContent = wanted.length ? say("table_shown", { shown: left, count: rows.length }) : "";
  });
  return element("div", { class: "table-filter" }, field, said);
}

/** Return a text without case and diacritics: people filter as they type in haste. */
function plain(text) {
  return text.normalize("NFD").replace(/\p{M}/gu, "").replace(/đ/gi, "d").toLowerCase();
}
