// One question and its answer, as the reader sees them.

import type { Answer, Citation } from "./answer";
import { button, make } from "./dom";
import { render, safe } from "./markdown";
import { fill, type Texts } from "./texts";

export interface TurnActions {
  /** Ask a question that the answer offers. */
  ask(question: string): void;
  rate(answer: string, rating: "up" | "down", reason?: string): void;
}

const REASONS = ["incomplete", "wrong", "unclear", "outdated", "other"] as const;

export class Turn {
  readonly element: HTMLElement;
  private readonly body = make("div", { class: "body" });
  private readonly sources = make("div");
  private readonly after = make("div");
  private entries = new Map<number, HTMLElement>();
  private frame = 0;

  constructor(
    question: string,
    private readonly server: string,
    private readonly texts: Texts,
    private readonly actions: TurnActions,
  ) {
    const asked = make("div", { class: "asked" }, make("h2", { class: "hidden" }, texts.you), make("p", {}, question));
    const answered = make(
      "div",
      { class: "answered" },
      make("h2", { class: "hidden" }, texts.assistant),
      this.body,
      this.sources,
      this.after,
    );
    this.element = make("article", {}, asked, answered);
    this.body.append(make("p", { class: "working" }, texts.working));
  }

  /** Show what has come so far, at most once a frame. */
  grow(answer: Answer): void {
    if (this.frame || !answer.text) return;
    this.frame = requestAnimationFrame(() => {
      this.frame = 0;
      this.show(answer, () => null);
    });
  }

  /** Show the whole answer with its sources and what may follow. */
  finish(answer: Answer): void {
    this.halt();
    this.entries = new Map(answer.citations.map((each) => [each.n, this.entry(each)]));
    this.show(answer, (n) => this.mark(answer, n));
    if (this.entries.size) {
      const summary = make("summary", {}, fill(this.texts.sources, { count: this.entries.size }));
      this.sources.replaceChildren(make("details", { class: "sources" }, summary, make("ol", {}, ...this.entries.values())));
    }
    this.after.replaceChildren(
      ...this.offers(this.texts.candidates, answer.candidates),
      ...this.offers(this.texts.next, answer.suggestions),
      ...(answer.id ? [this.rating(answer.id)] : []),
    );
  }

  /** Show why there is no answer, with a way to try again. */
  fail(message: string, retry: () => void): void {
    this.halt();
    this.body.replaceChildren(make("p", { class: "failure" }, message), button(this.texts.retry, retry, "offer"));
  }

  stop(): void {
    this.halt();
    this.body.querySelector(".working")?.remove();
    this.body.append(make("p", { class: "note" }, this.texts.stopped));
  }

  /** The answer's first paragraph, for a screen reader. */
  get gist(): string {
    return this.body.querySelector("p")?.textContent ?? "";
  }

  private halt(): void {
    cancelAnimationFrame(this.frame);
    this.frame = 0;
  }

  private show(answer: Answer, mark: (n: number) => Node | null): void {
    const fragment = render(answer.text, mark);
    for (const scroller of fragment.querySelectorAll(".scroll")) scroller.setAttribute("aria-label", this.texts.table);
    this.body.lang = answer.language;
    this.body.replaceChildren(fragment);
  }

  private mark(answer: Answer, n: number): Node | null {
    const citation = answer.citations.find((each) => each.n === n);
    const entry = this.entries.get(n);
    if (!citation || !entry) return null;
    const made = button(String(n), () => this.open(entry), "mark");
    made.setAttribute("aria-label", fill(this.texts.citation, { ...citation }));
    return made;
  }

  private open(entry: HTMLElement): void {
    entry.closest("details")?.setAttribute("open", "");
    entry.focus();
    entry.scrollIntoView({ block: "nearest" });
  }

  private entry(citation: Citation): HTMLElement {
    const place = fill(this.texts.source, { label: citation.label, document: citation.document });
    const address = safe(quotedAt(citation, this.server));
    return make(
      "li",
      { value: String(citation.n), tabindex: "-1" },
      make("p", { class: "place" }, place),
      make("blockquote", { lang: "vi" }, citation.quote),
      ...(address ? [make("a", { href: address, target: "_blank", rel: "noopener noreferrer" }, this.texts.read)] : []),
    );
  }

  private offers(title: string, questions: string[]): Node[] {
    if (!questions.length) return [];
    const offers = questions.map((each) => make("li", {}, button(each, () => this.actions.ask(each), "offer")));
    return [make("p", { class: "note" }, title), make("ul", { class: "offers" }, ...offers)];
  }

  private rating(answer: string): HTMLElement {
    const group = make("div", { class: "rating", role: "group", "aria-label": this.texts.helpful });
    const thank = () => {
      group.replaceChildren(make("p", { class: "note", tabindex: "-1" }, this.texts.thanks));
      group.querySelector("p")?.focus();
    };
    const rate = (rating: "up" | "down", reason?: string) => () => {
      this.actions.rate(answer, rating, reason);
      thank();
    };
    const explain = () => {
      const reasons = REASONS.map((each) => button(this.texts.reasons[each], rate("down", each), "offer"));
      group.replaceChildren(make("span", {}, this.texts.why), ...reasons);
      reasons[0]?.focus();
    };
    group.append(
      make("span", {}, this.texts.helpful),
      button(this.texts.yes, rate("up"), "offer"),
      button(this.texts.no, explain, "offer"),
    );
    return group;
  }
}

/** The page of the document at the clause, with the quotation marked. */
function quotedAt(citation: Citation, server: string): string {
  const url = new URL(citation.url, server);
  url.searchParams.set("from", String(citation.start));
  url.searchParams.set("to", String(citation.end));
  return url.href;
}
