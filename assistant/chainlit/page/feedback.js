// Thumbs: up at once, down with a reason. What is said goes to the record; the reader sees that it arrived.

import { idOf } from "./answers.js";
import { button, element } from "./build.js";
import { say } from "./words.js";

const REASONS = ["incomplete", "wrong", "unclear", "outdated", "other"];
const LONGEST = 2000;

const shown = new Map(); // the id of an answer whose opinion is not known yet -> how its thumbs are pressed

/** Return the two thumbs of an answer and the place that confirms them. A pressed thumb that is pressed again is taken back. */
export function thumbs(answer) {
  const said = element("span", { class: "answer-said", role: "status" });
  const up = button(say("thumb_up"), () => (isPressed(up) ? takeBack() : tell({ rating: "up" })), { class: "thumb-up" });
  const down = button(say("thumb_down"), () => (isPressed(down) ? takeBack() : ask(send, down)), { class: "thumb-down" });
  press("none");
  shown.set(idOf(answer), press);

  function press(rating) {
    up.setAttribute("aria-pressed", String(rating === "up"));
    down.setAttribute("aria-pressed", String(rating === "down"));
  }

  async function tell(feedback) {
    await send(feedback).catch(() => (said.textContent = say("feedback_failed")));
  }

  const takeBack = () => tell({ rating: "none" });

  async function send(feedback) {
    const body = JSON.stringify({ answer: idOf(answer), ...feedback });
    const reply = await fetch("/api/v1/feedback", {
      method: "POST",
      headers: { "Content-Type": "application/json" },
      body,
    });
    if (!reply.ok) throw new Error(`${reply.status}`);
    press(feedback.rating);
    said.textContent = say(feedback.rating === "none" ? "feedback_taken_back" : "feedback_recorded");
  }

  return [up, down, said];
}

const isPressed = (thumb) => thumb.getAttribute("aria-pressed") === "true";

/** Press the thumbs of the answers that have just come as their reader pressed them once: some come from the record. */
export async function recallOpinions() {
  const asked = new Map(shown);
  shown.clear();
  if (!asked.size) return;
  const query = new URLSearchParams([...asked.keys()].map((id) => ["answer", id]));
  const reply = await fetch(`/api/v1/feedback?${query}`).catch(() => null);
  const { feedback } = reply?.ok ? await reply.json() : { feedback: {} };
  for (const [id, said] of Object.entries(feedback)) asked.get(id)(said.rating);
}

/** Ask for the reason in a dialog; it closes when the record has it. */
function ask(send, opener) {
  const problem = element("p", { role: "alert" });
  const comment = element("textarea", { name: "comment", rows: 3, maxlength: LONGEST });
  const form = element(
    "form",
    { method: "dialog", onsubmit: submit },
    element(
      "fieldset",
      {},
      element("legend", {}, say("feedback_why")),
      ...REASONS.map((reason, n) =>
        element("label", {}, element("input", { type: "radio", name: "reason", value: reason, required: n === 0 }), say(`reason_${reason}`)),
      ),
    ),
    element("label", { class: "feedback-comment" }, say("feedback_comment"), comment),
    problem,
    element(
      "div",
      { class: "dialog-buttons" },
      button(say("cancel"), () => dialog.close()),
      element("button", { type: "submit", class: "main" }, say("feedback_send")),
    ),
  );
  const dialog = element("dialog", { class: "chidao-dialog", "aria-label": say("thumb_down"), onclose: leave }, form);
  document.body.append(dialog);
  dialog.showModal();

  async function submit(event) {
    event.preventDefault();
    const given = new FormData(form);
    try {
      await send({ rating: "down", reason: given.get("reason"), comment: given.get("comment").trim() || null });
      dialog.close();
    } catch {
      problem.textContent = say("feedback_failed");
    }
  }

  function leave() {
    dialog.remove();
    opener.focus();
  }
}
