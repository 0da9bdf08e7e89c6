/**
 * Talks to the endpoint, and to nothing else.
 */

const WHY = {
  401: 'You are not signed in. Sign in, and reload the page.',
  403: 'You are not allowed to do this, or the request had no valid CSRF token.',
  404: 'The endpoint does not know this.',
  405: 'The endpoint is read-only.'
};

export class Endpoint {

  /** @param {string} base the address of the endpoint, without a slash at its end */
  constructor(base) {
    this.base = base;
    /** By how many milliseconds the clock of the server is ahead of ours. */
    this.ahead = 0;
  }

  url(path) {
    return `${this.base}/${path}`;
  }

  async get(path) {
    const response = await fetch(this.url(path), { headers: { Accept: 'application/json' }, cache: 'no-store' });
    this.compareClocks(response);
    return this.#json(response);
  }

  async text(path) {
    const response = await fetch(this.url(path), { cache: 'no-store' });
    if (!response.ok) {
      throw new Error(await reason(response));
    }
    return response.text();
  }

  /**
   * Changes something.
   * @param {string} target the uid of a receiver, or the identifier of a parked call
   * @param {'ENABLE'|'DISABLE'|'REPLAY'|'DISCARD'} operation
   */
  async post(target, operation) {
    const headers = { Accept: 'application/json', 'Content-Type': 'application/json' };
    const token = csrfToken();
    if (token) {
      headers['X-XSRF-TOKEN'] = token;
    }
    return this.#json(await fetch(this.url(encodeURIComponent(target)),
      { method: 'POST', headers, body: JSON.stringify({ operation }) }));
  }

  now() {
    return Date.now() + this.ahead;
  }

  compareClocks(response) {
    const difference = Date.parse(response.headers.get('Date') ?? '') - Date.now();
    this.ahead = Math.abs(difference) > 2000 ? difference : 0;
  }

  async #json(response) {
    if (!response.ok) {
      throw new Error(await reason(response));
    }
    if (!(response.headers.get('Content-Type') ?? '').includes('json')) {
      throw new Error(WHY[401]);
    }
    return response.json();
  }

}

async function reason(response) {
  const problem = await response.json().catch(() => null);
  return problem?.detail ?? WHY[response.status] ?? `The server answered with status ${response.status}.`;
}

/** The token that Spring Security's CookieCsrfTokenRepository leaves for scripts. */
function csrfToken() {
  const cookie = document.cookie.split('; ').find((one) => one.startsWith('XSRF-TOKEN='));
  return cookie ? decodeURIComponent(cookie.slice('XSRF-TOKEN='.length)) : null;
}
