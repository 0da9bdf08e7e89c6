/**
 * What is known beside the trace: who hears whom, warnings, durable calls. Asked for again and again while somebody
 * looks.
 */

const INTERVAL = 3000;

export class Facts {

  constructor(endpoint) {
    this.endpoint = endpoint;
    this.latest = null;
    this.error = null;
    this.listeners = new Set();
    this.watchers = 0;
    this.asked = 0;
    this.told = 0;
  }

  /** Hears each answer, which may be an error, until the function that is returned is called. */
  listen(listener) {
    this.listeners.add(listener);
    return () => this.listeners.delete(listener);
  }

  /** Asks regularly until the function that is returned is called. */
  watch() {
    this.watchers++;
    if (this.watchers === 1) {
      this.#next(0);
    }
    return () => {
      this.watchers--;
      if (this.watchers === 0) {
        clearTimeout(this.timer);
      }
    };
  }

  #next(delay) {
    clearTimeout(this.timer);
    this.timer = setTimeout(async () => {
      if (!document.hidden) {
        await this.load().catch(() => {});
      }
      if (this.watchers > 0) {
        this.#next(INTERVAL);
      }
    }, delay);
  }

  async load() {
    const turn = ++this.asked;
    try {
      this.#answered(turn, prepared(await this.endpoint.get('console.json')), null);
    } catch (error) {
      this.#answered(turn, this.latest, error);
      throw error;
    }
    return this.latest;
  }

  /** An answer that a later one has overtaken is not news. */
  #answered(turn, latest, error) {
    if (turn > this.told) {
      this.told = turn;
      this.latest = latest;
      this.error = error;
      this.listeners.forEach((listener) => listener());
    }
  }

}

/** Has receivers found by their uid and senders by their name; the structure is what the picture depends on. */
function prepared(facts) {
  facts.byUid = new Map(facts.receivers.map((receiver) => [receiver.uid, receiver]));
  facts.byName = new Map(facts.senders.map((sender) => [sender.name, sender]));
  facts.structure = JSON.stringify([facts.senders, facts.warnings,
    facts.receivers.map((receiver) => [receiver.uid, receiver.enabled, receiver.saves])]);
  return facts;
}

/** Finds a sender by its name, or by its name without the package. */
export function findSender(facts, text) {
  return facts.byName.get(text) ?? facts.senders.find((sender) => sender.name.split(/[.$]/).pop() === text)
    ?? facts.senders.find((sender) => sender.name.endsWith(`.${text}`)) ?? null;
}

/**
 * Returns the steps from a sender through a receiver to a sender again that lead back to where they began.
 * @returns {function(string, string): boolean} whether what is saved leads back to the sender
 */
export function cycles(facts) {
  const next = new Map(facts.senders.map((sender) => [sender.name,
    new Set(sender.receivers.flatMap((heard) => facts.byUid.get(heard.uid)?.saves ?? []))]));
  const reached = new Map();
  const from = (name) => {
    if (!reached.has(name)) {
      const seen = new Set();
      const open = [name];
      while (open.length) {
        const one = open.pop();
        if (!seen.has(one)) {
          seen.add(one);
          open.push(...next.get(one) ?? []);
        }
      }
      reached.set(name, seen);
    }
    return reached.get(name);
  };
  return (sender, saved) => from(saved).has(sender);
}
