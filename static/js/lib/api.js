/** Talking to the server. The only fetch in the house is here. */
import { PACKED, withArrays } from "./packed.js";

/** The server's answer to a request it cannot serve. */
export class ProblemError extends Error {
  /**
   * @param {{title: string, detail: string, status: number}} problem @param {number} [retryAfter]  seconds
   */
  constructor(problem, retryAfter = 0) {
    super(problem.detail);
    this.problem = problem;
    this.retryAfter = retryAfter;
  }
}

/**
 * Asks the API.
 * @param {string} path  below /api/v1, "forward" or "code/forward"
 * @param {object} request
 * @param {{signal?: AbortSignal}} [options]
 * @returns {Promise<any>} the result
 */
export async function ask(path, request, options) {
  const response = await send(path, request, options);
  return response.json();
}

/**
 * Asks for the result of a panel, its long arrays as bytes.
 * @param {string} path @param {object} request @param {{signal?: AbortSignal}} [options]
 */
export async function askPacked(path, request, options) {
  const response = await send(path, request, { ...options, accept: PACKED });
  return withArrays(await response.json());
}

/**
 * Asks for a long result in parts, as they are computed.
 * @param {string} path @param {object} request
 * @param {AbortSignal} signal  aborted, the connection closes, and the server stops its work
 * @param {string} [accept]  the form of the parts
 * @returns {AsyncGenerator<any>}
 */
export async function* askInParts(path, request, signal, accept = "application/x-ndjson") {
  const response = await send(path, request, { signal, accept });
  yield* jsonLines(/** @type {ReadableStream<Uint8Array>} */ (response.body));
}

/**
 * Each line of a stream of bytes, read as JSON.
 * @param {ReadableStream<Uint8Array>} body
 */
export async function* jsonLines(body) {
  const decoder = new TextDecoder();
  const reader = body.getReader();
  let rest = "";
  try {
    for (;;) {
      const { done, value } = await reader.read();
      rest += decoder.decode(value, { stream: !done });
      const lines = rest.split("\n");
      rest = lines.pop() ?? "";
      for (const line of lines) if (line) yield JSON.parse(line);
      if (done) break;
    }
  } finally {
    reader.cancel().catch(() => {});
  }
  if (rest) yield JSON.parse(rest);
}

/** Asks whether the server is there; fails as any question does where it is not. */
export async function reach() {
  const response = await fetch("/healthz", { cache: "no-store" });
  await response.json();
}

/** A page of this server, as its text. @param {string} address @returns {Promise<string>} */
export async function pageText(address) {
  const response = await fetch(address);
  if (!response.ok) throw new Error(`${address} was answered with ${response.status}.`);
  return response.text();
}

/** @param {string} path @param {object} request @param {{signal?: AbortSignal, accept?: string}} [options] */
async function send(path, request, { signal, accept = "application/json" } = {}) {
  const response = await fetch(`/api/v1/${path}`, {
    method: "POST",
    headers: { "Content-Type": "application/json", Accept: accept },
    body: JSON.stringify(request),
    ...(signal && { signal }),
  });
  if (!response.ok) {
    throw new ProblemError(await response.json(), Number(response.headers.get("Retry-After") ?? 0));
  }
  return response;
}

/**
 * At most one question under way, and the newest always asked: while one is out, later ones replace
 * each other. What it is to answer one, a class that extends this says.
 * @template Q
 */
export class NewestFirst {
  /** @param {(error: Error, question: Q) => void} fail */
  constructor(fail) {
    this.fail = fail;
    this.isBusy = false;
    /** @type {{question: Q} | null} */
    this.waiting = null;
  }

  /** @param {Q} question */
  async ask(question) {
    if (this.isBusy) {
      this.waiting = { question };
      this.hurry();
      return;
    }
    this.isBusy = true;
    try {
      await this.answer(question);
    } catch (error) {
      this.fail(/** @type {Error} */ (error), question);
    } finally {
      this.isBusy = false;
    }
    const next = this.waiting;
    this.waiting = null;
    if (next) await this.ask(next.question);
  }

  /** @param {Q} _question */
  async answer(_question) {}

  /** A newer question waits for the one under way. */
  hurry() {}
}

/**
 * Answers in one piece. One that is not the newest asked for is still delivered, in order, so a drag keeps
 * moving; none is ever delivered after a newer one.
 * @template Q, A @extends {NewestFirst<Q>}
 */
export class Latest extends NewestFirst {
  /**
   * @param {(question: Q) => Promise<A>} send
   * @param {(answer: A, question: Q) => void} receive
   * @param {(error: Error, question: Q) => void} fail
   */
  constructor(send, receive, fail) {
    super(fail);
    this.send = send;
    this.receive = receive;
  }

  /** @param {Q} question */
  async answer(question) {
    this.receive(await this.send(question), question);
  }
}
