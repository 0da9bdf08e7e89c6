import { get, put } from './api.js';
import { element } from './dom.js';

/**
 * A switch for something that can be down.
 * @param {string} id the id of the element
 * @param {string} path the path of its state
 * @param {string} label what it switches
 * @param {(up: boolean) => void} show hears the state
 */
export function upDownSwitch(id, path, label, show = () => {}) {
	const state = element('span', {});
	const button = element('button', { type: 'button', role: 'switch', id, 'aria-label': label }, element('span', { class: 'knob' }), state);
	let turns = 0;

	function display(up) {
		button.setAttribute('aria-checked', up);
		state.textContent = up ? 'up' : 'down';
		show(up);
	}

	async function turn(up) {
		turns++;
		const { ok, body } = await put(path, { up });
		turns++;
		if (ok) {
			display(body.up);
		}
	}

	/** Ask for the state. An answer that is older than the last turn is not shown. */
	async function refresh() {
		const before = turns;
		const answer = await get(path);
		if (answer.ok && before === turns) {
			display(answer.body.up);
		}
		return answer;
	}

	button.addEventListener('click', () => turn(button.getAttribute('aria-checked') !== 'true'));
	return { button, turn, refresh };
}
