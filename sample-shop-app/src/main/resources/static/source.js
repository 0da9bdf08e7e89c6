import { byId, element, fill } from './dom.js';
import { get } from './api.js';

const TOKENS = /(?<comment>\/\/[^\n]*|\/\*[^]*?\*\/)|(?<string>"(?:[^"\\]|\\.)*")|(?<annotation>@\w+)|(?<keyword>\b(?:if|else|for|return|new|this|void|int|boolean|long|final|static|private|public|null|true|false|throw|throws|try|catch|instanceof|class|record)\b)/g;

/** Show the method of a receiver. */
export async function showSource(uid) {
	const { ok, body } = await get(`api/sources/${encodeURIComponent(uid)}`);
	byId('source-title').textContent = uid;
	byId('source-file').textContent = ok ? `${body.file}, line ${body.line}` : body.detail;
	fill(byId('source-code'), ...(ok ? highlight(body.source) : []));
	const dialog = byId('source');
	if (!dialog.open) {
		dialog.showModal();
	}
}

/** Close the dialog by its button, or by a click beside it. The Escape key closes it anyway. */
export function closeSourceOnClick() {
	const dialog = byId('source');
	dialog.querySelector('.close').addEventListener('click', () => dialog.close());
	dialog.addEventListener('click', (event) => {
		if (event.target === dialog) {
			dialog.close();
		}
	});
}

/** Split Java into text and coloured words. */
function* highlight(source) {
	let end = 0;
	for (const token of source.matchAll(TOKENS)) {
		const kind = Object.keys(token.groups).find((group) => token.groups[group] !== undefined);
		yield document.createTextNode(source.slice(end, token.index));
		yield element('span', { class: kind }, token[0]);
		end = token.index + token[0].length;
	}
	yield document.createTextNode(source.slice(end));
}
