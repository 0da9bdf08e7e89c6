import { get, post } from './api.js';
import { element, fill } from './dom.js';

const numbers = element('dl', { class: 'numbers' });

/** The cache of the sites' root paths: how often it has known the answer. */
export const cache = {

	id: 'cache',
	title: 'Cache',
	hint: 'A new site empties the cache, after the commit:',
	uids: ['evict_site_root_paths'],
	content: [
		numbers,
		element('div', { class: 'actions' },
				element('button', { type: 'button', id: 'read-sites', click: () => then(get('api/sites/root-paths')) }, 'Read the sites'),
				element('button', { type: 'button', id: 'add-site', click: () => then(post('api/sites', site())) }, 'Add a site')),
	],

	async refresh() {
		const { ok, body } = await get('api/caches');
		if (ok && body.length > 0) {
			fill(numbers, ...['hits', 'misses', 'entries'].map((name) => element('div', {},
					element('dt', {}, name), element('dd', { id: `cache-${name}` }, body[0][name]))));
		}
	},

};

function site() {
	return { hostname: `shop-${Date.now().toString(36)}.example.com`, rootPath: '/' };
}

async function then(answer) {
	await answer;
	await cache.refresh();
}
