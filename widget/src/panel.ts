// The conversation: its turns, the field to ask in, and what a screen reader is told.

import type { Answer } from "./answer";
import { AssistantError, type Client } from "./client";
import { button, make } from "./dom";
import { fill, type Texts } from "./texts";
import { Turn } from "./turn";

const LONGEST = 1_000;
const REMEMBERED = 10;

export interface PanelOptions {
  client: Client;
  server: string;
  texts: Texts;
  today: string;
  /** Makes the button that closes the panel; none where it stands in the page. */
  close?: () => void;
  answered(answer: Answer): void;
  failed(error: AssistantError): void;
}

export class Panel {
  readonly element: HTMLElement;
  private readonly turns = make("div", { class: "turns", tabindex: "0", role: "region" });
  private readonly status = make("p", { class: "hidden", role: "status" });
  private readonly field: HTMLTextAreaElement;
  private readonly send: HTMLButtonElement;
  private history: string[] = [];
  private running: AbortController | null = null;

  constructor(private readonly options: PanelOptions) {
    const { texts } = options;
    this.field = make("textarea", { id: "question", rows: "2", placeholder: texts.placeholder, maxlength: `${LONGEST}` });
    this.send = make("button", { type: "submit", class: "send" }, texts.send);
    const form = make("form", {}, make("label", { for: "question", class: "hidden" }, texts.question), this.field, this.send);
    form.addEventListener("submit", (event) => {
      event.preventDefault();
      if (this.running) this.running.abort();
      else void this.ask(this.field.value);
    });
    this.field.addEventListener("keydown", (event) => {
      if (event.key !== "Enter" || event.shiftKey || event.isComposing) return;
      event.preventDefault();
      if (!this.running) void this.ask(this.field.value);
    });
    this.turns.setAttribute("aria-label", texts.conversation);
    this.element = make(
      "section",
      { class: "panel", "aria-labelledby": "title" },
      this.header(),
      this.turns,
      this.status,
      form,
      make("p", { class: "note foot" }, texts.note),
    );
    this.welcome();
  }

  focus(): void {
    this.field.focus();
  }

  /** Leave a running question; nobody waits for it any more. */
  abandon(): void {
    this.running?.abort();
  }

  /** Ask a question and show the answer as it comes. */
  async ask(question: string): Promise<void> {
    const words = question.trim();
    if (!words || this.running) return;
    if (words.length > LONGEST) return this.announce(fill(this.options.texts.too_long, { limit: LONGEST }));
    this.field.value = "";
    const turn = this.begin(words);
    const { client, today } = this.options;
    const running = (this.running = new AbortController());
    this.show(true);
    try {
      const history = this.history.slice(-REMEMBERED);
      const answer = await client.ask(words, history, today, (each) => turn.grow(each), running.signal);
      this.history.push(words);
      turn.finish(answer);
      this.announce(`${this.options.texts.answered} ${turn.gist}`);
      this.options.answered(answer);
    } catch (error) {
      this.explain(turn, words, error, running.signal.aborted);
    } finally {
      this.running = null;
      this.show(false);
    }
  }

  private begin(question: string): Turn {
    const { server, texts } = this.options;
    const turn = new Turn(question, server, texts, {
      ask: (each) => {
        void this.ask(each);
        this.focus();
      },
      rate: (answer, rating, reason) => {
        this.options.client.feedback(answer, rating, reason).catch((error: unknown) => this.tell(error));
      },
    });
    this.turns.append(turn.element);
    turn.element.scrollIntoView({ block: "start" });
    this.announce(texts.working);
    return turn;
  }

  private explain(turn: Turn, question: string, error: unknown, stopped: boolean): void {
    if (stopped) {
      turn.stop();
      return this.announce(this.options.texts.stopped);
    }
    const message = this.tell(error);
    turn.fail(message, () => {
      turn.element.remove();
      void this.ask(question);
      this.focus();
    });
    this.announce(message);
  }

  /** Tell the page of an error, and return it in words. */
  private tell(error: unknown): string {
    const known = error instanceof AssistantError ? error : new AssistantError("failed");
    this.options.failed(known);
    const { texts } = this.options;
    if (known.kind === "busy") return fill(texts.busy, { wait: known.wait || 60 });
    if (known.kind === "refused") return known.message || texts.refused;
    return texts[known.kind];
  }

  private header(): HTMLElement {
    const { texts, close } = this.options;
    const clear = button(texts.clear, () => this.clear(), "quiet");
    const closer = close && button("✕", close, "quiet close");
    closer?.setAttribute("aria-label", texts.close);
    return make("header", {}, make("h1", { id: "title" }, texts.title), clear, ...(closer ? [closer] : []));
  }

  private clear(): void {
    this.abandon();
    this.history = [];
    this.welcome();
    this.focus();
  }

  private welcome(): void {
    this.turns.replaceChildren(make("p", { class: "welcome" }, this.options.texts.welcome));
  }

  private show(running: boolean): void {
    this.send.textContent = running ? this.options.texts.stop : this.options.texts.send;
    this.element.toggleAttribute("aria-busy", running);
  }

  private announce(words: string): void {
    this.status.textContent = words;
  }
}
