/**
 * What happens, while it happens: one band for each transaction, the newest on top. It can be a part of another page
 * of the same origin:
 *
 *     import { mount } from '/actuator/signals/console-live.js';
 *     mount(document.querySelector('#live'), { endpoint: '/actuator/signals' });
 */

import { Endpoint } from './console-api.js';
import { countDown, drawBand } from './console-band.js';
import { button, count, el, icon, shortName } from './console-dom.js';
import { Trace } from './console-trace.js';

/** How many bands are drawn at once; more follow when one scrolls down to them. */
const PAGE = 25;

/** What is new is announced at most this often, in milliseconds. */
const SPEAK = 5000;

/**
 * Shows the trace in an element.
 * @param {HTMLElement} element is emptied
 * @param {Object} options
 * @param {string} options.endpoint the address of the endpoint, such as '/actuator/signals'
 * @param {boolean} [options.filters] whether to show the filters; they are shown if nothing is said
 * @param {function(string): void} [options.onState] hears 'live', 'polling' or 'lost'
 * @param {function(Object, HTMLElement): void} [options.onCall] hears clicks on a call, with its data and its element;
 * names of receivers are buttons then
 * @returns {{close: function(): void, pause: function(boolean): void}} ends it, or holds it
 */
export function mount(element, options) {
  addStyles();
  const live = new Live(element, options);
  live.open();
  return { close: () => live.close(), pause: (paused) => live.pause(paused) };
}

function addStyles() {
  const href = new URL('console-live.css', import.meta.url).href;
  if (![...document.styleSheets].some((sheet) => sheet.href === href)) {
    document.head.append(el('link', { rel: 'stylesheet', href }));
  }
}

class Live {

  constructor(element, options) {
    this.element = element;
    this.options = options;
    this.endpoint = new Endpoint(options.endpoint.replace(/\/$/, ''));
    this.trace = new Trace(this.endpoint, () => this.changed());
    this.drawn = new Map();
    this.limit = PAGE;
    this.paused = false;
    this.held = null;
    this.effort = 0;
    this.filter = { entity: '', receiver: '', outcome: '' };
    this.lookUp = {
      number: (number) => this.trace.dispatches.get(number) ?? null,
      find: (number) => this.find(number),
      all: new Set(),
      showAll: (key, what) => this.showAll(key, what),
      onCall: options.onCall
    };
  }

  open() {
    this.list = el('ol', { class: 'bands' });
    this.more = el('div', { class: 'more', 'aria-hidden': 'true' });
    this.note = el('div', { class: 'note', hidden: true });
    this.spoken = el('p', { class: 'spoken', role: 'status', 'aria-live': 'polite' });
    this.element.replaceChildren(el('div', { class: 'signals signals-live' },
      this.options.filters === false ? null : this.tools(), this.spoken, this.heads(), this.note, this.list, this.more));
    this.observer = new IntersectionObserver((entries) => this.reached(entries), { rootMargin: '600px' });
    this.observer.observe(this.more);
    this.ticks = setInterval(() => countDown(this.list, this.endpoint.now()), 500);
    this.visibility = () => (document.hidden ? this.trace.stop() : this.trace.start());
    document.addEventListener('visibilitychange', this.visibility);
    this.trace.start();
  }

  close() {
    this.trace.stop();
    this.observer.disconnect();
    clearInterval(this.ticks);
    document.removeEventListener('visibilitychange', this.visibility);
    this.element.replaceChildren();
  }

  tools() {
    this.pauseButton = button([icon('park'), 'Pause'], () => this.pause(!this.paused), { class: 'pause', 'aria-pressed': 'false' });
    return el('form', { class: 'tools', role: 'search', 'aria-label': 'Filter', submit: (event) => event.preventDefault() },
      this.field('entity', 'Entity'), this.field('receiver', 'Receiver'), this.outcomes(), this.pauseButton,
      button('Clear', () => this.clear(), { class: 'plain' }));
  }

  field(key, label) {
    const names = el('datalist', { id: `signals-${key}` });
    const input = el('input', {
      type: 'search', list: names.id, placeholder: 'any', autocomplete: 'off', spellcheck: 'false', 'data-filter': key,
      input: () => this.filterBy(key, input.value.trim().toLowerCase()),
      focus: () => names.replaceChildren(...this.known(key).map((value) => el('option', { value })))
    });
    return el('label', {}, label, input, names);
  }

  outcomes() {
    const select = el('select', { 'data-filter': 'outcome', change: () => this.filterBy('outcome', select.value) },
      [['', 'all'], ['COMMITTED', 'committed'], ['ROLLED_BACK', 'rolled back'], ['ACTIVE', 'open'], ['FAILED', 'with a failure']]
        .map(([value, label]) => el('option', { value }, label)));
    return el('label', {}, 'Outcome', select);
  }

  known(key) {
    const names = new Set();
    for (const dispatch of this.trace.dispatches.values()) {
      (key === 'entity' ? [shortName(dispatch.sender)] : dispatch.receivers.map((receiver) => receiver.uid))
        .forEach((value) => names.add(value));
    }
    return [...names].sort().slice(0, 200);
  }

