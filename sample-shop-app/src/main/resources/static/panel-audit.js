import { get } from './api.js';
import { element, fill, timeOf } from './dom.js';

const SHOWN = 8;

const rows = element('tbody', {});

/** Who has changed what. */
export const auditLog = {

	id: 'audit',
	title: 'Audit log',
	hint: 'Written in the same transaction, or not at all, by',
	uids: ['audit_save', 'audit_delete', 'audit_bulk_write'],
	content: [element('table', {},
			element('thead', {}, element('tr', {}, ...['When', 'Who', 'What', 'Old', 'New'].map((head) => element('th', { scope: 'col' }, head)))),
			rows)],

	async refresh() {
		const { ok, body } = await get('api/audit');
		if (ok) {
			fill(rows, ...body.filter(isSomething).slice(0, SHOWN).map(row));
		}
	},

};

/** What is empty from the beginning is no news. */
function isSomething({ operation, oldValue, newValue }) {
	return operation !== 'CREATED' || (oldValue ?? newValue) !== null;
}

function row({ changedAt, actor, operation, entity, entityId, attribute, oldValue, newValue }) {
	const what = `${entity} ${entityId ?? ''} ${attribute ?? operation.toLowerCase()}`;
	return element('tr', {}, ...[timeOf(changedAt), actor, what, oldValue, newValue]
		.map((value) => element('td', {}, element('bdi', {}, value ?? ''))));
}
