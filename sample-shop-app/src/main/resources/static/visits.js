const PLAYED = 'signals.story.played';

/** Whether the story should play itself: once in each browser, and not for people who want less motion. */
export function isFirstVisit() {
	return !matchMedia('(prefers-reduced-motion: reduce)').matches && read() === null;
}

/** Do not play the story by itself again. */
export function rememberVisit() {
	try {
		localStorage.setItem(PLAYED, 'yes');
	}
	catch {
		// A browser that keeps nothing plays no story by itself
	}
}

function read() {
	try {
		return localStorage.getItem(PLAYED);
	}
	catch {
		return 'unknown';
	}
}
