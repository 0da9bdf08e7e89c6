/**
 * The wiring as a picture to take away: as text for Mermaid or Graphviz, which the endpoint writes, or as SVG.
 */

import { button, el, svg } from './console-dom.js';
import { bySignal } from './console-entity.js';
import { delivery, DELIVERIES } from './console-words.js';
import { cycles } from './console-facts.js';

const COLORS = { tx: '#2457c5', before: '#0b6572', after: '#0f6b42', async: '#8a4f00', durable: '#6a3cc0', rollback: '#b2243a' };

const ROW = 46;
const ENTITY = 20;
const SIGNAL = 300;
const RECEIVER = 480;
const SAVED = 850;
const WIDTH = 1060;

export function copyButtons(endpoint, selection) {
  const done = el('span', { class: 'done', role: 'status' });
  const copy = (label, text) => button(label, async () => {
    try {
      done.textContent = await offer(await text(), label) ? `${label} is copied.` : '';
    } catch (error) {
      done.textContent = error.message;
    }
  }, { class: 'plain' });
  return el('div', { class: 'copy', role: 'group', 'aria-label': 'Copy the picture as' },
    el('span', { 'aria-hidden': 'true' }, 'Copy as'),
    copy('Mermaid', () => endpoint.text('wiring.mmd')),
    copy('Graphviz', () => endpoint.text('wiring.dot')),
    copy('SVG', () => endpoint.get('console.json').then((facts) => picture(facts, selection(facts)))), done);
}

/** Copies a text, or shows it where the browser does not allow that, as without HTTPS, or long after the click. */
async function offer(text, label) {
  const copied = await navigator.clipboard?.writeText(text).then(() => true, () => false);
  if (copied) {
    return true;
  }
  const area = el('textarea', { readonly: true, rows: '14', 'aria-label': label });
  area.value = text;
  const dialog = el('dialog', { class: 'signals' }, el('h2', {}, label), area, button('Close', () => dialog.close()));
  dialog.addEventListener('close', () => dialog.remove());
  document.body.append(dialog);
  dialog.showModal();
  area.select();
  return false;
}

/** Draws senders to the left, their signals in the middle, receivers to the right, and behind them what they save. */
export function picture(facts, senders) {
  const known = { ...facts, byUid: new Map(facts.receivers.map((receiver) => [receiver.uid, receiver])) };
  const back = cycles(known);
  const parts = [];
  let row = 1;
  for (const sender of senders.filter((one) => one.receivers.length)) {
    const first = row;
    for (const [signal, calls] of bySignal(known, sender)) {
      const middle = (row + (calls.length - 1) / 2) * ROW;
      calls.forEach(({ heard, receiver }, index) =>
        parts.push(...drawCall({ heard, receiver, number: index + 1, back: (saved) => back(sender.name, saved) }, middle, (row + index) * ROW)));
      parts.push(box(SIGNAL, middle, 130, signal, '#eef1f6', '#9aa6b8'));
      parts.push(['sender', sender, middle]);
      row += calls.length;
    }
    drawEntity(parts, sender, ((first + row - 1) / 2) * ROW);
  }
  const height = row * ROW;
  const root = svg('svg', { xmlns: 'http://www.w3.org/2000/svg', viewBox: `0 0 ${WIDTH} ${height}`, width: WIDTH, height, 'font-family': 'sans-serif', 'font-size': 13 },
    svg('rect', { width: WIDTH, height, fill: '#fff' }), parts.filter((part) => part instanceof Node), legend());
  return new XMLSerializer().serializeToString(root);
}

function drawEntity(parts, sender, y) {
  for (const [index, part] of parts.entries()) {
    if (Array.isArray(part) && part[1] === sender) {
      parts[index] = curve(ENTITY + 220, y, SIGNAL, part[2], '#9aa6b8');
    }
  }
  parts.push(box(ENTITY, y, 220, sender.name.split(/[.$]/).pop(), '#fff', '#17202e', sender.name));
}

function drawCall({ heard, receiver, number, back }, from, y) {
  const kind = delivery(receiver.delivery);
  const color = COLORS[kind.tone];
  const about = [kind.label, heard.inheritedFrom ? `via ${heard.inheritedFrom.split(/[.$]/).pop()}` : null, receiver.enabled ? null : 'switched off'];
  const saved = receiver.saves?.length ? drawSaved(receiver.saves, y, receiver.saves.some(back)) : [];
  return [curve(SIGNAL + 130, from, RECEIVER, y, color, receiver.enabled ? null : '4 3'),
    svg('rect', { x: RECEIVER, y: y - 19, width: 320, height: 38, rx: 7, fill: '#fff', stroke: color, 'stroke-width': 1.5 }),
    text(RECEIVER + 12, y - 3, `${number}. ${fit(receiver.uid, 40)}`, { 'font-weight': 600 }, receiver.uid),
    text(RECEIVER + 12, y + 12, about.filter(Boolean).join(' · '), { 'font-size': 11, fill: color }), ...saved];
}

function drawSaved(saves, y, isCycle) {
  const color = isCycle ? '#b2243a' : '#6b7688';
  const label = saves.map((name) => name.split(/[.$]/).pop()).join(', ');
  return [curve(RECEIVER + 320, y, SAVED, y, color, '4 3'),
    box(SAVED, y, 190, isCycle ? `⟲ ${label}` : label, '#fff', color, saves.join(', '))];
}

function box(x, y, width, label, fill, stroke, title) {
  return svg('g', {}, svg('rect', { x, y: y - 15, width, height: 30, rx: 7, fill, stroke }),
    text(x + 12, y + 4, fit(label, Math.floor((width - 20) / 7)), {}, title ?? label));
}

function text(x, y, label, attributes, title) {
  return svg('text', { x, y, ...attributes }, label, title && title !== label ? svg('title', {}, title) : null);
}

function curve(x1, y1, x2, y2, stroke, dashes = null) {
  const middle = (x1 + x2) / 2;
  return svg('path', { d: `M${x1} ${y1}C${middle} ${y1} ${middle} ${y2} ${x2} ${y2}`, fill: 'none', stroke, 'stroke-dasharray': dashes });
}

function legend() {
  return Object.values(DELIVERIES).map((kind, index) => [
    svg('rect', { x: ENTITY + index * 150, y: 8, width: 10, height: 10, rx: 3, fill: COLORS[kind.tone] }),
    text(ENTITY + index * 150 + 16, 17, kind.label, { 'font-size': 11 })]).flat();
}

/** The end of a name tells more than its beginning. */
function fit(label, longest) {
  return label.length <= longest ? label : `…${label.slice(label.length - longest + 1)}`;
}
