/**
 * Follows the trace of the endpoint, and keeps what it has told: one band for each transaction, and in it the signals
 * in their order, each below the one that has caused it.
 */

const POLL = 1000;

export class Trace {

  #endpoint;
  #listener;
  #source = null;
  #timer = null;
  #running = false;

  /**
   * @param {Endpoint} endpoint
   * @param {function(): void} listener is called when something is new
   */
  constructor(endpoint, listener) {
    this.#endpoint = endpoint;
    this.#listener = listener;
    this.clear();
    this.size = null;
    this.last = null;
    this.state = 'connecting';
    this.error = null;
  }

  /** Forgets what was told; what comes next is what is new from now on. */
  clear() {
    this.transactions = new Map();
    this.dispatches = new Map();
  }

  start() {
    if (!this.#running) {
      this.#running = true;
      this.#poll(true);
    }
  }

  stop() {
    this.#running = false;
    clearTimeout(this.#timer);
    this.#source?.close();
    this.#source = null;
  }

  async #poll(first) {
    try {
      this.accept(await this.#endpoint.get(this.last === null ? 'trace' : `trace?since=${this.last}`));
      this.#say('polling');
      if (first && this.size > 0 && this.last !== null && this.#running) {
        this.#listen();
        return;
      }
    } catch (error) {
      this.#say('lost', error);
    }
    this.#again();
  }

  #again() {
    if (this.#running && !this.#source) {
      clearTimeout(this.#timer);
      this.#timer = setTimeout(() => this.#poll(this.state === 'lost'), this.size === 0 ? 10 * POLL : POLL);
    }
  }

  /** Has the server push what is new, if it can. */
  #listen() {
    const source = new EventSource(this.#endpoint.url(`trace/stream?since=${this.last}`));
    this.#source = source;
    let opened = false;
    source.onopen = () => {
      opened = true;
      this.#say('live');
    };
    source.onmessage = (event) => this.accept(JSON.parse(event.data));
    source.onerror = () => {
      source.close();
      this.#source = null;
      // One that has worked is tried again, after what was missed has been read.
      this.#timer = setTimeout(() => this.#running && this.#poll(opened), POLL);
    };
  }

  #say(state, error = null) {
    if (this.state !== state) {
      this.state = state;
      this.error = error;
      this.#listener();
    }
  }

  /** Takes what the endpoint has told. */
  accept(news) {
    if (this.node !== news.node) {
      // Another node has answered, or one that was started again.
      const other = this.node !== undefined;
      this.clear();
      this.node = news.node;
      if (other && this.last !== null) {
        this.last = null;
        return;
      }
    }
    this.size = news.size;
    this.last = news.last ?? this.last;
    (news.transactions ?? []).forEach((transaction) => this.transactions.set(transaction.id, transaction));
    (news.dispatches ?? []).forEach((dispatch) => this.dispatches.set(dispatch.number ?? keyOf(dispatch), dispatch));
    this.#forget();
    if (news.dispatches?.length || news.transactions?.length) {
      this.#listener();
    }
  }

  /** Forgets the oldest, as the server does. */
  #forget() {
    if (this.dispatches.size <= this.size) {
      return;
    }
    const oldest = [...this.dispatches.keys()].sort((one, other) => one - other);
    oldest.slice(0, this.dispatches.size - this.size).forEach((number) => this.dispatches.delete(number));
    const used = new Set([...this.dispatches.values()].map((dispatch) => dispatch.transaction));
    for (const [id, transaction] of this.transactions) {
      if (!used.has(id) && transaction.ended) {
        this.transactions.delete(id);
      }
    }
  }

  /**
   * Returns the bands, the newest first.
   * @returns {Array<{key: string, version: number, transaction: ?Object, dispatches: Array<Object>}>}
   */
  bands() {
    const bands = new Map();
    const sorted = [...this.dispatches.values()].sort((one, other) => one.number - other.number);
    for (const dispatch of sorted) {
      const key = this.#bandOf(dispatch);
      if (!bands.has(key)) {
        const transaction = this.transactions.get(dispatch.transaction) ?? null;
        bands.set(key, { key, transaction, version: transaction?.version ?? 0, dispatches: [] });
      }
      const band = bands.get(key);
      band.dispatches.push(dispatch);
      band.version = Math.max(band.version, dispatch.version ?? 0);
    }
    return [...bands.values()].reverse();
  }

  /** What has no transaction shares the band of what has caused it, if that has none either. */
  #bandOf(dispatch) {
    if (dispatch.transaction) {
      return `t${dispatch.transaction}`;
    }
    const cause = this.dispatches.get(dispatch.cause);
    return cause && !cause.transaction && cause !== dispatch ? this.#bandOf(cause) : `d${dispatch.number}`;
  }

}

/** A trace of an older version has no numbers. */
function keyOf(dispatch) {
  return Date.parse(dispatch.time);
}
