import { put } from './api.js';
import { element } from './dom.js';

/**
 * A switch for something that can be down.
 * @param {string} id the id of the element
 * @param {string} path the path of its state
 * @param {string} label what it switches
 * @param {(up: boolean) => void} show hears the state
 */
export function upDownSwitch(id, path, label, show) {
	const state = element('span', {});
	const button = element('button', { type: 'button', role: 'switch', id, 'aria-label': label }, element('span', { class: 'knob' }), state);

	function display(up) {
		button.setAttribute('aria-checked', up);
		state.textContent = up ? 'up' : 'down';
		show(up);
	}

	async function turn(up) {
		const { ok, body } = await put(path, { up });
		if (ok) {
			display(body.up);
		}
	}

	button.addEventListener('click', () => turn(button.getAttribute('aria-checked') !== 'true'));
	return { button, display, turn };
}
