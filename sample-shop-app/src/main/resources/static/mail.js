import { get } from './api.js';
import { byId, element, fill } from './dom.js';
import { upDownSwitch } from './switch.js';

const SHOWN = 3;

const UP = 'Take it down, and place an order.';

const DOWN = 'Orders still succeed. Their emails wait, and are tried again.';

const mailSwitch = upDownSwitch('mail-switch', 'api/mail-server', 'The mail server', showState);

/** The mail server of the sample, and what it has received. */
export const mailServer = {

	button: mailSwitch.button,

	turn: mailSwitch.turn,

	async refresh() {
		const [state, mailbox] = await Promise.all([get('api/mail-server'), get('api/mailbox')]);
		mailSwitch.button.hidden = !state.ok;
		if (state.ok) {
			mailSwitch.display(state.body.up);
		}
		else {
			byId('mail-hint').textContent = state.body.detail;
		}
		if (mailbox.ok) {
			fill(byId('mailbox'), ...mailbox.body.slice(0, SHOWN).map(mail));
		}
	},

};

function showState(up) {
	byId('mail').classList.toggle('down', !up);
	byId('mail-hint').textContent = up ? UP : DOWN;
}

function mail({ to, subject }) {
	return element('li', {}, element('bdi', {}, subject), ' ', element('small', {}, 'to ', element('bdi', {}, to)));
}
