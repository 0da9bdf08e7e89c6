/**
 * Who hears whom: entities, their signals, and their receivers.
 */

import { button, count, el, icon, name, replace, shortName } from './console-dom.js';
import { drawSender, drawWarning, stats } from './console-entity.js';
import { cycles, findSender } from './console-facts.js';
import { copyButtons } from './console-picture.js';
import { actionsOf, drawSteps, explanations } from './console-steps.js';
import { DELIVERIES } from './console-words.js';

/** How many entities are drawn at once; more follow when one scrolls down to them. */
const PAGE = 20;

export function open(panel, context) {
  const wiring = new Wiring(panel, context);
  wiring.open();
  return { show: (argument) => wiring.show(argument), close: () => wiring.close() };
}

class Wiring {

  constructor(panel, context) {
    this.panel = panel;
    this.facts = context.facts;
    this.endpoint = context.endpoint;
    this.context = context;
    this.query = '';
    this.deliveries = new Set(Object.keys(DELIVERIES));
    this.focus = null;
    this.structure = null;
  }

  open() {
    this.search = el('input', { type: 'search', id: 'search', placeholder: 'entity, receiver or condition', autocomplete: 'off', spellcheck: 'false', input: () => this.searched() });
    this.summary = el('p', { class: 'summary', role: 'status' });
    this.body = el('div', { class: 'wiring' });
    this.more = el('div', { 'aria-hidden': 'true' });
    this.panel.replaceChildren(
      el('h2', { class: 'spoken' }, 'Who hears whom'),
      el('div', { class: 'tools' }, el('label', { class: 'wide' }, 'Search', this.search), copyButtons(this.endpoint, (facts) => (this.facts.latest ? this.selection() : facts.senders))),
      this.legend(), this.summary, this.body, this.more);
    this.observer = new IntersectionObserver((entries) => entries.some((entry) => entry.isIntersecting) && this.drawMore(), { rootMargin: '800px' });
    this.observer.observe(this.more);
    this.stopListening = this.facts.listen(() => this.changed());
    this.stopWatching = this.facts.watch();
    if (this.facts.latest) {
      this.changed();
    }
  }

  close() {
    this.observer.disconnect();
    this.stopListening();
    this.stopWatching();
  }

  show(argument) {
    this.focus = argument || null;
    this.structure = null;
    if (this.facts.latest) {
      this.changed();
    }
    scrollTo(0, 0);
  }

  legend() {
    return el('div', { class: 'legend', role: 'group', 'aria-label': 'Deliveries' }, Object.entries(DELIVERIES).map(([key, kind]) => {
      const toggle = button([el('span', { class: 'dot', 'aria-hidden': 'true' }), kind.label], () => {
        const off = this.deliveries.delete(key) || !this.deliveries.add(key);
        toggle.setAttribute('aria-pressed', String(!off));
        this.redraw();
      }, { class: `plain ${kind.tone}`, 'aria-pressed': 'true' });
      return toggle;
    }));
  }

  searched() {
    this.query = this.search.value.trim().toLowerCase();
    this.redraw();
  }

  redraw() {
    this.structure = null;
    this.changed();
  }

  /** Draws all again if the picture is another one, and else only the numbers. */
  changed() {
    const { latest: facts, error } = this.facts;
    this.context.say(error ? 'lost' : 'polling');
    if (!facts) {
      this.summary.textContent = error?.message ?? '';
      return;
    }
    if (this.structure === facts.structure) {
      this.stats.forEach((elements, uid) => elements.forEach((element) => element.replaceChildren(...stats(facts.byUid.get(uid)))));
      return;
    }
    this.structure = facts.structure;
    this.stats = new Map();
    this.drawing = { facts, stats: this.stats, leadsBack: cycles(facts), wanted: (receiver) => this.deliveries.has(receiver.delivery) };
    const focused = this.focus && (findSender(facts, this.focus) ?? null);
    if (focused) {
      this.drawFocus(focused);
    } else {
      this.drawAll();
    }
  }

