import { get } from './api.js';
import { element, fill } from './dom.js';
import { shipped } from './steps.js';
import { upDownSwitch } from './switch.js';

const SHOWN = 4;

const labels = element('ul', { class: 'list' });

const carrierSwitch = upDownSwitch('carrier-switch', 'api/carrier', 'The API of the carrier');

/** The API of somebody else, which may be down. */
export const carrier = {

	id: 'carrier',
	title: 'Carrier',
	hint: 'The API of another company. It is asked for a label, until it answers, by',
	uids: ['request_label'],
	content: [labels],
	corner: carrierSwitch.button,

	async refresh() {
		await carrierSwitch.refresh();
		const orders = await Promise.all(shipped.slice(-SHOWN).reverse().map((id) => get(`api/orders/${id}`)));
		fill(labels, ...orders.filter((order) => order.ok).map((order) => label(order.body)));
	},

};

function label({ id, product, trackingNumber }) {
	return element('li', {}, `Order ${id}: `, element('bdi', {}, product), ' ',
			element('small', {}, trackingNumber ? `label ${trackingNumber}` : 'waits for its label'));
}
