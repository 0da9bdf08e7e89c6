import { byId, element } from './dom.js';
import { auditLog } from './panel-audit.js';
import { cache } from './panel-cache.js';
import { carrier } from './panel-carrier.js';
import { search } from './panel-search.js';
import { webhooks } from './panel-webhooks.js';
import { mailServer } from './mail.js';
import { showSource } from './source.js';

const PERIOD = 2000;

const PANELS = [auditLog, search, webhooks, carrier, cache];

/** Show what the receivers have done, and keep it up to date while somebody looks. */
export function keepPanelsFresh() {
	byId('panels').append(...PANELS.map(frame));
	refreshPanels();
	setInterval(() => document.hidden || refreshPanels(), PERIOD);
}

export function refreshPanels() {
	return Promise.all([mailServer, ...PANELS].map((panel) => panel.refresh()));
}

function frame({ id, title, hint, uids, content, corner }) {
	return element('section', { class: 'panel', id, 'aria-labelledby': `${id}-title` },
			element('div', { class: 'bar' }, element('h3', { id: `${id}-title` }, title), corner),
			element('p', { class: 'hint' }, `${hint} `, ...uids.flatMap((uid) => [link(uid), ' '])),
			...content);
}

function link(uid) {
	return element('button', { type: 'button', class: 'by', click: () => showSource(uid) }, uid);
}
