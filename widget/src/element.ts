// <directive-assistant site-key="pk_..." mode="button|inline" lang="vi|en" theme="auto|light|dark">

import type { Answer } from "./answer";
import { Client } from "./client";
import { make } from "./dom";
import { Panel } from "./panel";
import sheet from "./styles.css";
import { textsOf } from "./texts";

/** The assistant as one element. Fires `directive-open`, `directive-close`, `directive-answer`, `directive-error`. */
export class DirectiveAssistant extends HTMLElement {
  static readonly observedAttributes = ["site-key", "server", "mode", "lang", "today"];
  /** Where the script came from: the assistant's own server. */
  static server = "";

  private panel: Panel | null = null;
  private launcher: HTMLButtonElement | null = null;

  connectedCallback(): void {
    if (!this.shadowRoot) this.attachShadow({ mode: "open" }).adoptedStyleSheets = [styles()];
    this.build();
  }

  disconnectedCallback(): void {
    this.panel?.abandon();
  }

  attributeChangedCallback(_: string, before: string | null, now: string | null): void {
    if (this.isConnected && this.shadowRoot && before !== now) this.build();
  }

  /** Open the panel, and ask if a question is given. */
  open(question = ""): void {
    this.toggle(true);
    if (question) void this.panel?.ask(question);
  }

  close(): void {
    this.toggle(false);
  }

  private build(): void {
    this.panel?.abandon();
    const language = this.lang || document.documentElement.lang || "vi";
    const texts = textsOf(language);
    const server = this.getAttribute("server")?.replace(/\/+$/, "") || DirectiveAssistant.server;
    const inline = this.getAttribute("mode") === "inline";
    this.panel = new Panel({
      client: new Client(server, this.getAttribute("site-key") ?? ""),
      server,
      texts,
      today: this.getAttribute("today") ?? "",
      ...(!inline && { close: () => this.close() }),
      answered: (answer) => this.fire("directive-answer", about(answer)),
      failed: (error) => this.fire("directive-error", { kind: error.kind }),
    });
    const parts: Node[] = [this.panel.element];
    this.launcher = null;
    if (!inline) {
      this.launcher = make("button", { type: "button", class: "launcher" }, texts.open);
      this.launcher.setAttribute("aria-expanded", "false");
      this.launcher.addEventListener("click", () => this.open());
      this.panel.element.hidden = true;
      this.panel.element.addEventListener("keydown", (event) => {
        if (event.key === "Escape" && !event.isComposing) this.close();
      });
      parts.unshift(this.launcher);
    }
    this.shadowRoot?.replaceChildren(make("div", { class: inline ? "inline" : "floating", lang: language }, ...parts));
  }

  private toggle(open: boolean): void {
    if (!this.launcher || !this.panel || this.panel.element.hidden !== open) return;
    this.panel.element.hidden = !open;
    this.launcher.hidden = open;
    this.launcher.setAttribute("aria-expanded", String(open));
    if (open) this.panel.focus();
    else this.launcher.focus();
    this.fire(open ? "directive-open" : "directive-close", {});
  }

  private fire(name: string, detail: object): void {
    this.dispatchEvent(new CustomEvent(name, { detail, bubbles: true, composed: true }));
  }
}

/** What the page is told of an answer; the page may count it, or show it. */
function about(answer: Answer): object {
  const { question, status, text, citations } = answer;
  return { question, status, text, citations: citations.map(({ document, label, url }) => ({ document, label, url })) };
}

let constructed: CSSStyleSheet | null = null;

function styles(): CSSStyleSheet {
  if (!constructed) {
    constructed = new CSSStyleSheet();
    constructed.replaceSync(sheet);
  }
  return constructed;
}
