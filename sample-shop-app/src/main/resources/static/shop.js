import { byId, element } from './dom.js';
import { showLive } from './live.js';
import { mailServer } from './mail.js';
import { keepPanelsFresh, refreshPanels } from './panels.js';
import { Player } from './player.js';
import { FINISHED, scenes, STOPPED, tidyUp } from './scenes.js';
import { closeSourceOnClick } from './source.js';
import { STEPS } from './steps.js';
import { isFirstVisit, rememberVisit } from './visits.js';

const PAUSE = 3600;

const player = new Player(Number(new URLSearchParams(location.search).get('pause')) || PAUSE, show);

byId('steps').append(...STEPS.map(card));
byId('mail-head').append(mailServer.button);
mailServer.button.addEventListener('click', () => player.stop());
byId('play').addEventListener('click', () => player.playing ? player.stop() : play());
addEventListener('pagehide', tidyUp);
document.addEventListener('keydown', (event) => (event.key === 'Escape') && player.stop());
closeSourceOnClick();
keepPanelsFresh();
await showLive();
if (isFirstVisit()) {
	play();
}

/** A step: the button, and below it what to look for, then what came of it. */
function card(step) {
	const press = () => {
		player.stop();
		run(step);
	};
	return element('li', { class: 'step', id: `step-${step.id}` },
			element('button', { type: 'button', click: press }, element('b', {}, step.title), ' ', element('code', {}, step.code)),
			element('p', { class: 'hint', role: 'status' }, step.hint));
}

async function run(step) {
	const { ok, text } = await step.run();
	const hint = byId(`step-${step.id}`).querySelector('.hint');
	hint.textContent = text;
	hint.className = `hint ${ok ? 'ok' : 'failed'}`;
	refreshPanels();
}

async function play() {
	rememberVisit();
	await player.play(scenes(run), FINISHED, STOPPED);
	await tidyUp();
}

/** Say what the story is doing. */
function show(text, scene = {}, progress = 0) {
	byId('caption').textContent = text;
	byId('narrator').classList.toggle('playing', player.playing);
	byId('play-word').textContent = player.playing ? 'Stop' : 'Play';
	byId('progress').value = progress;
	for (const step of STEPS) {
		byId(`step-${step.id}`).classList.toggle('current', step.id === scene.step);
	}
	if (scene.step) {
		// On a phone, the steps are beside each other
		byId('steps').scrollTo({ left: byId(`step-${scene.step}`).offsetLeft - byId('steps').offsetLeft - 14 });
	}
}
