/**
 * The durable calls of all nodes: how many wait, and what is parked and must be decided about.
 */

import { button, confirm, count, el, name, renew, shortName, span, type } from './console-dom.js';

const PARTITIONS = 16;

export function open(panel, context) {
  const durable = new Durable(panel, context);
  durable.open();
  return { show: () => {}, close: () => durable.close() };
}

class Durable {

  constructor(panel, { endpoint, facts, say }) {
    this.panel = panel;
    this.endpoint = endpoint;
    this.facts = facts;
    this.say = say;
    this.samples = [];
    this.turn = 0;
  }

  open() {
    this.message = el('p', { class: 'message', role: 'status' });
    this.trouble = el('p', { class: 'message bad', role: 'status' });
    this.tiles = el('div', { class: 'tiles' });
    this.receivers = el('div', {});
    this.parked = el('div', {});
    this.content = el('div', {});
    this.panel.replaceChildren(el('h2', { class: 'spoken' }, 'Durable calls'), this.message, this.trouble, this.content);
    this.stopListening = this.facts.listen(() => this.changed());
    this.stopWatching = this.facts.watch();
  }

  close() {
    this.stopListening();
    this.stopWatching();
  }

  async changed() {
    const { latest, error } = this.facts;
    const problem = latest?.durable?.problem;
    this.say(error ? 'lost' : 'polling');
    this.trouble.textContent = error?.message ?? (problem ? `${problem}.` : '');
    if (error || problem || isAsking()) {
      return;
    }
    if (latest.durable) {
      await this.draw(latest);
    } else {
      renew(this.content, el('div', { class: 'note' }, el('h2', {}, 'No receiver is durable'),
        el('p', {}, 'A durable receiver is called at least once, even after a crash, on any node:'),
        el('pre', {}, '@PostSaveReceiver(delivery = Delivery.DURABLE, dispatchUid = "confirm_order")')));
    }
  }

  /** Draws what is new. Answers may overtake each other. */
  async draw(facts) {
    if (!this.content.contains(this.tiles)) {
      this.content.replaceChildren(this.tiles, this.receivers, this.parked);
    }
    this.drawTiles(facts);
    this.drawReceivers(facts);
    const turn = ++this.turn;
    try {
      const answer = facts.durable.parked ? await this.endpoint.get('parked') : null;
      if (turn === this.turn && !isAsking()) {
        this.drawParked(facts, answer);
      }
    } catch (error) {
      this.trouble.textContent = error.message;
    }
  }

  drawTiles(facts) {
    const { waiting, oldest, parked } = facts.durable;
    const rate = this.rate(facts);
    const tile = (label, value, about, tone) => el('div', { class: `tile ${tone ?? ''}` }, el('span', {}, label), el('b', {}, value), el('small', {}, about));
    renew(this.tiles,
      tile('Waiting', waiting.toLocaleString('en'), 'recorded, and not ended'),
      tile('Oldest', oldest ? span(age(facts, oldest)) : '–', oldest ? 'has been waiting for this long' : 'nothing waits'),
      tile('Rate', rate === null ? '–' : `${rate < 10 ? rate.toFixed(1) : Math.round(rate)}/s`, 'calls on this node'),
      tile('Parked', parked.toLocaleString('en'), parked ? 'wait for your decision' : 'nothing to decide', parked ? 'bad' : null));
  }

  /** How many durable calls this node has made in a second, over the last half minute. */
  rate(facts) {
    const calls = facts.receivers.filter((receiver) => receiver.delivery === 'DURABLE').reduce((sum, receiver) => sum + receiver.calls, 0);
    const now = Date.parse(facts.time);
    this.samples.push({ now, calls });
    this.samples = this.samples.filter((sample) => now - sample.now <= 30000);
    const [first] = this.samples;
    return now > first.now ? Math.max(0, (calls - first.calls) * 1000 / (now - first.now)) : null;
  }

  drawReceivers(facts) {
    const heads = ['Receiver', 'Waiting', 'Failed before', 'Oldest', 'Parked', 'Partitions', 'Worked on by', ...(facts.readOnly ? [] : ['Decide'])];
    renew(this.receivers, el('h2', {}, 'By receiver'), table('By receiver', heads, facts.durable.receivers.map((receiver) => [receiver.uid,
      el('a', { href: `#wiring=${encodeURIComponent(receiver.uid)}` }, name(receiver.uid, { class: 'uid' })),
      receiver.waiting.toLocaleString('en'), receiver.retrying.toLocaleString('en'),
      receiver.oldest ? span(age(facts, receiver.oldest)) : '–', parkedCount(receiver.parked), drawPartitions(receiver), drawNodes(receiver),
      ...(facts.readOnly ? [] : [this.buttons(receiver.parked, receiver.uid, `the ${count(receiver.parked, 'parked call')} of ${receiver.uid}`)])])));
  }

