import { expect, test } from "vitest";
import { events } from "../src/sse";

function stream(...pieces: (string | Uint8Array)[]): ReadableStream<Uint8Array> {
  const encoder = new TextEncoder();
  return new ReadableStream({
    start(controller) {
      for (const piece of pieces) controller.enqueue(typeof piece === "string" ? encoder.encode(piece) : piece);
      controller.close();
    },
  });
}

async function read(...pieces: (string | Uint8Array)[]) {
  const found = [];
  for await (const event of events(stream(...pieces))) found.push(event);
  return found;
}

test("events come out whole however the stream is cut", async () => {
  const text = 'event: token\r\ndata: {"text":"Bộ"}\r\n\r\n: ping\r\n\r\nevent: done\r\ndata: {}\r\n\r\n';
  const bytes = new TextEncoder().encode(text);
  for (let cut = 1; cut < bytes.length; cut++) {
    const found = await read(bytes.slice(0, cut), bytes.slice(cut));
    expect(found).toEqual([
      { name: "token", data: '{"text":"Bộ"}' },
      { name: "done", data: "{}" },
    ]);
  }
});

test("lines of data are joined, and an event cut off by the end is dropped", async () => {
  expect(await read("data: a\ndata: b\n\nevent: done\ndata: {")).toEqual([{ name: "message", data: "a\nb" }]);
});
