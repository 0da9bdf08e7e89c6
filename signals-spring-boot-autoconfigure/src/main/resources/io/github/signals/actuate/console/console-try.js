/**
 * Tries what would happen, without doing it: an entity class, what is done with it, and who would be called.
 */

import { el, name, shortName } from './console-dom.js';
import { findSender } from './console-facts.js';
import { ACTIONS, actionsOf, drawSteps } from './console-steps.js';

export function open(panel, context) {
  const trial = new Trial(panel, context);
  return { show: (argument) => trial.show(argument), close: () => trial.close() };
}

/** Where nothing is asked for, the example is the one that tells most. */
function mostHeard(facts) {
  return facts.senders.reduce((one, other) => (!one || other.receivers.length > one.receivers.length ? other : one), null);
}

class Trial {

  constructor(panel, { endpoint, facts, say }) {
    this.panel = panel;
    this.endpoint = endpoint;
    this.facts = facts;
    this.say = say;
    this.situation = { action: 'create', changed: new Set(), importing: false, rollback: false };
    this.turn = 0;
  }

  close() {
    this.turn++;
  }

  /** The answer to the last question is shown, whichever comes last. */
  async show(argument) {
    const turn = ++this.turn;
    try {
      const facts = this.facts.latest ?? await this.facts.load();
      if (turn !== this.turn) {
        return;
      }
      this.say('polling');
      const sender = findSender(facts, argument) ?? mostHeard(facts);
      if (!sender) {
        this.panel.replaceChildren(el('div', { class: 'note' }, el('h2', {}, 'There is no entity'), el('p', {}, 'Nothing is stored, and no receiver is connected.')));
        return;
      }
      const answer = await this.endpoint.get(encodeURIComponent(sender.name));
      if (turn === this.turn) {
        this.sender = sender;
        this.explained = answer.receivers;
        this.draw(facts);
      }
    } catch (error) {
      this.refuse(turn, error);
    }
  }

  refuse(turn, error) {
    if (turn === this.turn) {
      this.panel.replaceChildren(el('div', { class: 'note' }, el('h2', {}, 'That did not work'), el('p', {}, error.message)));
    }
  }

  draw(facts) {
    this.answer = el('div', { class: 'answer', 'aria-live': 'polite' });
    this.panel.replaceChildren(el('div', { class: 'trial' },
      el('form', { class: 'situation', submit: (event) => event.preventDefault() },
        el('label', {}, 'What if', this.chooser(facts)),
        this.actions(), this.attributes(), this.switches()),
      this.answer));
    this.drawAnswer();
  }

  chooser(facts) {
    const select = el('select', { id: 'sender', change: () => { location.hash = `try=${encodeURIComponent(select.value)}`; } },
      [...facts.senders].sort((one, other) => (other.receivers.length > 0) - (one.receivers.length > 0)).slice(0, 1000)
        .map((sender) => el('option', { value: sender.name, selected: sender === this.sender },
          `${shortName(sender.name)}${sender.receivers.length ? '' : ' (nobody hears it)'}`)));
    return select;
  }

  actions() {
    const keys = actionsOf(this.explained);
    if (!keys.includes(this.situation.action)) {
      this.situation.action = keys[0];
    }
    return el('fieldset', {}, el('legend', {}, 'is'), keys.map((key) => el('label', { class: 'choice' },
      el('input', { type: 'radio', name: 'action', value: key, checked: key === this.situation.action, change: () => this.choose(key) }),
      ACTIONS[key].label)));
  }

  choose(action) {
    this.situation.action = action;
    this.attributeChoice.hidden = !this.hasAttributes();
    this.drawAnswer();
  }

  hasAttributes() {
    return this.situation.action === 'update' && this.watched().length > 0;
  }

  /** The attributes that matter to anybody. */
  watched() {
    return [...new Set(this.explained.flatMap((one) => one.conditions.changed))].sort();
  }

  attributes() {
    this.attributeChoice = el('fieldset', { hidden: !this.hasAttributes() }, el('legend', {}, 'and what changes is'),
      this.watched().map((attribute) => this.check(name(attribute), attribute, this.situation.changed.has(attribute), (checked) =>
        (checked ? this.situation.changed.add(attribute) : this.situation.changed.delete(attribute)))),
      el('p', { class: 'hint' }, 'Nobody asks whether other attributes change.'));
    return this.attributeChoice;
  }

  switches() {
    return el('fieldset', {}, el('legend', {}, 'and'),
      this.check('it is part of an import', 'import', this.situation.importing, (checked) => { this.situation.importing = checked; }),
      this.check('the transaction rolls back', 'rollback', this.situation.rollback, (checked) => { this.situation.rollback = checked; }));
  }

  check(label, value, checked, set) {
    const input = el('input', { type: 'checkbox', value, checked, change: () => {
      set(input.checked);
      this.drawAnswer();
    } });
    return el('label', { class: 'choice' }, input, label);
  }

  drawAnswer() {
    this.answer.replaceChildren(el('h2', {}, 'If ', name(shortName(this.sender.name)), ` is ${ACTIONS[this.situation.action].label}`,
      this.situation.rollback ? ', and the transaction rolls back' : ''),
      drawSteps({ facts: this.facts.latest, follow: !this.situation.rollback }, this.sender, this.explained, this.situation));
  }

}
