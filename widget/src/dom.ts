// Making elements, without strings of HTML.

type Attributes = Record<string, string | boolean | undefined>;
type Inner = Node | string;

/** Make an element; an attribute that is true is set empty, one that is false or undefined not at all. */
export function make<K extends keyof HTMLElementTagNameMap>(
  name: K,
  attributes: Attributes = {},
  ...inner: Inner[]
): HTMLElementTagNameMap[K] {
  const made = document.createElement(name);
  for (const [key, value] of Object.entries(attributes)) {
    if (value !== undefined && value !== false) made.setAttribute(key, value === true ? "" : value);
  }
  made.append(...inner);
  return made;
}

export function button(label: string, action: () => void, className = ""): HTMLButtonElement {
  const made = make("button", { type: "button", class: className || undefined }, label);
  made.addEventListener("click", action);
  return made;
}
