/**
 * What happens when something is done with an entity: its receivers in the order of the calls, and why others are left
 * out.
 */

import { el, icon, name, shortName, type } from './console-dom.js';
import { conditions, delivery, list, SIGNALS } from './console-words.js';

/** What can be done with an entity, and the signals of it. */
export const ACTIONS = {
  save: { label: 'saved', signals: ['PreSave', 'PostSave', 'CollectionChange'] },
  create: { label: 'created', signals: ['PreSave', 'PostSave', 'CollectionChange'], on: 'CREATED' },
  update: { label: 'updated', signals: ['PreSave', 'PostSave', 'CollectionChange'], on: 'UPDATED' },
  delete: { label: 'deleted', signals: ['PreDelete', 'PostDelete'] },
  load: { label: 'loaded', signals: ['PostLoad'] },
  bulk: { label: 'written by one statement', signals: ['BulkWrite'] },
  send: { label: 'sent a signal of the application about', signals: null }
};

const PHASES = [
  { key: 'pre', title: 'Before it is written', tone: 'tx' },
  { key: 'IN_TRANSACTION', title: 'At once, in the transaction', tone: 'tx' },
  { key: 'BEFORE_COMMIT', title: 'Before the commit', tone: 'before' },
  { key: 'AFTER_COMMIT', title: 'After the commit', tone: 'after' },
  { key: 'ASYNC', title: 'After it, on another thread', tone: 'async' },
  { key: 'DURABLE', title: 'After it, durably, on any node', tone: 'durable' },
  { key: 'AFTER_ROLLBACK', title: 'After the rollback', tone: 'rollback' }
];

/** How many receivers of a phase are drawn. */
const MOST_STEPS = 50;

/** The receivers of a sender as the endpoint explains them, from what is known without asking. */
export function explanations(facts, sender) {
  return sender.receivers.flatMap((heard) => {
    const receiver = facts.byUid.get(heard.uid);
    return (heard.signals).map((signal) => ({ ...receiver, signal, outcome: receiver.enabled ? 'DEPENDS' : 'DISABLED' }));
  });
}

/** What can be done with a sender such that somebody may hear it. */
export function actionsOf(explained) {
  const heard = new Set(explained.map((explanation) => explanation.signal));
  const own = [...heard].some((signal) => !SIGNALS.includes(signal));
  return Object.keys(ACTIONS).filter((key) => key !== 'save' && (key !== 'send' || own));
}

/**
 * Tells what becomes of one receiver.
 * @param {Object} explanation
 * @param {{action: string, changed: ?Set<string>, importing: boolean, rollback: boolean}} situation
 * @returns {{runs: boolean, why: string}}
 */
function verdict(explanation, situation) {
  const { conditions: declared } = explanation;
  const action = ACTIONS[situation.action];
  const no = (why) => ({ runs: false, why });
  if (explanation.outcome === 'DISABLED') {
    return no('it is switched off');
  }
  if (situation.importing && !declared.imports) {
    return no('it does not hear imports');
  }
  if (action.on && declared.on.length && !declared.on.includes(action.on)) {
    return no(action.on === 'CREATED' ? 'it hears only updates' : 'it hears only creations');
  }
  if (situation.action === 'update' && situation.changed && declared.changed.length
      && !declared.changed.some((attribute) => situation.changed.has(attribute))) {
    return no(`it waits for a change of ${list(declared.changed, 'or')}`);
  }
  return atTheEnd(explanation, situation, no);
}

function atTheEnd(explanation, situation, no) {
  if (situation.rollback && ['BEFORE_COMMIT', 'AFTER_COMMIT', 'ASYNC', 'DURABLE'].includes(explanation.delivery)) {
    return no('nothing is committed');
  }
  if (!situation.rollback && explanation.delivery === 'AFTER_ROLLBACK') {
    return no('nothing is rolled back');
  }
  return { runs: true, why: '' };
}

