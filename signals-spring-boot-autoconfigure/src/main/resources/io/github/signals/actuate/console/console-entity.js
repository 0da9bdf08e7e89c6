/**
 * Draws an entity of the wiring: its signals, and for each of them who hears it, in the order of the calls.
 */

import { button, count, dotted, el, icon, name, packageName, shortName, span, took, type } from './console-dom.js';
import { conditions, delivery, DELIVERIES, SIGNALS } from './console-words.js';

/** How many receivers of an entity are drawn before one asks for the others. */
const MOST = 40;

const ORDER = Object.keys(DELIVERIES);

/**
 * The receivers of a sender by its signals, as [signal, [{heard, receiver}]].
 */
export function bySignal(facts, sender) {
  const groups = new Map();
  for (const heard of sender.receivers) {
    for (const signal of heard.signals) {
      if (!groups.has(signal)) {
        groups.set(signal, []);
      }
      groups.get(signal).push({ heard, receiver: facts.byUid.get(heard.uid) });
    }
  }
  groups.forEach((calls) => calls.sort((one, other) => ORDER.indexOf(one.receiver.delivery) - ORDER.indexOf(other.receiver.delivery)));
  return [...groups].sort(([one], [other]) => place(one) - place(other));
}

function place(signal) {
  const index = SIGNALS.indexOf(signal);
  return index === -1 ? SIGNALS.length : index;
}

/**
 * @param {Object} context {facts, leadsBack(sender, saved), wanted(receiver), stats: Map of uid to elements}
 */
export function drawSender(context, sender) {
  const { facts } = context;
  const warnings = facts.warnings.filter((warning) => warning.sender === sender.name && !warning.uid);
  return el('section', { class: 'sender', 'data-sender': sender.name },
    el('div', { class: 'entity' },
      el('h3', {}, el('a', { href: `#${encodeURIComponent(sender.name)}`, title: sender.name }, name(shortName(sender.name)))),
      packageName(sender.name) ? dotted(packageName(sender.name), { class: 'package' }) : null,
      el('p', {}, sender.entity ? '' : 'not stored · ', count(sender.receivers.length, 'receiver')),
      warnings.map(drawWarning)),
    el('div', { class: 'heard' }, bySignal(facts, sender).map(([signal, calls]) => drawSignal(context, sender, signal, calls))));
}

export function drawWarning(warning) {
  return el('p', { class: 'warning' }, icon('warn'), el('span', {}, name(warning.text)));
}

function drawSignal(context, sender, signal, calls) {
  const numbered = calls.map((call, index) => ({ ...call, number: index + 1 })).filter((call) => context.wanted(call.receiver));
  if (numbered.length === 0) {
    return null;
  }
  const items = el('ol', { class: 'receivers' }, numbered.slice(0, MOST).map((call) => drawReceiver(context, sender, call)));
  if (numbered.length > MOST) {
    addMore(items, context, sender, numbered.slice(MOST));
  }
  return el('div', { class: 'heard-signal' }, el('h4', { class: 'pill' }, name(signal)), items);
}

function addMore(items, context, sender, others) {
  const more = el('li', { class: 'others' }, button(`Show ${count(others.length, 'more receiver')}`, () => {
    more.replaceWith(...others.slice(0, 5 * MOST).map((call) => drawReceiver(context, sender, call)));
    if (others.length > 5 * MOST) {
      addMore(items, context, sender, others.slice(5 * MOST));
    }
  }));
  items.append(more);
}

function drawReceiver(context, sender, { heard, receiver, number }) {
  const kind = delivery(receiver.delivery);
  const warnings = context.facts.warnings.filter((warning) => warning.uid === receiver.uid);
  const asked = conditions(receiver);
  return el('li', { class: `receiver ${kind.tone}${receiver.enabled ? '' : ' off'}`, 'data-uid': receiver.uid },
    el('div', { class: 'card' },
      el('div', { class: 'title' },
        el('span', { class: 'number' }, String(number)),
        name(receiver.uid, { class: 'uid', title: receiver.uid }),
        heard.inheritedFrom ? el('span', { class: 'via' }, 'via ', type(heard.inheritedFrom)) : null,
        el('span', { class: 'delivery' }, kind.label)),
      asked.length ? el('p', { class: 'asked' }, name(asked.join(' · '))) : null,
      el('p', { class: 'stats' }, receiver.method !== receiver.uid ? [name(receiver.method, { class: 'method' }), ' · '] : null, drawStats(context, receiver)),
      warnings.map(drawWarning)),
    drawSaves(context, sender, receiver));
}

/** What changes from one answer to the next without a change of the picture. */
function drawStats(context, receiver) {
  const element = el('span', {}, stats(receiver));
  if (!context.stats.has(receiver.uid)) {
    context.stats.set(receiver.uid, []);
  }
  context.stats.get(receiver.uid).push(element);
  return element;
}

export function stats(receiver) {
  if (!receiver.enabled) {
    return [el('b', { class: 'switched-off' }, 'switched off'), receiver.calls ? ` · ${count(receiver.calls, 'call')} before` : ''];
  }
  if (receiver.calls === 0) {
    return ['not called yet'];
  }
  return [`${count(receiver.calls, 'call')} · `, el('span', { title: `the longest took ${took(receiver.maxMilliseconds)}` }, `${took(receiver.meanMilliseconds)} on average`),
    receiver.failures ? [' · ', el('b', { class: 'failures', title: lastError(receiver) }, count(receiver.failures, 'failure'))] : ''].flat();
}

function lastError({ lastError: error }) {
  return error ? `most recently ${error.type}, ${span((Date.now() - Date.parse(error.time)) / 1000)} ago` : null;
}

function drawSaves(context, sender, receiver) {
  if (!receiver.saves?.length) {
    return null;
  }
  return el('ul', { class: 'saved', 'aria-label': 'has been seen to save' }, receiver.saves.map((saved) => {
    const back = context.leadsBack(sender.name, saved);
    return el('li', { class: back ? 'back' : null }, icon(back ? 'cycle' : 'arrow'),
      el('a', { href: `#${encodeURIComponent(saved)}`, title: `${saved}${back ? ': a cycle' : ''}` }, name(shortName(saved))));
  }));
}
