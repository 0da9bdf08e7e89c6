import { hasCall, lookFromNow } from './calls.js';
import { mailServer } from './mail.js';
import { STEPS } from './steps.js';

const MAIL = 'confirm_order';

export const FINISHED = 'That was the story. Your turn: press any button, and click a receiver to see its source.';

export const STOPPED = 'Stopped. Press any button, and click a receiver to see its source.';

let takenDown = false;

/**
 * The scenes of the story that plays itself.
 * @param {(step: object) => Promise<void>} run runs a step as its button does
 */
export function scenes(run) {
	const step = (id, text, until) => ({ text, step: id, act: () => run(STEPS.find((one) => one.id === id)), until });
	return [
		step('customer', 'A customer registers. The code saves a user, and a receiver adds the profile in the same transaction.'),
		{ text: 'Now the mail server goes down.', act: () => Promise.all([turnMailServer(false), lookFromNow()]) },
		step('order', 'The customer orders, and that succeeds: the durable receiver keeps the email, and tries again.',
				() => hasCall(MAIL, (call) => call.error && call.attempt >= 2)),
		{ text: 'The mail server is back. The next attempt sends the email, and the card turns green.',
			act: () => turnMailServer(true), until: () => hasCall(MAIL, (call) => call.state === 'RETURNED') },
		step('ship', 'The order is shipped. Nobody calls save, but the changed status is heard all the same.'),
		step('fail', 'An order is saved, then the code fails. All is rolled back, and nobody is told of an order that is not there.'),
		step('reprice', 'One statement changes the price of every book. That is one signal, however many books there are.'),
	];
}

/** Leave no mail server down that the story has taken down. */
export async function tidyUp() {
	if (takenDown) {
		await turnMailServer(true);
	}
}

function turnMailServer(up) {
	takenDown = !up;
	return mailServer.turn(up);
}