  heads() {
    const head = (tone, title, about) => el('div', { class: `head ${tone}` }, el('b', {}, title), el('small', {}, about));
    return el('div', { class: 'heads', 'aria-hidden': 'true' },
      head('what', 'Signal', 'newest first'), head('tx', 'In the transaction', 'may still veto it'), el('div', { class: 'commit' }, 'commit'),
      head('after', 'After it', 'the caller waits'), head('async', 'Async', 'another thread'), head('durable', 'Durable', 'survives a crash'));
  }

  filterBy(key, value) {
    this.filter[key] = value;
    this.limit = PAGE;
    this.settled = false;
    this.draw();
  }

  pause(paused) {
    this.paused = paused;
    this.held = paused ? this.bands() : null;
    this.pauseButton?.setAttribute('aria-pressed', String(paused));
    this.pauseButton?.replaceChildren(icon(paused ? 'play' : 'park'), paused ? 'Go on' : 'Pause');
    this.draw();
  }

  clear() {
    this.trace.clear();
    this.lookUp.all.clear();
    this.held &&= [];
    this.draw();
  }

  /** The bands, or those that there were when it was paused. */
  bands() {
    return this.held ?? this.trace.bands();
  }

  showAll(key, what) {
    this.lookUp.all.add(what);
    this.drawn.get(key).version = null;
    this.draw();
  }

  changed() {
    this.options.onState?.(this.trace.state);
    if (!this.scheduled && !this.paused) {
      this.scheduled = setTimeout(() => {
        this.scheduled = null;
        const start = performance.now();
        this.draw();
        this.effort = performance.now() - start;
      }, Math.max(60, 5 * this.effort));
    }
  }

  reached(entries) {
    if (entries.some((entry) => entry.isIntersecting) && this.limit < this.shown) {
      this.limit += PAGE;
      this.draw();
    }
  }

  /** Draws what is new, and leaves alone what is as it was. */
  draw() {
    const bands = this.bands().filter((band) => this.isWanted(band));
    this.shown = bands.length;
    const wanted = bands.slice(0, this.limit);
    const keys = new Set(wanted.map((band) => band.key));
    this.drawn.forEach(({ node }, key) => keys.has(key) || (node.remove(), this.drawn.delete(key)));
    wanted.forEach((band, index) => this.place(band, index));
    this.say(bands);
    countDown(this.list, this.endpoint.now());
  }

  place(band, index) {
    const known = this.drawn.get(band.key);
    let node = known?.node;
    if (!known || known.version !== band.version) {
      node = drawBand(band, this.lookUp);
      if (known) {
        known.node.replaceWith(node);
      } else if (this.settled) {
        node.classList.add('new');
      }
      this.drawn.set(band.key, { node, version: band.version });
    }
    if (this.list.children[index] !== node) {
      this.list.insertBefore(node, this.list.children[index] ?? null);
    }
  }

  isWanted(band) {
    const { entity, receiver, outcome } = this.filter;
    return (!entity || band.dispatches.some((dispatch) => dispatch.sender.toLowerCase().includes(entity)))
      && (!receiver || band.dispatches.some((dispatch) => dispatch.receivers.some((call) => call.uid.toLowerCase().includes(receiver))))
      && (!outcome || this.hasOutcome(band, outcome));
  }

  hasOutcome(band, outcome) {
    return outcome === 'FAILED' ? band.dispatches.some((dispatch) => dispatch.receivers.some((call) => call.error))
      : band.transaction?.outcome === outcome;
  }

  /** Says what there is, in words: where the list is empty, and for who does not see it. */
  say(bands) {
    this.note.hidden = bands.length > 0;
    if (bands.length === 0) {
      this.note.replaceChildren(...this.emptyNote());
    }
    const fresh = this.settled ? bands.filter((band) => !this.known.has(band.key)).length : 0;
    if (!this.settled || (fresh && Date.now() - this.spokenAt >= SPEAK)) {
      this.known = new Set(bands.map((band) => band.key));
      this.spokenAt = Date.now();
      this.spoken.textContent = fresh ? count(fresh, 'new transaction') : '';
    }
    this.settled = this.trace.last !== null;
  }

  emptyNote() {
    if (this.trace.state === 'lost') {
      return [el('h2', {}, 'The endpoint does not answer'), el('p', {}, this.trace.error?.message ?? 'It is tried again every second.')];
    }
    if (this.trace.size === 0) {
      return [el('h2', {}, 'The trace is off'), el('p', {}, 'Nothing is remembered, and nothing is slower for it. To see what happens here, start the application with'),
        el('pre', {}, 'signals.trace.size=1000')];
    }
    if (this.bands().length > 0) {
      return [el('h2', {}, 'Nothing matches the filter')];
    }
    return [el('h2', {}, 'Nothing has happened yet'), el('p', {}, 'Save something in the application, and it appears here.')];
  }

  find(number) {
    const dispatch = this.trace.dispatches.get(number);
    const key = dispatch && this.bands().find((band) => band.dispatches.includes(dispatch))?.key;
    const node = this.drawn.get(key)?.node;
    if (node) {
      node.scrollIntoView({ block: 'center', behavior: 'smooth' });
      node.classList.remove('found');
      requestAnimationFrame(() => node.classList.add('found'));
    }
  }

}
