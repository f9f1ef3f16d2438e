import { expect, test } from "vitest";
import { fill, textsOf } from "../src/texts";
import en from "../src/texts.en.json";
import vi from "../src/texts.vi.json";

const names = (text: string) => [...text.matchAll(/\{\w+\}/g)].map(String).sort();
const flat = (catalogue: object): [string, string][] =>
  Object.entries(catalogue).flatMap(([key, value]) =>
    typeof value === "string" ? [[key, value] as [string, string]] : flat(value).map(([k, v]) => [`${key}.${k}`, v] as [string, string]),
  );

test("both catalogues say the same things with the same values", () => {
  expect(flat(en).map(([key]) => key)).toEqual(flat(vi).map(([key]) => key));
  const english = Object.fromEntries(flat(en));
  for (const [key, text] of flat(vi)) expect(names(english[key] ?? "")).toEqual(names(text));
});

test("an unknown language is answered in Vietnamese", () => {
  expect(textsOf("en-GB").send).toBe(en.send);
  expect(textsOf("fr").send).toBe(vi.send);
  expect(fill("{n} của {label} {không}", { n: 1, label: "x" })).toBe("1 của x {không}");
});
