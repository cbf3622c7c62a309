/** Talking to the server. The only fetch in the house is here. */

/** The server's answer to a request it cannot serve. */
export class ProblemError extends Error {
  /** @param {{title: string, detail: string, status: number}} problem */
  constructor(problem) {
    super(problem.detail);
    this.problem = problem;
  }
}

/**
 * Asks the API.
 * @param {string} path  below /api/v1, "forward" or "code/forward"
 * @param {any} request
 * @returns {Promise<any>} the result
 */
export async function ask(path, request) {
  const response = await fetch(`/api/v1/${path}`, {
    method: "POST",
    headers: { "Content-Type": "application/json" },
    body: JSON.stringify(request),
  });
  const answer = await response.json();
  if (!response.ok) throw new ProblemError(answer);
  return answer;
}

/**
 * At most one question under way, and the newest always asked: while one is out, later ones replace
 * each other. An answer that is not the newest asked for is still delivered, in order, so a drag
 * keeps moving; none is ever delivered after a newer one.
 * @template Q, A
 */
export class Latest {
  /**
   * @param {(question: Q) => Promise<A>} send
   * @param {(answer: A, question: Q) => void} receive
   * @param {(error: Error, question: Q) => void} fail
   */
  constructor(send, receive, fail) {
    this.send = send;
    this.receive = receive;
    this.fail = fail;
    this.isBusy = false;
    /** @type {{question: Q} | null} */
    this.waiting = null;
  }

  /** @param {Q} question */
  async ask(question) {
    if (this.isBusy) {
      this.waiting = { question };
      return;
    }
    this.isBusy = true;
    try {
      const answer = await this.send(question);
      this.receive(answer, question);
    } catch (error) {
      this.fail(/** @type {Error} */ (error), question);
    } finally {
      this.isBusy = false;
    }
    const next = this.waiting;
    this.waiting = null;
    if (next) await this.ask(next.question);
  }
}
