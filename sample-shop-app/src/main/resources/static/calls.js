import { get } from './api.js';

let last = null;

/** Look only at what happens from now on. */
export async function lookFromNow() {
	last = (await get('actuator/signals/trace')).body?.last ?? null;
}

/** Whether a call of a receiver since then is what somebody waits for. */
export async function hasCall(uid, wanted) {
	const since = (last === null) ? '' : `?since=${last}`;
	const { ok, body } = await get(`actuator/signals/trace${since}`);
	return ok && body.dispatches.some((dispatch) => dispatch.receivers.some((call) => call.uid === uid && wanted(call)));
}
