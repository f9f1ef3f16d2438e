// The line above an answer: each condition of the question is a button; changing it asks the corrected question.

import { button, element } from "./build.js";
import { LANGUAGE, say } from "./words.js";

const SLOT = "a[href^='/api/v1/restated?']";
const ROLES = ["lead", "coordinator", "director", "any"];
const controls = { agency: agencyControl, role: roleControl, due: dueControl, document: documentControl };

/** Make buttons of an answer's conditions. */
export function enhanceSlots(answer) {
  for (const link of answer.querySelectorAll(`${SLOT}:not([role])`)) {
    link.setAttribute("role", "button");
    link.setAttribute("aria-haspopup", "dialog");
    link.removeAttribute("target");
  }
}

/** Let the conditions be pressed, with the pointer or the keyboard. */
export function listen() {
  document.addEventListener("click", (event) => open(event), true);
  document.addEventListener("keydown", (event) => event.key === " " && open(event), true);
}

function open(event) {
  const link = event.target.closest?.(SLOT);
  if (!link) return;
  event.preventDefault();
  event.stopPropagation();
  change(link);
}

async function change(link) {
  const url = new URL(link.getAttribute("href"), location.origin);
  const slot = url.searchParams.get("slot");
  const problem = element("p", { role: "alert" });
  const fields = element("fieldset", {}, element("legend", {}, say(`slot_${slot}`)));
  const form = element(
    "form",
    { method: "dialog", onsubmit: submit },
    fields,
    problem,
    element(
      "div",
      { class: "dialog-buttons" },
      button(say("cancel"), () => dialog.close()),
      button(say("slot_drop"), () => again("")),
      element("button", { type: "submit", class: "main" }, say("slot_again")),
    ),
  );
  const dialog = element("dialog", { class: "chidao-dialog", "aria-label": link.title, onclose: leave }, form);
  document.body.append(dialog);
  const valueOf = await controls[slot](fields, url.searchParams.get("value")).catch(() => null);
  if (!valueOf) problem.textContent = say("panel_failed");
  dialog.showModal();

  function submit(event) {
    event.preventDefault();
    again(valueOf(new FormData(form)).trim());
  }

  /** Fetch the corrected question and ask it; Chainlit passes a window's messages on to the server. */
  async function again(value) {
    url.searchParams.set("value", value);
    const reply = await fetch(url, { headers: { "Accept-Language": LANGUAGE } }).catch(() => null);
    const said = await reply?.json().catch(() => null);
    if (!reply?.ok) {
      problem.textContent = said?.error?.message ?? say("panel_failed");
      return;
    }
    dialog.close();
    window.postMessage({ chidao: "ask", question: said.question }, location.origin);
  }

  function leave() {
    dialog.remove();
    link.focus();
  }
}

// Each puts its fields up, filled in with what the condition is now, and returns how their value is read.

async function agencyControl(fields, now) {
  const { agencies } = await (await fetch("/api/v1/agencies")).json();
  const names = agencies.map((each) => (LANGUAGE === "en" && each.en) || each.name);
  const list = element("datalist", { id: "slot-agencies" }, ...names.map((name) => element("option", { value: name })));
  const attributes = { name: "value", list: list.id, required: true, autocomplete: "off", placeholder: now };
  fields.append(element("input", { ...attributes, "aria-label": say("slot_agency") }), list);
  return (given) => given.get("value");
}

async function roleControl(fields, now) {
  fields.append(...ROLES.map((role) => choice(role, now, say(`role_${role}`))));
  return (given) => given.get("value");
}

async function dueControl(fields, now) {
  const [first = "", last = ""] = now.split("..");
  const day = (name, value) => element("label", {}, say(`due_${name}`), element("input", { type: "date", name, value }));
  const overdue = element("label", {}, element("input", { type: "checkbox", name: "overdue" }), say("due_overdue"));
  fields.append(day("first", first), day("last", last), overdue);
  return (given) => (given.get("overdue") ? "overdue" : `${given.get("first")}..${given.get("last")}`);
}

async function documentControl(fields, now) {
  const { documents } = await (await fetch("/api/v1/documents")).json();
  fields.append(...documents.map((each) => choice(each.number, now, element("b", {}, each.number), ` ${each.subject}`)));
  return (given) => given.get("value");
}

function choice(value, now, ...label) {
  const field = element("input", { type: "radio", name: "value", value, required: true, checked: value === now });
  return element("label", {}, field, element("span", {}, ...label));
}
