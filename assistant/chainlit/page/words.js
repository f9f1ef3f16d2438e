// What the chat's own controls say, in the language that the page is in.

import catalogue from "./catalogue.js";

const PLACEHOLDER = /\{(\w+)\}/g;

/** The language of the page: Chainlit follows the browser's, and knows Vietnamese and English. */
export const LANGUAGE = (navigator.language || "en").toLowerCase().startsWith("vi") ? "vi" : "en";

/** Return a text of the catalogue with its values filled in. */
export function say(key, values = {}) {
  const text = catalogue[LANGUAGE][key] ?? key;
  return text.replace(PLACEHOLDER, (whole, name) => (name in values ? String(values[name]) : whole));
}
