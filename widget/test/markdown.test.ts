import { expect, test } from "vitest";
import { render, safe } from "../src/markdown";

function html(markdown: string, mark: (n: number) => Node | null = () => null): HTMLElement {
  const box = document.createElement("div");
  box.append(render(markdown, mark));
  return box;
}

test("what the assistant writes is shown: emphasis, lists, tables", () => {
  const box = html("**Bộ A** có 2 việc.\n\n- một\n- hai\n\n| STT | Nhiệm vụ |\n|---|---|\n| 1 | làm *ngay* |");
  expect(box.querySelector("strong")?.textContent).toBe("Bộ A");
  expect([...box.querySelectorAll("li")].map((each) => each.textContent)).toEqual(["một", "hai"]);
  expect([...box.querySelectorAll("td")].map((each) => [each.dataset["label"], each.textContent])).toEqual([
    ["STT", "1"],
    ["Nhiệm vụ", "làm ngay"],
  ]);
  expect(box.querySelector("th")?.getAttribute("scope")).toBe("col");
});

test("markers become marks where there is a citation, and stay text where there is none", () => {
  const box = html("Một [1], hai [2].", (n) => (n === 1 ? document.createElement("button") : null));
  expect(box.querySelectorAll("button").length).toBe(1);
  expect(box.textContent).toBe("Một , hai [2].");
});

test.each([
  "<script>alert(1)</script>",
  "<img src=x onerror=alert(1)>",
  "a <b onclick=alert(1)>b</b>",
  "![ảnh](https://evil.example/x.png)",
  "[bấm](javascript:alert(1))",
  "[bấm](data:text/html,x)",
  "[bấm](JaVaScRiPt:alert(1))",
  "<https://evil.example/><iframe src=//evil>",
  "```html\n<script>alert(1)</script>\n```",
  "[a]: javascript:alert(1)\n\n[a]",
])("nothing active comes of %s", (markdown) => {
  const box = html(markdown);
  expect(box.querySelectorAll("script, img, iframe, b, [onerror], [onclick]").length).toBe(0);
  for (const link of box.querySelectorAll("a")) expect(link.href).toMatch(/^https?:/);
});

test("links lead to the web, in a page of their own", () => {
  const link = html("[trang](https://portal.example/a)").querySelector("a");
  expect([link?.href, link?.target, link?.rel]).toEqual(["https://portal.example/a", "_blank", "noopener noreferrer"]);
  expect(safe("/relative")).toBeNull();
});
