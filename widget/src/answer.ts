// What the assistant sends, as DESIGN section 7 describes it; only what the element shows.

export interface Citation {
  n: number;
  document: string;
  label: string;
  quote: string;
  /** Offsets of the quotation in the document's text, from 0. */
  start: number;
  end: number;
  url: string;
}

/** An answer as it comes in: the text grows, the rest follows it. */
export interface Answer {
  id: string;
  question: string;
  text: string;
  status: string;
  language: string;
  citations: Citation[];
  candidates: string[];
  suggestions: string[];
}

export function emptyAnswer(question: string): Answer {
  return { id: "", question, text: "", status: "", language: "", citations: [], candidates: [], suggestions: [] };
}