  drawAll() {
    const { facts } = this.drawing;
    const receiver = this.focus && facts.byUid.get(this.focus);
    this.pending = this.selection(receiver);
    const heard = this.pending.filter((sender) => sender.receivers.length);
    const unheard = this.pending.filter((sender) => !sender.receivers.length);
    this.summary.replaceChildren(...this.summarized(facts, receiver));
    this.body.replaceChildren(...this.general(facts), el('div', { class: 'senders' }));
    this.pending = heard;
    this.drawMore();
    if (unheard.length && !receiver) {
      this.body.append(drawUnheard(unheard));
    }
  }

  drawMore() {
    const list = this.body.querySelector('.senders');
    if (list && this.pending?.length) {
      list.append(...this.pending.splice(0, PAGE).map((sender) => drawSender(this.drawing, sender)));
    }
  }

  /** The senders that are asked for: by the search, by the legend, and by the address. */
  selection(receiver = this.focus && this.facts.latest.byUid.get(this.focus)) {
    const facts = this.facts.latest;
    const focused = this.focus && findSender(facts, this.focus);
    if (focused) {
      return [focused];
    }
    return facts.senders.filter((sender) => this.matches(facts, sender)
      && (!receiver || sender.receivers.some((heard) => heard.uid === receiver.uid)));
  }

  matches(facts, sender) {
    const all = this.deliveries.size === Object.keys(DELIVERIES).length;
    if (!all && !sender.receivers.some((heard) => this.deliveries.has(facts.byUid.get(heard.uid).delivery))) {
      return false;
    }
    return !this.query || sender.name.toLowerCase().includes(this.query) || sender.receivers.some((heard) => {
      const { uid, method, conditions } = facts.byUid.get(heard.uid);
      return [uid, method, conditions.expression ?? '', ...(conditions.when ?? []), ...conditions.changed].some((text) => text.toLowerCase().includes(this.query));
    });
  }

  summarized(facts, receiver) {
    const all = `${count(facts.senders.length, 'entity', 'entities')}, ${count(facts.receivers.length, 'receiver')}`;
    if (this.focus && !receiver) {
      return [`There is no entity and no receiver '${this.focus}'. `, el('a', { href: '#wiring' }, 'Show all')];
    }
    if (receiver) {
      return ['Who is heard by ', el('b', {}, name(receiver.uid)), '. ', el('a', { href: '#wiring' }, 'Show all')];
    }
    return [this.query ? `${this.pending.length} of ${all}` : all];
  }

  general(facts) {
    const warnings = facts.warnings.filter((warning) => !warning.uid && !facts.byName.has(warning.sender));
    return warnings.map(drawWarning);
  }

  /** Answers what happens when this entity is saved. */
  drawFocus(sender) {
    const { facts } = this.drawing;
    const explained = explanations(facts, sender);
    const short = shortName(sender.name);
    const steps = (action) => drawSteps({ facts, follow: true }, sender, explained, { action, changed: null });
    const others = actionsOf(explained).filter((action) => ['delete', 'load'].includes(action)
      && explained.some((one) => one.signal.endsWith(action === 'delete' ? 'Delete' : 'Load')));
    this.pending = [];
    this.summary.replaceChildren(el('a', { href: '#wiring' }, '← all entities'), ' · ',
      el('a', { href: `#try=${encodeURIComponent(sender.name)}` }, 'Try it'));
    replace(this.body, drawSender(this.drawing, sender),
      el('h2', {}, 'What happens when ', name(short), ' is saved?'), steps('save'),
      ...others.map((action) => [el('h2', {}, 'What happens when ', name(short), ` is ${action === 'delete' ? 'deleted' : 'loaded'}?`), steps(action)]));
  }

}

function drawUnheard(senders) {
  return el('section', { class: 'unheard' },
    el('h3', {}, icon('warn'), `${count(senders.length, 'entity that nobody hears', 'entities that nobody hears')}`),
    el('ul', {}, senders.slice(0, 500).map((sender) => el('li', {},
      el('a', { href: `#${encodeURIComponent(sender.name)}`, title: sender.name }, name(shortName(sender.name)))))));
}
