// Thumbs: up at once, down with a reason. What is said goes to the record; the reader sees that it arrived.

import { idOf } from "./answers.js";
import { button, element } from "./build.js";
import { say } from "./words.js";

const REASONS = ["incomplete", "wrong", "unclear", "outdated", "other"];
const LONGEST = 2000;

/** Return the two thumbs of an answer and the place that confirms them. */
export function thumbs(answer) {
  const said = element("span", { class: "answer-said", role: "status" });
  const up = button(say("thumb_up"), () => tell({ rating: "up" }), { class: "thumb-up", "aria-pressed": "false" });
  const down = button(say("thumb_down"), () => ask(send, down), { class: "thumb-down", "aria-pressed": "false" });

  async function tell(feedback) {
    await send(feedback).catch(() => (said.textContent = say("feedback_failed")));
  }

  async function send(feedback) {
    const body = JSON.stringify({ answer: idOf(answer), ...feedback });
    const reply = await fetch("/api/v1/feedback", {
      method: "POST",
      headers: { "Content-Type": "application/json" },
      body,
    });
    if (!reply.ok) throw new Error(`${reply.status}`);
    up.setAttribute("aria-pressed", String(feedback.rating === "up"));
    down.setAttribute("aria-pressed", String(feedback.rating === "down"));
    said.textContent = say("feedback_recorded");
  }

  return [up, down, said];
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
