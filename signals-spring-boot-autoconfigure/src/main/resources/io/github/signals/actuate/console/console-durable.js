/**
 * The durable calls of all nodes: how many wait, and what is parked and must be decided about.
 */

import { button, confirm, count, el, name, replace, shortName, span, type } from './console-dom.js';

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
  }

  open() {
    this.message = el('p', { class: 'message', role: 'status' });
    this.tiles = el('div', { class: 'tiles' });
    this.receivers = el('div', {});
    this.parked = el('div', {});
    this.panel.replaceChildren(this.message, this.tiles, this.receivers, this.parked);
    this.stopListening = this.facts.listen(() => this.changed());
    this.stopWatching = this.facts.watch();
  }

  close() {
    this.stopListening();
    this.stopWatching();
  }

  async changed() {
    const facts = this.facts.latest;
    this.say('polling');
    if (!facts.durable) {
      this.panel.replaceChildren(el('div', { class: 'note' }, el('h2', {}, 'No receiver is durable'),
        el('p', {}, 'A durable receiver is called at least once, even after a crash, on any node:'),
        el('pre', {}, '@PostSaveReceiver(delivery = Delivery.DURABLE, dispatchUid = "confirm_order")')));
      return;
    }
    this.drawTiles(facts);
    this.drawReceivers(facts);
    await this.drawParked(facts);
  }

  drawTiles(facts) {
    const { waiting, oldest, parked } = facts.durable;
    const rate = this.rate(facts);
    const tile = (label, value, about, tone) => el('div', { class: `tile ${tone ?? ''}` }, el('span', {}, label), el('b', {}, value), el('small', {}, about));
    this.tiles.replaceChildren(
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
    const heads = ['Receiver', 'Waiting', 'Failed before', 'Oldest', 'Parked', 'Partitions', ...(facts.readOnly ? [] : ['Decide'])];
    this.receivers.replaceChildren(el('h2', {}, 'By receiver'), table(heads, facts.durable.receivers.map((receiver) => [
      el('a', { href: `#wiring=${encodeURIComponent(receiver.uid)}` }, name(receiver.uid, { class: 'uid' })),
      receiver.waiting.toLocaleString('en'), receiver.retrying.toLocaleString('en'),
      receiver.oldest ? span(age(facts, receiver.oldest)) : '–', parkedCount(receiver.parked), drawPartitions(receiver),
      ...(facts.readOnly ? [] : [this.buttons(receiver.parked, receiver.uid, `the ${count(receiver.parked, 'parked call')} of ${receiver.uid}`)])])));
  }

  async drawParked(facts) {
    if (facts.durable.parked === 0) {
      this.parked.replaceChildren();
      return;
    }
    const { parked, calls } = await this.endpoint.get('parked');
    const heads = ['Since', 'Receiver', 'Entity', 'Error', 'Attempts', ...(facts.readOnly ? [] : ['Decide'])];
    replace(this.parked, el('div', { class: 'headed' }, el('h2', {}, 'Parked'),
      facts.readOnly ? null : this.buttons(parked, null, `all ${count(parked, 'parked call')}`, ' all')),
      parked > calls.length ? el('p', {}, `These are the first ${calls.length} of ${count(parked, 'call')}.`) : null,
      table(heads, calls.map((call) => [
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
    }, { class: operation === 'DISCARD' ? 'small danger' : 'small', 'aria-label': `${label} ${what}` });
    return el('div', { class: 'buttons' },
      act('REPLAY', `Replay ${what}?`, 'It is tried again at once, with all of its attempts.', 'Replay'),
      act('DISCARD', `Discard ${what}?`, 'It is deleted and never made. This cannot be undone.', 'Discard'));
  }

  async decide(target, operation) {
    const targets = target ? [target] : this.facts.latest.durable.receivers.filter((receiver) => receiver.parked).map((receiver) => receiver.uid);
    try {
      let calls = 0;
      for (const one of targets) {
        calls += (await this.endpoint.post(one, operation)).calls;
      }
      this.message.className = 'message';
      this.message.textContent = `${operation === 'REPLAY' ? 'Replayed' : 'Discarded'} ${count(calls, 'call')}.`;
    } catch (error) {
      this.message.className = 'message bad';
      this.message.textContent = error.message;
    }
    await this.facts.load().catch(() => {});
  }

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

/** Those that have nothing are not told of. */
function allPartitions({ partitions }) {
  const byNumber = new Map(partitions.map((partition) => [partition.number, partition]));
  const last = Math.max(PARTITIONS - 1, ...byNumber.keys());
  return Array.from({ length: last + 1 }, (_, number) => byNumber.get(number) ?? { number, waiting: 0, parked: 0, node: null });
}

function table(heads, rows) {
  return el('div', { class: 'table', tabindex: '0', role: 'group', 'aria-label': heads[0] }, el('table', {},
    el('thead', {}, el('tr', {}, heads.map((head) => el('th', { scope: 'col' }, head)))),
    el('tbody', {}, rows.map((cells) => el('tr', {}, cells.map((cell, index) => el('td', { 'data-label': heads[index] }, cell)))))));
}