/**
 * Draws the calls in their order.
 * @param {Object} context {facts, follow: whether to say what they have been seen to save}
 */
export function drawSteps(context, sender, explained, situation, path = [sender.name]) {
  const signals = ACTIONS[situation.action].signals;
  const concerned = explained.filter((one) => (signals ? signals.includes(one.signal) : !SIGNALS.includes(one.signal)));
  let number = 0;
  const phases = PHASES.map((phase) => ({ ...phase, calls: concerned.filter((one) => phaseOf(one) === phase.key) }));
  const draw = (phase) => {
    const drawn = phase.calls.map((call, index) => {
      const outcome = verdict(call, situation);
      const counted = { ...outcome, number: outcome.runs ? ++number : null };
      return index < MOST_STEPS ? drawStep(context, call, counted, situation, path) : null;
    });
    if (drawn.length > MOST_STEPS) {
      drawn.push(el('li', { class: 'nobody' }, `and ${drawn.length - MOST_STEPS} more`));
    }
    return drawn.length ? el('li', { class: `phase ${phase.tone}` }, el('h3', {}, phase.title), el('ol', { class: 'steps' }, drawn)) : null;
  };
  const before = phases.slice(0, 3).map(draw);
  const after = phases.slice(3).filter((phase) => situation.rollback || phase.key !== 'AFTER_ROLLBACK' || phase.calls.length).map(draw);
  // What is caused in the transaction ends with it.
  const end = path.length === 1 ? drawEnd(situation) : null;
  return el('ol', { class: 'phases' }, before, end, after, concerned.length ? null : el('li', { class: 'nobody' }, 'Nobody hears it.'));
}

function phaseOf(explanation) {
  return explanation.signal.startsWith('Pre') ? 'pre' : explanation.delivery;
}

function drawEnd(situation) {
  return situation.rollback ? el('li', { class: 'end rolled-back' }, icon('back'), 'rollback')
    : el('li', { class: 'end' }, icon('ok'), 'commit');
}

function drawStep(context, call, outcome, situation, path) {
  const kind = delivery(call.delivery);
  const asked = outcome.runs ? unsettled(call, situation) : [];
  return el('li', { class: `step ${kind.tone}${outcome.runs ? '' : ' not'}` },
    el('span', { class: 'number', 'aria-hidden': 'true' }, outcome.runs ? String(outcome.number) : icon('skip')),
    el('div', {},
      name(call.uid, { class: 'uid', title: call.uid }),
      el('span', { class: 'of' }, ' hears ', name(call.signal)),
      outcome.runs ? null : el('p', {}, 'is left out: ', name(outcome.why)),
      asked.length ? el('p', {}, name(asked.join(' · '))) : null,
      outcome.runs && context.follow ? drawSaves(context, call, path) : null));
}

/** What it still depends on: what the situation says is settled. */
function unsettled(call, situation) {
  const settled = situation.action === 'save' ? {} : { on: [], changed: [] };
  return conditions({ ...call, conditions: { ...call.conditions, ...settled } });
}

/** What a receiver has been seen to save happens next. */
function drawSaves(context, call, path) {
  const saves = context.facts.byUid.get(call.uid)?.saves ?? [];
  return saves.map((saved) => {
    const sender = context.facts.byName.get(saved);
    if (!sender || path.includes(saved)) {
      return el('p', { class: 'saves' }, icon(path.includes(saved) ? 'cycle' : 'arrow'), 'has been seen to save ', type(saved),
        path.includes(saved) ? ', which is where this began' : '');
    }
    const details = el('details', { class: 'saves', open: path.length < 2 }, el('summary', {}, 'has been seen to save ', el('b', {}, name(shortName(saved)))));
    const fill = () => details.children.length > 1
      || details.append(drawSteps(context, sender, explanations(context.facts, sender), { action: 'save', changed: null }, [...path, saved]));
    details.addEventListener('toggle', fill);
    if (details.open) {
      fill();
    }
    return details;
  });
}
