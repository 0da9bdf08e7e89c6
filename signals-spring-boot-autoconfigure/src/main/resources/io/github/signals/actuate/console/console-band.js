/**
 * Draws a transaction: what it was and what became of it, and a row for each of its signals.
 */

import { button, clock, count, el, icon, name, shortName, span, took, type } from './console-dom.js';
import { delivery, LANES, ORIGINS, outcome, reason } from './console-words.js';

const MOST_DEPTH = 6;

/** How many rows of a band and how many calls of a lane are drawn before somebody asks for all of them. */
const MOST_ROWS = 100;
const MOST_CALLS = 40;

/** What Spring Boot calls the transaction manager, where there is but one. */
const USUAL_MANAGER = 'transactionManager';

/**
 * @param {Object} band one of Trace.bands()
 * @param {{number: function(number): ?Object, find: function(number): void, onCall: ?Function, all: Set<string>,
 * showAll: function(string, string): void}} trace finds a dispatch, shows it, hears of a click on a call, knows of what
 * all is shown, and shows all of it
 */
export function drawBand(band, trace) {
  const { transaction } = band;
  const what = outcome(transaction);
  const rows = rowsOf(band.dispatches);
  const open = transaction?.outcome === 'ACTIVE';
  const more = { all: trace.all, show: (what) => trace.showAll(band.key, what) };
  return el('li', { class: `band ${what.tone}`, 'data-key': band.key },
    el('div', { class: 'about' },
      el('span', { class: 'outcome' }, icon(what.icon), what.label),
      title(transaction),
      origin(rows[0], trace),
      el('span', { class: 'meta' }, meta(transaction, band.dispatches[0]))),
    el('ol', { class: 'rows' }, limited(rows, MOST_ROWS, band.key, more, (row) => drawRow({ ...row, open }, more, trace.onCall))));
}

/** Draws the first of many, and a button for all of them: a transaction may have thousands. */
function limited(items, most, key, more, draw) {
  if (items.length <= most || more.all.has(key)) {
    return items.map(draw);
  }
  const label = `Show all ${items.length.toLocaleString('en')}`;
  return [...items.slice(0, most).map(draw), el('li', { class: 'all' }, button(label, () => more.show(key)))];
}

function title(transaction) {
  return transaction?.name ? name(shortMethod(transaction.name), { class: 'work', title: transaction.name }) : null;
}

/** The class and the method, without the package. */
function shortMethod(full) {
  return full.split('.').slice(-2).join('.');
}

function meta(transaction, first) {
  const started = transaction?.started ?? first.time;
  const parts = [el('time', { datetime: started }, clock(started))];
  if (transaction?.ended) {
    parts.push(' · ', took(Math.max(0, Date.parse(transaction.ended) - Date.parse(transaction.started))));
  }
  if (transaction?.thread) {
    parts.push(' · ', name(transaction.thread));
  }
  if (transaction?.using && transaction.using !== USUAL_MANAGER) {
    parts.push(' · ', name(transaction.using));
  }
  return parts;
}

/** What has caused the whole band, where that is in another one. */
function origin(row, trace) {
  if (!row.causedBy) {
    return null;
  }
  const cause = trace.number(row.cause);
  const text = [icon('cause'), 'caused by ', name(row.causedBy)];
  return cause ? el('button', { type: 'button', class: 'cause', click: () => trace.find(row.cause) }, text)
    : el('span', { class: 'cause' }, text);
}

/**
 * Sorts the signals of a band such that each is below the one that has caused it. The net change that is delivered at
 * the end of the transaction joins the last row of the same entity.
 */
function rowsOf(dispatches) {
  const rows = [];
  const byNumber = new Map();
  const byEntity = new Map();
  for (const dispatch of dispatches) {
    const entity = `${dispatch.signal} ${dispatch.sender} ${dispatch.identifier}`;
    const earlier = !dispatch.identifier ? null : byEntity.get(entity);
    let row = earlier && isLate(dispatch) ? earlier : null;
    if (row) {
      row.receivers = row.receivers.concat(dispatch.receivers);
      row.changed = union(row.changed, dispatch.changed);
    } else {
      row = { ...dispatch, children: [] };
      byEntity.set(entity, row);
      const parent = byNumber.get(dispatch.cause);
      (parent && parent !== row ? parent.children : rows).push(row);
    }
    byNumber.set(dispatch.number, row);
  }
  return rows.flatMap((row) => flat(row, 0));
}

function isLate(dispatch) {
  return dispatch.receivers.every((receiver) => receiver.delivery !== 'IN_TRANSACTION');
}

function union(one, other) {
  return one && other ? [...new Set([...one, ...other])] : one ?? other;
}

function flat(row, depth) {
  row.depth = Math.min(depth, MOST_DEPTH);
  return [row, ...row.children.flatMap((child) => flat(child, depth + 1))];
}

function drawRow(row, more, onCall) {
  const lanes = Object.fromEntries(LANES.map((lane) => [lane, []]));
  row.receivers.forEach((receiver) => lanes[delivery(receiver.delivery).lane].push(receiver));
  const late = LANES.slice(1).some((lane) => lanes[lane].length);
  const [tx, ...others] = LANES.map((lane) => drawLane(lane, lanes[lane], row, more, onCall));
  return el('li', { class: `row${late ? '' : ' early'}`, 'data-depth': row.depth, 'data-number': row.number },
    drawSignal(row), tx, el('div', { class: 'line', 'aria-hidden': 'true' }), others);
}

