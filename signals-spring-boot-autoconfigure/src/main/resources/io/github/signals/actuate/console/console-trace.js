/**
 * Follows the trace of the endpoint, and keeps what it has told: one band for each transaction, and in it the signals
 * in their order, each below the one that has caused it.
 */

const POLL = 1000;

/** A stream says something as soon as it is open, and then every 15 seconds at least. */
const OPENED = 3000;
const SILENT = 32000;

const STREAM_AGAIN = 60000;

export class Trace {

  #endpoint;
  #listener;
  #source = null;
  #timer = null;
  #running = false;
  #generation = 0;
  #streamAt = 0;

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
    this.sorted = null;
    this.transactions = new Map();
    this.dispatches = new Map();
  }

  start() {
    if (!this.#running) {
      this.#running = true;
      this.#poll(++this.#generation);
    }
  }

  stop() {
    this.#running = false;
    this.#generation++;
    this.#end();
  }

  #end() {
    clearTimeout(this.#timer);
    this.#source?.close();
    this.#source = null;
  }

  /** An answer to a question from before a stop is too late. */
  async #poll(generation) {
    try {
      const news = await this.#endpoint.get(this.last === null ? 'trace' : `trace?since=${this.last}`);
      if (generation !== this.#generation) {
        return;
      }
      this.accept(news);
      this.#say('polling');
    } catch (error) {
      if (generation !== this.#generation) {
        return;
      }
      this.#streamAt = 0;
      this.#say('lost', error);
    }
    if (this.state !== 'lost' && this.size > 0 && this.last !== null && Date.now() >= this.#streamAt) {
      this.#listen(generation);
    } else {
      this.#later(this.size === 0 ? 10 * POLL : POLL, () => this.#poll(generation));
    }
  }

  #later(delay, action) {
    clearTimeout(this.#timer);
    this.#timer = setTimeout(action, delay);
  }

  /** Has the server push what is new, as long as it does. */
  #listen(generation) {
    const source = new EventSource(this.#endpoint.url(`trace/stream?since=${this.last}`));
    this.#source = source;
    // It is tried again: soon if it has worked, and later if there is none, or something holds its events back.
    this.#streamAt = Date.now() + STREAM_AGAIN;
    const fail = () => {
      if (this.#source === source) {
        this.#end();
        this.#later(POLL, () => this.#poll(generation));
      }
    };
    this.#later(OPENED, fail);
    source.onopen = () => this.#later(OPENED, fail);
    source.onmessage = (event) => {
      this.#streamAt = 0;
      this.#later(SILENT, fail);
      this.accept(JSON.parse(event.data));
      this.#say('live');
    };
    source.onerror = fail;
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
      // Another node has answered, or one that was started again: it may have a stream.
      this.#streamAt = 0;
      const other = this.node !== undefined;
      this.clear();
      this.node = news.node;
      if (other && this.last !== null) {
        this.last = null;
        return;
      }
    }
    if (news.dispatches?.length || news.transactions?.length) {
      this.sorted = null;
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
      if (!used.has(id)) {
        this.transactions.delete(id);
      }
    }
  }

  /**
   * Returns the bands, the newest first.
   * @returns {Array<{key: string, version: number, transaction: ?Object, dispatches: Array<Object>}>}
   */
  bands() {
    this.sorted ??= this.#sort();
    return this.sorted;
  }

  #sort() {
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
