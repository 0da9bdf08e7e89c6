import { get } from './api.js';
import { byId, element, fill } from './dom.js';
import { upDownSwitch } from './switch.js';

const SHOWN = 3;

const UP = 'Take it down, and place an order.';

const DOWN = 'Orders still succeed. Their emails wait, and are tried again.';

const mailSwitch = upDownSwitch('mail-switch', 'api/mail-server', 'The mail server', showState);

let isOurs = true;

/** The mail server of the sample, and what it has received. */
export const mailServer = {

	button: mailSwitch.button,

	turn: mailSwitch.turn,

	async refresh() {
		await Promise.all([refreshSwitch(), refreshMails()]);
	},

};

/** Emails may go to another server, which has no switch here. */
async function refreshSwitch() {
	if (isOurs) {
		const { ok, status, body } = await mailSwitch.refresh();
		isOurs = status !== 404;
		mailSwitch.button.hidden = !isOurs;
		if (!ok) {
			byId('mail-hint').textContent = body.detail;
		}
	}
}

async function refreshMails() {
	const { ok, body } = await get('api/mailbox');
	if (ok) {
		fill(byId('mailbox'), ...body.slice(0, SHOWN).map(mail));
	}
}

function showState(up) {
	byId('mail').classList.toggle('down', !up);
	byId('mail-hint').textContent = up ? UP : DOWN;
}

function mail({ to, subject }) {
	return element('li', {}, element('bdi', {}, subject), ' ', element('small', {}, 'to ', element('bdi', {}, to)));
}