  drawParked(facts, answer) {
    if (!answer) {
      this.parked.replaceChildren();
      return;
    }
    const { parked, calls } = answer;
    const heads = ['Since', 'Receiver', 'Entity', 'Error', 'Attempts', ...(facts.readOnly ? [] : ['Decide'])];
    renew(this.parked, el('div', { class: 'headed' }, el('h2', {}, 'Parked'),
      facts.readOnly ? null : this.buttons(parked, null, `all ${count(parked, 'parked call')}`, ' all')),
      parked > calls.length ? el('p', {}, `These are the first ${calls.length} of ${count(parked, 'call')}.`) : null,
      table('Parked', heads, calls.map((call) => [call.id,
        el('time', { datetime: call.since, title: new Date(call.since).toLocaleString('en') }, `${span(age(facts, call.since))} ago`),
        name(call.uid, { class: 'uid' }), [type(call.sender), ' ', call.entity ? name(call.entity, { class: 'id' }) : ''],
        call.error ? name(shortName(call.error), { title: call.error, class: 'error' }) : '–', String(call.attempts),
        ...(facts.readOnly ? [] : [this.buttons(1, call.id, `this call of ${call.uid}`)])])));
  }

  /** Buttons that ask first; without a target they decide about the calls of all receivers. */
  buttons(parked, target, what, suffix = '') {
    if (parked === 0) {
      return '–';
    }
    const act = (operation, question, explanation, label) => button(`${label}${suffix}`, async () => {
      if (await confirm(question, explanation, `${label}${suffix}`)) {
        await this.decide(target, operation);
      }
    }, { class: operation === 'DISCARD' ? 'small danger' : 'small', 'aria-label': `${label} ${what}`, 'data-target': target });
    return el('div', { class: 'buttons' },
      act('REPLAY', `Replay ${what}?`, parked === 1 ? 'It is tried again at once, with all of its attempts.' : 'They are tried again at once, with all of their attempts.', 'Replay'),
      act('DISCARD', `Discard ${what}?`, `${parked === 1 ? 'It is deleted and' : 'They are deleted and'} never made. This cannot be undone.`, 'Discard'));
  }

  async decide(target, operation) {
    const targets = target ? [target] : this.facts.latest.durable.receivers.filter((receiver) => receiver.parked).map((receiver) => receiver.uid);
    const failures = [];
    let calls = 0;
    for (const one of targets) {
      try {
        calls += (await this.endpoint.post(one, operation)).calls;
      } catch (error) {
        failures.push(error.message);
      }
    }
    const done = `${operation === 'REPLAY' ? 'Replayed' : 'Discarded'} ${count(calls, 'call')}.`;
    const failed = target ? failures[0] : `${done} It failed for ${count(failures.length, 'receiver')}: ${failures[0]}`;
    this.message.className = failures.length ? 'message bad' : 'message';
    this.message.textContent = failures.length ? failed : done;
    await this.facts.load().catch(() => {});
  }

}

/** While somebody decides, nothing moves. */
function isAsking() {
  return document.querySelector('dialog[open]') !== null;
}

function age(facts, since) {
  return Math.max(0, (Date.parse(facts.time) - Date.parse(since)) / 1000);
}

function parkedCount(parked) {
  return parked ? el('b', { class: 'bad' }, parked.toLocaleString('en')) : '0';
}

/** A square for each partition; the more calls wait in it, the fuller it is. */
function drawPartitions(receiver) {
  const most = Math.max(1, ...receiver.partitions.map((partition) => partition.waiting));
  return el('ul', { class: 'partitions' }, allPartitions(receiver).map((partition) => {
    const level = partition.waiting ? Math.max(1, Math.ceil(4 * partition.waiting / most)) : 0;
    const text = `Partition ${partition.number}: ${partition.waiting} waiting, ${partition.parked} parked`
      + (partition.node ? `, ${partition.node} works on it` : '');
    return el('li', { class: `level-${level}${partition.parked ? ' bad' : ''}${partition.node ? ' busy' : ''}`, title: text }, el('span', { class: 'spoken' }, text));
  }));
}

function drawNodes({ partitions }) {
  const nodes = [...new Set(partitions.map((partition) => partition.node).filter(Boolean))];
  return nodes.length ? nodes.map((node, index) => [index ? ', ' : '', name(node.length > 16 ? `${node.slice(0, 16)}…` : node, { title: node })]) : '–';
}

/** Those that have nothing are not told of. */
function allPartitions({ partitions }) {
  const byNumber = new Map(partitions.map((partition) => [partition.number, partition]));
  const last = Math.max(PARTITIONS - 1, ...byNumber.keys());
  return Array.from({ length: last + 1 }, (_, number) => byNumber.get(number) ?? { number, waiting: 0, parked: 0, node: null });
}

/** Each row begins with its key. */
function table(label, heads, rows) {
  return el('div', { class: 'table', tabindex: '0', role: 'group', 'aria-label': label }, el('table', {},
    el('thead', {}, el('tr', {}, heads.map((head) => el('th', { scope: 'col' }, head)))),
    el('tbody', {}, rows.map(([key, ...cells]) => el('tr', { 'data-key': key }, cells.map((cell, index) => el('td', { 'data-label': heads[index] }, el('div', {}, cell))))))));
}
