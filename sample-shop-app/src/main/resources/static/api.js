/** Who makes the changes, as the audit log shows it. */
let actor = null;

export function actAs(name) {
	actor = name;
}

/**
 * Ask the sample.
 * @returns {Promise<{ok: boolean, status: number, body: any, milliseconds: number}>} the answer; 0 is the status of none
 */
export async function request(method, path, body) {
	const start = performance.now();
	try {
		const response = await fetch(new URL(path, document.baseURI), {
			method,
			// A change is also made if the page is left meanwhile.
			keepalive: method !== 'GET',
			headers: headers(body),
			body: JSON.stringify(body),
		});
		const text = await response.text();
		return answer(response.ok, response.status, text ? JSON.parse(text) : null, start);
	}
	catch {
		return answer(false, 0, { detail: 'The sample does not answer' }, start);
	}
}

function headers(body) {
	return {
		Accept: 'application/json, application/problem+json',
		...(body !== undefined && { 'Content-Type': 'application/json' }),
		...(actor !== null && { 'X-Actor': actor }),
	};
}

function answer(ok, status, body, start) {
	return { ok, status, body, milliseconds: Math.round(performance.now() - start) };
}

export const get = (path) => request('GET', path);
export const post = (path, body) => request('POST', path, body);
export const put = (path, body) => request('PUT', path, body);
