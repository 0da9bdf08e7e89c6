import { get } from './api.js';
import { element, fill, timeOf } from './dom.js';

const SHOWN = 6;

const arrived = element('ul', { class: 'list' });

/** The webhooks that have arrived at an endpoint of the sample itself. */
export const webhooks = {

	id: 'webhooks',
	title: 'Webhooks',
	hint: 'Posted to an endpoint of this sample, durably, by',
	uids: ['call_webhook'],
	content: [arrived],

	async refresh() {
		const { ok, body } = await get('api/webhooks');
		if (ok) {
			fill(arrived, ...body.slice(0, SHOWN).map(({ event, orderId, received }) => element('li', {},
					element('bdi', {}, `${event} ${orderId}`), ' ', element('small', {}, timeOf(received)))));
		}
	},

};
