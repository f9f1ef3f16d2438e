// The element's words: one catalogue for each language.

import en from "./texts.en.json";
import vi from "./texts.vi.json";

export type Texts = typeof vi;

const CATALOGUES: Record<string, Texts> = { vi, en };

export function textsOf(language: string): Texts {
  return CATALOGUES[language.slice(0, 2).toLowerCase()] ?? vi;
}

/** Fill "{name}" in a text. */
export function fill(text: string, values: Record<string, string | number>): string {
  return text.replace(/\{(\w+)\}/g, (whole, name: string) => String(values[name] ?? whole));
}