function drawSignal(row) {
  return el('div', { class: 'signal' },
    row.depth > 0 ? icon('cause') : null,
    el('div', {},
      name(row.signal, { class: 'what' }),
      ' ', type(row.sender),
      row.identifier ? [' ', name(row.identifier, { class: 'id' })] : null,
      row.changed?.length && !row.created ? el('span', { class: 'changed' }, ' · ', name(row.changed.join(', '))) : null,
      el('small', {}, about(row)),
      row.complete === false ? el('small', {}, 'and more receivers, which are not listed') : null));
}

function about(row) {
  const parts = [ORIGINS[row.origin] ?? 'of unknown origin'];
  if (row.created === true) {
    parts.unshift('created');
  }
  if (row.scope?.importing) {
    parts.push('import');
  }
  if (row.scope?.muted) {
    parts.push('in a mute scope');
  }
  const cause = row.depth > 0 && row.causedBy ? [el('span', {}, 'by '), name(row.causedBy), ' · '] : [];
  return [...cause, parts.join(' · ')];
}

const HEADINGS = { tx: 'in the transaction', after: 'after it', async: 'async', durable: 'durable' };

function drawLane(lane, receivers, { number, open }, more, onCall) {
  return receivers.length === 0 ? el('div', { class: `lane ${lane} none` })
    : el('ul', { class: `lane ${lane}`, 'aria-label': HEADINGS[lane], 'data-label': HEADINGS[lane] },
      limited(receivers, MOST_CALLS, `${number} ${lane}`, more, (call) => drawCall({ ...call, open }, onCall)));
}

const STATES = {
  RETURNED: { tone: 'returned', icon: 'ok' },
  FAILED: { tone: 'failed', icon: 'fail' },
  WAITING: { tone: 'waiting', icon: 'wait' },
  NOT_DELIVERED: { tone: 'lost', icon: 'skip' },
  LEFT_OUT: { tone: 'left-out', icon: 'skip' },
  PARKED: { tone: 'parked', icon: 'park' }
};

function drawCall(call, onCall) {
  // A trace of an older version only has calls that have ended.
  const state = STATES[isForNothing(call) ? 'LEFT_OUT' : call.state ?? (call.error ? 'FAILED' : 'RETURNED')] ?? STATES.RETURNED;
  const kind = delivery(call.delivery);
  return el('li', { class: `call ${kind.tone} ${state.tone}`, 'data-uid': call.uid },
    icon(state.icon),
    el('div', {},
      onCall ? el('button', { type: 'button', class: 'uid bare', title: call.uid, click: (event) => onCall(call, event.target.closest('.call')) }, name(call.uid))
        : name(call.uid, { class: 'uid', title: call.uid }),
      el('small', { title: call.error ?? null }, state === STATES.LEFT_OUT ? leftOut(call) : story(call, state, kind))));
}

/** One that only hears rollbacks is not missing after a commit. */
function isForNothing(call) {
  return call.delivery === 'AFTER_ROLLBACK' && call.state === 'NOT_DELIVERED';
}

function leftOut(call) {
  return isForNothing(call) ? ': only after a rollback' : [' is left out: ', reason(call.reason)];
}

/** What a call has come to, in a few words. */
function story(call, state, kind) {
  const parts = [];
  if ((kind.tone === 'before' || kind.tone === 'rollback') && state !== STATES.WAITING) {
    parts.push(kind.label);
  }
  if (state === STATES.WAITING) {
    parts.push(...waiting(call));
  } else if (state === STATES.NOT_DELIVERED) {
    parts.push('not delivered');
  } else {
    parts.push(...ended(call, state));
  }
  return parts.flatMap((part, index) => index ? [' · ', part] : [part]);
}

function waiting(call) {
  const parts = [];
  if (call.error) {
    parts.push(`attempt ${call.attempt ?? 1} failed`, name(shortName(call.error)));
  } else {
    parts.push(!call.open ? 'waits for its turn' : call.delivery === 'AFTER_ROLLBACK' ? 'waits for a rollback' : 'waits for the commit');
  }
  if (call.nextAttempt) {
    parts.push(el('span', { class: 'next', 'data-next': call.nextAttempt }, 'next attempt soon'));
  }
  return parts;
}

function ended(call, state) {
  const parts = [];
  if (state === STATES.PARKED) {
    parts.push(call.attempt ? `parked after ${count(call.attempt, 'attempt')}` : 'parked');
  }
  if (call.error) {
    parts.push(state === STATES.PARKED ? '' : 'failed', name(shortName(call.error)));
  }
  if (call.milliseconds !== null && call.milliseconds !== undefined) {
    parts.push(took(call.milliseconds));
  }
  if (state === STATES.RETURNED && call.attempt > 1) {
    parts.push(`attempt ${call.attempt}`);
  }
  if (call.delivery === 'ASYNC' && call.thread) {
    parts.push(name(call.thread));
  }
  return parts.filter((part) => part !== '');
}

/** Counts down to the next attempts of durable calls. */
export function countDown(element, now) {
  for (const next of element.querySelectorAll('[data-next]')) {
    const seconds = Math.ceil((Date.parse(next.dataset.next) - now) / 1000);
    next.textContent = seconds > 0 ? `next in ${span(seconds)}` : 'next attempt now';
  }
}
