import { expect, test, vi } from "vitest";
import { AssistantError, Client } from "../src/client";

const SERVER = "https://assistant.example";
const STREAM =
  'event: token\ndata: {"text":"Có 1 việc"}\n\nevent: token\ndata: {"text":" [1]."}\n\n' +
  'event: citations\ndata: {"citations":[{"n":1}]}\n\nevent: done\ndata: {"id":"a1","status":"answered","language":"vi"}\n\n';

/** A server in a function: answers by path, and remembers what it was asked. */
function serving(chat: (n: number) => Response) {
  const asked: { path: string; headers: Headers; body: Record<string, unknown>; options: RequestInit }[] = [];
  let tokens = 0;
  const fetcher = (async (url: string, options: RequestInit) => {
    const path = url.slice(SERVER.length);
    asked.push({ path, headers: new Headers(options.headers), body: JSON.parse(String(options.body)), options });
    if (path === "/api/v1/portal/session") return Response.json({ token: `portal.${++tokens}` });
    return chat(asked.filter((each) => each.path === path).length);
  }) as typeof fetch;
  return { asked, client: new Client(SERVER, "pk_x", fetcher) };
}

const ask = (client: Client, signal = new AbortController().signal, grown = vi.fn()) =>
  client.ask("Câu hỏi", ["Trước"], "", grown, signal);

test("a question opens a session once, and its answer grows", async () => {
  const { asked, client } = serving(() => new Response(STREAM));
  const grown: string[] = [];
  const answer = await ask(client, undefined, vi.fn((each) => grown.push(each.text)));
  await ask(client);
  expect(answer).toMatchObject({ id: "a1", text: "Có 1 việc [1].", status: "answered", citations: [{ n: 1 }] });
  expect(grown.slice(0, 2)).toEqual(["Có 1 việc", "Có 1 việc [1]."]);
  expect(asked.map((each) => each.path)).toEqual(["/api/v1/portal/session", "/api/v1/chat", "/api/v1/chat"]);
  expect(asked[1]?.headers.get("authorization")).toBe("Bearer portal.1");
  expect(asked[1]?.body).toEqual({ question: "Câu hỏi", history: ["Trước"] });
  expect(asked.every((each) => each.options.credentials === "omit")).toBe(true);
});

test("a session that is over is renewed, once", async () => {
  const { asked, client } = serving((n) => (n === 1 ? new Response("{}", { status: 401 }) : new Response(STREAM)));
  expect((await ask(client)).id).toBe("a1");
  expect(asked.at(-1)?.headers.get("authorization")).toBe("Bearer portal.2");
  const revoked = serving(() => new Response("{}", { status: 401 }));
  await expect(ask(revoked.client)).rejects.toMatchObject({ kind: "refused" });
});

test.each([
  [429, { "Retry-After": "7" }, { kind: "busy", wait: 7 }],
  [403, {}, { kind: "refused", message: "Không được phép" }],
  [500, {}, { kind: "failed" }],
] as const)("status %i is told apart", async (status, headers, expected) => {
  const body = JSON.stringify({ error: { message: "Không được phép" } });
  const { client } = serving(() => new Response(body, { status, headers }));
  await expect(ask(client)).rejects.toMatchObject(expected);
});

test("a stream that breaks off is no answer", async () => {
  const { client } = serving(() => new Response(STREAM.slice(0, STREAM.indexOf("event: done"))));
  await expect(ask(client)).rejects.toMatchObject({ kind: "unreachable" });
});

test("an error in the stream has the server's words", async () => {
  const { client } = serving(() => new Response('event: error\ndata: {"message":"Sự cố"}\n\n'));
  await expect(ask(client)).rejects.toMatchObject({ kind: "failed", message: "Sự cố" });
});

test("a server that does not answer is told from a reader who leaves", async () => {
  const unreachable = new Client(SERVER, "pk_x", (() => Promise.reject(new TypeError("refused"))) as typeof fetch);
  await expect(ask(unreachable)).rejects.toBeInstanceOf(AssistantError);
  const left = new AbortController();
  const waiting = new Client(SERVER, "pk_x", ((_: string, options: RequestInit) =>
    new Promise((_, reject) => {
      options.signal?.addEventListener("abort", () => reject(new DOMException("left", "AbortError")));
    })) as typeof fetch);
  const asking = ask(waiting, left.signal);
  left.abort();
  await expect(asking).rejects.toMatchObject({ name: "AbortError" });
});
