/**
 * Plays scenes, one after the other, until somebody stops it.
 *
 * A scene is `{ text, act, until }`: what to say, what to do, and what to wait for.
 */
export class Player {

	#abort = null;

	#pause;

	#show;

	/**
	 * @param {number} pause how long a scene stays, in milliseconds
	 * @param {(text: string, scene?: object, progress?: number) => void} show says what is happening
	 */
	constructor(pause, show) {
		this.#pause = pause;
		this.#show = show;
	}

	get playing() {
		return this.#abort !== null;
	}

	/** Play all scenes, and say at the end whether it was stopped. */
	async play(scenes, finished, stopped) {
		const abort = this.#abort = new AbortController();
		let end = stopped;
		try {
			for (const [index, scene] of scenes.entries()) {
				this.#show(scene.text, scene, (index + 1) / scenes.length);
				await this.#playScene(scene, abort.signal);
			}
			end = finished;
		}
		catch (error) {
			if (error.name !== 'AbortError') {
				throw error;
			}
		}
		finally {
			this.#abort = null;
			this.#show(end);
		}
	}

	stop() {
		this.#abort?.abort();
	}

	async #playScene({ act, until }, signal) {
		await wait(this.#pause / 3, signal);
		await act();
		for (let attempt = 0; until && attempt < 60 && !(await until()); attempt++) {
			await wait(Math.min(this.#pause, 250), signal);
		}
		await wait(this.#pause, signal);
	}

}

function wait(milliseconds, signal) {
	return new Promise((resolve, reject) => {
		const stop = () => {
			clearTimeout(timer);
			reject(new DOMException('Stopped', 'AbortError'));
		};
		const timer = setTimeout(() => {
			signal.removeEventListener('abort', stop);
			resolve();
		}, milliseconds);
		signal.addEventListener('abort', stop, { once: true });
		if (signal.aborted) {
			stop();
		}
	});
}
