import { byId, element } from './dom.js';
import { showSource } from './source.js';

const ENDPOINT = new URL('actuator/signals', document.baseURI).href;

/** Show the Live part of the library's console on this page. A click on a receiver shows its source. */
export async function showLive() {
	try {
		const { mount } = await import(`${ENDPOINT}/console-live.js`);
		mount(byId('live'), { endpoint: ENDPOINT, filters: false, onCall: ({ uid }) => showSource(uid) });
	}
	catch {
		byId('live').replaceChildren(element('p', { class: 'note' },
				'The endpoint "signals" does not answer. Expose it by management.endpoints.web.exposure.include.'));
	}
}
