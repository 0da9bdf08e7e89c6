/**
 * What the words of the library are called on the page.
 */

/** The deliveries in the order in which they run; the tone is a class of the style sheet. */
export const DELIVERIES = {
  IN_TRANSACTION: { label: 'in the transaction', tone: 'tx', lane: 'tx' },
  BEFORE_COMMIT: { label: 'before the commit', tone: 'before', lane: 'tx' },
  AFTER_COMMIT: { label: 'after the commit', tone: 'after', lane: 'after' },
  ASYNC: { label: 'async', tone: 'async', lane: 'async' },
  DURABLE: { label: 'durable', tone: 'durable', lane: 'durable' },
  AFTER_ROLLBACK: { label: 'after a rollback', tone: 'rollback', lane: 'after' }
};

const UNKNOWN = { label: 'some other time', tone: 'tx', lane: 'tx' };

export const LANES = ['tx', 'after', 'async', 'durable'];

export const SIGNALS = ['PreSave', 'PostSave', 'CollectionChange', 'BulkWrite', 'PreDelete', 'PostDelete', 'SaveFailed', 'DeleteFailed', 'PostLoad'];

export function delivery(value) {
  return DELIVERIES[value] ?? { ...UNKNOWN, label: String(value) };
}

const OUTCOMES = {
  ACTIVE: { label: 'open', icon: 'wait', tone: 'active' },
  COMMITTED: { label: 'committed', icon: 'ok', tone: 'committed' },
  ROLLED_BACK: { label: 'rolled back', icon: 'back', tone: 'rolled-back' },
  UNKNOWN: { label: 'outcome unknown', icon: 'warn', tone: 'unknown' }
};

const NO_TRANSACTION = { label: 'no transaction', icon: 'skip', tone: 'alone' };

/** What has become of a transaction, or of none. */
export function outcome(transaction) {
  return transaction ? OUTCOMES[transaction.outcome] ?? OUTCOMES.UNKNOWN : NO_TRANSACTION;
}

export const ORIGINS = {
  REPOSITORY: 'repository call',
  FLUSH: 'found at a flush',
  BULK: 'one statement',
  LOAD: 'loaded',
  APPLICATION: 'sent by the application',
  BACKFILL: 'by a back-fill'
};

const REASONS = {
  ON: 'not this kind of save',
  CHANGED: 'nothing that it waits for has changed',
  CONDITION: 'its condition is not met',
  MUTED: 'it is muted here',
  IMPORT: 'it does not hear imports',
  DISABLED: 'it is switched off',
  REENTERED: 'it is already running for this instance'
};

export function reason(value) {
  return REASONS[value] ?? String(value ?? 'for an unknown reason').toLowerCase();
}

/** The conditions of a receiver as parts of a sentence. */
export function conditions(receiver) {
  const declared = receiver.conditions;
  const parts = [];
  if (declared.on?.length === 1) {
    parts.push(declared.on[0] === 'CREATED' ? 'only when it is created' : 'only when it is updated');
  }
  if (declared.changed?.length) {
    parts.push(`when ${list(declared.changed, 'or')} changes`);
  }
  if (declared.parts?.length) {
    parts.push(`with its parts ${list(declared.parts, 'and')}`);
  }
  if (declared.expression) {
    parts.push(`if ${declared.expression}`);
  }
  if (declared.when?.length) {
    parts.push(`if ${list(declared.when, 'and')}`);
  }
  if (receiver.delivery === 'DURABLE' && declared.ordered === false) {
    parts.push('in any order');
  }
  return parts;
}

export function list(names, word) {
  return names.length < 2 ? names.join('') : `${names.slice(0, -1).join(', ')} ${word} ${names[names.length - 1]}`;
}
