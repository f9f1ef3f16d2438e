// Talks to the assistant's server: a session for the key, questions, feedback. Keeps everything in memory.

import { Answer, Citation, emptyAnswer } from "./answer";
import { events } from "./sse";

const FIRST_BYTE_MS = 30_000;
const SILENCE_MS = 30_000;

/** Why a request failed; the server's sentence where it sent one. */
export class AssistantError extends Error {
  constructor(
    readonly kind: "unreachable" | "refused" | "busy" | "failed",
    message = "",
    readonly wait = 0,
  ) {
    super(message);
  }
}

export class Client {
  private token = "";

  constructor(
    private readonly server: string,
    private readonly key: string,
    private readonly fetcher: typeof fetch = (...args) => fetch(...args),
  ) {}

  /** Ask, and tell how the answer grows. Rejects with AssistantError, or with an AbortError when `signal` aborts. */
  async ask(
    question: string,
    history: string[],
    today: string,
    grown: (answer: Answer) => void,
    signal: AbortSignal,
  ): Promise<Answer> {
    const watch = new Watch(signal);
    try {
      watch.expect(FIRST_BYTE_MS);
      const body = { question, history, ...(today && { today }) };
      const response = await this.post("/api/v1/chat", body, watch.signal);
      if (!response.body) throw new AssistantError("failed");
      return await this.read(response.body, emptyAnswer(question), grown, watch);
    } catch (error) {
      throw watch.expired ? new AssistantError("unreachable") : error;
    } finally {
      watch.end();
    }
  }

  /** Record whether an answer helped. */
  async feedback(answer: string, rating: "up" | "down", reason?: string): Promise<void> {
    await this.post("/api/v1/feedback", { answer, rating, ...(reason && { reason }) });
  }

  private async read(
    stream: ReadableStream<Uint8Array>,
    answer: Answer,
    grown: (answer: Answer) => void,
    watch: Watch,
  ): Promise<Answer> {
    for await (const event of events(stream)) {
      watch.expect(SILENCE_MS);
      const data = JSON.parse(event.data) as Record<string, unknown>;
      if (event.name === "error") throw new AssistantError("failed", String(data["message"] ?? ""));
      if (event.name === "token") answer.text += String(data["text"] ?? "");
      if (event.name === "citations") answer.citations = data["citations"] as Citation[];
      if (event.name === "done") return { ...answer, ...pick(data) };
      grown(answer);
    }
    throw new AssistantError("unreachable"); // the stream broke off: what came is no whole answer
  }

  private async post(path: string, body: object, signal?: AbortSignal): Promise<Response> {
    let response = await this.send(path, body, signal);
    if (response.status === 401) {
      this.token = ""; // the session is over, or the server has a new secret
      response = await this.send(path, body, signal);
    }
    if (!response.ok) throw await refusal(response);
    return response;
  }

  private async send(path: string, body: object, signal?: AbortSignal): Promise<Response> {
    if (!this.token) this.token = await this.open(signal);
    return this.request(path, body, { Authorization: `Bearer ${this.token}` }, signal);
  }

  private async open(signal?: AbortSignal): Promise<string> {
    const response = await this.request("/api/v1/portal/session", { key: this.key }, {}, signal);
    if (!response.ok) throw await refusal(response);
    return ((await response.json()) as { token: string }).token;
  }

  private async request(path: string, body: object, headers: Record<string, string>, signal?: AbortSignal) {
    try {
      return await this.fetcher(this.server + path, {
        method: "POST",
        headers: { "Content-Type": "application/json", ...headers },
        body: JSON.stringify(body),
        credentials: "omit",
        referrerPolicy: "no-referrer",
        ...(signal && { signal }),
      });
    } catch (error) {
      if (signal?.aborted) throw error;
      throw new AssistantError("unreachable");
    }
  }
}

/** Aborts when its caller does, or when nothing has come for too long. */
class Watch {
  expired = false;
  private readonly controller = new AbortController();
  private timer: ReturnType<typeof setTimeout> | undefined;
  private readonly leave = () => this.controller.abort();

  constructor(private readonly caller: AbortSignal) {
    if (caller.aborted) this.leave();
    caller.addEventListener("abort", this.leave);
  }

  get signal(): AbortSignal {
    return this.controller.signal;
  }

  expect(milliseconds: number): void {
    clearTimeout(this.timer);
    this.timer = setTimeout(() => {
      this.expired = true;
      this.controller.abort();
    }, milliseconds);
  }

  end(): void {
    clearTimeout(this.timer);
    this.caller.removeEventListener("abort", this.leave);
  }
}

function pick(data: Record<string, unknown>): Partial<Answer> {
  return {
    id: String(data["id"] ?? ""),
    status: String(data["status"] ?? ""),
    language: String(data["language"] ?? ""),
    candidates: (data["candidates"] as string[] | undefined) ?? [],
    suggestions: (data["suggestions"] as string[] | undefined) ?? [],
  };
}

async function refusal(response: Response): Promise<AssistantError> {
  const wait = Number(response.headers.get("Retry-After") ?? 0);
  const said = (await response.json().catch(() => null)) as { error?: { message?: string } } | null;
  const message = said?.error?.message ?? "";
  if (response.status === 429) return new AssistantError("busy", message, wait);
  return new AssistantError(response.status < 500 ? "refused" : "failed", message);
}
