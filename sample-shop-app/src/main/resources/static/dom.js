/**
 * Create an element. Data is only ever added as text, so it can contain anything.
 * @param {string} name the name of the element
 * @param {Object<string, string|boolean|Function>} attributes attributes; a function listens to an event
 * @param {...(Node|string|number|null)} children what is inside
 */
export function element(name, attributes = {}, ...children) {
	const created = document.createElement(name);
	for (const [key, value] of Object.entries(attributes)) {
		if (typeof value === 'function') {
			created.addEventListener(key, value);
		}
		else if (value === true) {
			created.setAttribute(key, '');
		}
		else if (value !== false && value != null) {
			created.setAttribute(key, value);
		}
	}
	created.append(...children.filter((child) => child != null));
	return created;
}

/** Find the element with an id. */
export const byId = (id) => document.getElementById(id);

/** Replace what is inside an element, unless nothing is different. */
export function fill(parent, ...children) {
	const before = parent.cloneNode(false);
	before.append(...children);
	if (!before.isEqualNode(parent)) {
		parent.replaceChildren(...before.childNodes);
	}
}

/** The time of the day. */
export const timeOf = (iso) => new Date(iso).toLocaleTimeString([], { hourCycle: 'h23' });
