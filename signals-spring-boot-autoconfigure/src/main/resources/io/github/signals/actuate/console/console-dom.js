/**
 * Makes elements and texts. Whatever comes from the application gets into the page as text, never as markup.
 */

const SVG = 'http://www.w3.org/2000/svg';

/** How many letters of a name are shown. */
const LONGEST = 120;

const ICONS = {
  ok: 'M3 8.5l3.2 3.2L13 5',
  fail: 'M4 4l8 8M12 4l-8 8',
  wait: 'M8 4v4l2.6 1.8M8 1.8a6.2 6.2 0 1 0 0 12.4A6.2 6.2 0 0 0 8 1.8',
  back: 'M6 4L2.8 7.2 6 10.4M3 7.2h6.4a3.4 3.4 0 0 1 0 6.8H7',
  cause: 'M3.5 2.5v6.2h8M9 6l2.7 2.7L9 11.4',
  skip: 'M3 8h10',
  park: 'M5.5 3v10M10.5 3v10',
  play: 'M4.5 3l8 5-8 5z',
  warn: 'M8 2.2L14.4 13.4H1.6zM8 6.4v3.2M8 11.4v.4',
  cycle: 'M13 5.2A5.6 5.6 0 0 0 3 5M3 1.8V5h3.2M3 10.8A5.6 5.6 0 0 0 13 11M13 14.2V11H9.8',
  arrow: 'M2.5 8h10M9.2 4.7L12.5 8l-3.3 3.3',
  theme: 'M8 2a6 6 0 1 0 0 12zM8 2a6 6 0 0 1 0 12'
};

/**
 * Makes an element. An attribute that is null or false is left out, a function is a listener.
 * @param {string} tag
 * @param {Object<string, *>} [attributes]
 * @param {...(Node|string|number|null|Array)} children
 * @returns {HTMLElement}
 */
export function el(tag, attributes = {}, ...children) {
  return fill(document.createElement(tag), attributes, children);
}

export function svg(tag, attributes = {}, ...children) {
  return fill(document.createElementNS(SVG, tag), attributes, children);
}

function fill(element, attributes, children) {
  for (const [name, value] of Object.entries(attributes)) {
    if (typeof value === 'function') {
      element.addEventListener(name, value);
    } else if (value !== null && value !== undefined && value !== false) {
      element.setAttribute(name, value === true ? '' : value);
    }
  }
  element.append(...present(children));
  return element;
}

function present(children) {
  return children.flat(Infinity).filter((child) => child !== null && child !== undefined && child !== false);
}

/** Gives an element other children. */
export function replace(element, ...children) {
  element.replaceChildren(...present(children));
}

/**
 * Gives an element other children, but leaves alone what is as it was, so that the focus, a click and the scrolling are
 * not lost. Children with a data-key are known by it.
 */
export function renew(element, ...children) {
  const nodes = present(children).map((child) => (child instanceof Node ? child : document.createTextNode(child)));
  const keys = new Set(nodes.map(keyOf));
  [...element.childNodes].filter((child) => !keys.has(keyOf(child))).forEach((child) => child.remove());
  nodes.forEach((node, index) => {
    const known = element.childNodes[index];
    if (known && keyOf(known) === keyOf(node)) {
      renewNode(known, node);
    } else {
      element.insertBefore(node, known ?? null);
    }
  });
  while (element.childNodes.length > nodes.length) {
    element.lastChild.remove();
  }
}

function keyOf(node) {
  return node.dataset?.key;
}

function renewNode(known, node) {
  if (known.isEqualNode(node)) {
    return;
  }
  // A button is another one: what it does is not to be seen.
  const alike = known instanceof Element && known.tagName !== 'BUTTON' && known.cloneNode(false).isEqualNode(node.cloneNode(false));
  if (alike) {
    renew(known, ...node.childNodes);
  } else {
    known.replaceWith(node);
  }
}

export function icon(name) {
  return svg('svg', { class: 'icon', viewBox: '0 0 16 16', 'aria-hidden': 'true' }, svg('path', { d: ICONS[name] }));
}

/**
 * A name that cannot turn the direction of the text around it. Of a very long one the middle is left out; all of it is
 * the title.
 */
export function name(text, attributes = {}) {
  const all = String(text);
  const title = all.length > LONGEST ? { title: all } : {};
  return el('bdi', { ...title, ...attributes, class: ['name', attributes.class].filter(Boolean).join(' ') }, shortened(all));
}

function shortened(text) {
  return text.length > LONGEST ? `${text.slice(0, LONGEST - 50)}…${text.slice(-49)}` : text;
}

/** The simple name of a class, with the whole name for the curious. */
export function type(className) {
  return name(shortName(className), { title: className });
}

/** A name that breaks at its dots. */
export function dotted(text, attributes) {
  const element = name('', attributes);
  shortened(String(text)).split(/(?<=\.)/).forEach((part) => element.append(part, el('wbr')));
  return element;
}

export function button(label, listener, attributes = {}) {
  return el('button', { type: 'button', click: listener, ...attributes }, label);
}

export function shortName(className) {
  const parts = String(className).split(/[.$]/).filter(Boolean);
  return parts.length ? parts[parts.length - 1] : String(className);
}

export function packageName(className) {
  const end = String(className).lastIndexOf('.');
  return end > 0 ? className.slice(0, end) : '';
}

export function count(number, noun, nouns = noun + 's') {
  return `${number.toLocaleString('en')} ${number === 1 ? noun : nouns}`;
}

/** A time that a call took. */
export function took(milliseconds) {
  if (milliseconds < 1) {
    return `${milliseconds < 0.05 ? '<0.1' : milliseconds.toFixed(1)}\u00a0ms`;
  }
  if (milliseconds < 1000) {
    return `${milliseconds < 10 ? milliseconds.toFixed(1) : Math.round(milliseconds)}\u00a0ms`;
  }
  return span(milliseconds / 1000);
}

/** A time in seconds, for people. */
export function span(seconds) {
  if (seconds < 60) {
    return `${seconds < 10 && seconds % 1 ? seconds.toFixed(1) : Math.round(seconds)}\u00a0s`;
  }
  if (seconds < 3600) {
    return `${Math.round(seconds / 60)}\u00a0min`;
  }
  return seconds < 172800 ? `${Math.round(seconds / 3600)}\u00a0h` : `${Math.round(seconds / 86400)}\u00a0days`;
}

/** The time of the day, to the millisecond. */
export function clock(iso) {
  const time = new Date(iso);
  const two = (number) => String(number).padStart(2, '0');
  return `${two(time.getHours())}:${two(time.getMinutes())}:${two(time.getSeconds())}.`
    + String(time.getMilliseconds()).padStart(3, '0');
}

/** Asks before something is done that cannot be undone. */
export function confirm(question, explanation, action) {
  return new Promise((resolve) => {
    const dialog = el('dialog', { class: 'signals confirm', 'aria-labelledby': 'question', 'aria-describedby': 'explanation' },
      el('h2', { id: 'question' }, question),
      el('p', { id: 'explanation' }, explanation),
      el('div', { class: 'buttons' },
        button('Cancel', () => dialog.close(''), { class: 'plain' }),
        button(action, () => dialog.close('yes'), { class: 'danger' })));
    dialog.addEventListener('close', () => {
      dialog.remove();
      resolve(dialog.returnValue === 'yes');
    });
    document.body.append(dialog);
    dialog.showModal();
  });
}
