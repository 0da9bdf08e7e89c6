import { get } from './api.js';
import { element, fill } from './dom.js';

const SHOWN = 6;

const hits = element('ul', { class: 'list' });

const box = element('input', { type: 'search', id: 'search-box', value: 'tea', placeholder: 'Try tea, or spring', 'aria-label': 'Search the shop', input: refresh });

/** Searches the index. */
export const search = {

	id: 'search',
	title: 'Search',
	hint: 'A Lucene index, kept by a durable receiver of lists,',
	uids: ['search_index'],
	content: [box, hits],
	refresh,

};

async function refresh() {
	const asked = box.value;
	const { ok, body } = await get(`api/search?q=${encodeURIComponent(asked)}`);
	if (ok && asked === box.value) {
		fill(hits, ...body.slice(0, SHOWN).map((hit) => element('li', {}, element('bdi', {}, hit.text), ' ', element('small', {}, `${hit.entity} ${hit.id}`))));
	}
}
