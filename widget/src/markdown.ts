// An answer's markdown as DOM nodes. No HTML string is ever made: what is not known is shown as text.

import { Lexer, type Token, type Tokens } from "marked";

/** Makes the mark of a citation, or null where there is none of that number. */
export type CitationMark = (n: number) => Node | null;

const MARK = /\[(\d{1,4})\]/g;

/** Return the nodes of a markdown text. Links lead to http(s) only; images and raw HTML come out as text. */
export function render(markdown: string, mark: CitationMark): DocumentFragment {
  const fragment = document.createDocumentFragment();
  fragment.append(...blocks(new Lexer({ gfm: true }).lex(markdown), mark));
  return fragment;
}

function blocks(tokens: Token[], mark: CitationMark): Node[] {
  return tokens.flatMap((token) => block(token, mark));
}

function block(token: Token, mark: CitationMark): Node[] {
  switch (token.type) {
    case "space":
      return [];
    case "paragraph":
    case "text":
      return [element("p", inline(token, mark))];
    case "heading":
      return [element("h3", inline(token, mark))];
    case "blockquote":
      return [element("blockquote", blocks(children(token), mark))];
    case "list":
      return [list(token as Tokens.List, mark)];
    case "table":
      return [table(token as Tokens.Table, mark)];
    case "hr":
      return [element("hr", [])];
    default:
      return [element("p", [document.createTextNode(token.raw)])];
  }
}

function list(token: Tokens.List, mark: CitationMark): Node {
  const items = token.items.map((item) => {
    const inner = item.tokens.flatMap((each) => (each.type === "text" ? inline(each, mark) : block(each, mark)));
    return element("li", inner);
  });
  return element(token.ordered ? "ol" : "ul", items);
}

/** A table whose cells name their column, so that a narrow page can show each row as a card. */
function table(token: Tokens.Table, mark: CitationMark): Node {
  const heads = token.header.map((cell) => {
    const head = element("th", spans(cell.tokens, mark));
    head.setAttribute("scope", "col");
    return head;
  });
  const rows = token.rows.map((row) =>
    element(
      "tr",
      row.map((cell, column) => {
        const data = element("td", spans(cell.tokens, mark));
        data.dataset["label"] = token.header[column]?.text ?? "";
        return data;
      }),
    ),
  );
  const made = element("table", [element("thead", [element("tr", heads)]), element("tbody", rows)]);
  const scroller = element("div", [made]);
  scroller.className = "scroll";
  scroller.tabIndex = 0; // can be scrolled from the keyboard
  scroller.setAttribute("role", "group");
  return scroller;
}

function inline(token: Token, mark: CitationMark): Node[] {
  const inner = children(token);
  return inner.length ? spans(inner, mark) : text("text" in token ? String(token.text) : token.raw, mark);
}

function spans(tokens: Token[], mark: CitationMark): Node[] {
  return tokens.flatMap((token) => span(token, mark));
}

function span(token: Token, mark: CitationMark): Node[] {
  switch (token.type) {
    case "strong":
    case "em":
    case "del":
      return [element(token.type, spans(children(token), mark))];
    case "codespan":
      return [element("code", [document.createTextNode((token as Tokens.Codespan).text)])];
    case "br":
      return [element("br", [])];
    case "link":
      return [link(token as Tokens.Link, mark)];
    case "escape":
      return [document.createTextNode((token as Tokens.Escape).text)];
    case "text":
      return inline(token, mark);
    default:
      return text(token.raw, mark);
  }
}

function link(token: Tokens.Link, mark: CitationMark): Node {
  const address = safe(token.href);
  if (!address) return document.createTextNode(token.raw);
  const anchor = element("a", spans(token.tokens, mark));
  anchor.href = address;
  anchor.target = "_blank";
  anchor.rel = "noopener noreferrer";
  return anchor;
}

/** Return an address of the web, or null for any other. */
export function safe(href: string): string | null {
  try {
    const url = new URL(href);
    return url.protocol === "https:" || url.protocol === "http:" ? url.href : null;
  } catch {
    return null;
  }
}

/** Text with its [n] made into marks. */
function text(words: string, mark: CitationMark): Node[] {
  const nodes: Node[] = [];
  let position = 0;
  for (const match of words.matchAll(MARK)) {
    const made = mark(Number(match[1]));
    if (!made) continue;
    nodes.push(document.createTextNode(words.slice(position, match.index)), made);
    position = match.index + match[0].length;
  }
  return [...nodes, document.createTextNode(words.slice(position))];
}

function children(token: Token): Token[] {
  return ("tokens" in token && token.tokens) || [];
}

function element<K extends keyof HTMLElementTagNameMap>(name: K, inner: Node[]): HTMLElementTagNameMap[K] {
  const made = document.createElement(name);
  made.append(...inner);
  return made;
}
