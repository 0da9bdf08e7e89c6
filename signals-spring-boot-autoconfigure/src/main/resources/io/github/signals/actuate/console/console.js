/**
 * Starts the console: its tabs, and what they share.
 */

import { Endpoint } from './console-api.js';
import { el, icon } from './console-dom.js';
import { Facts } from './console-facts.js';

/** A tab is a module that exports open(panel, context), which returns {show, close}. A later part adds a line here. */
const TABS = [
  { key: 'live', label: 'Live', load: () => import('./console-follow.js') },
  { key: 'wiring', label: 'Wiring', load: () => import('./console-wiring.js') },
  { key: 'durable', label: 'Durable', load: () => import('./console-durable.js') },
  { key: 'try', label: 'Try it', load: () => import('./console-try.js') }
];

const LINKS = { live: 'live', polling: 'connected', lost: 'no answer', connecting: '' };

class Console {

  constructor() {
    this.endpoint = new Endpoint(new URL('.', location.href).pathname.replace(/\/$/, ''));
    this.facts = new Facts(this.endpoint);
    this.main = document.querySelector('main');
    this.tablist = document.querySelector('[role=tablist]');
    this.state = document.querySelector('.link');
    this.current = null;
  }

  start() {
    this.tablist.append(...TABS.map((tab) => this.drawTab(tab)));
    this.tablist.addEventListener('keydown', (event) => this.moved(event));
    this.panel = el('div', { role: 'tabpanel', id: 'panel', tabindex: '-1' });
    this.main.replaceChildren(this.panel);
    addEventListener('hashchange', () => this.route());
    document.querySelector('.skip').addEventListener('click', (event) => this.skip(event));
    setUpTheme(document.querySelector('.theme'));
    this.facts.listen(() => this.drawBadges());
    this.route();
  }

  drawTab(tab) {
    tab.badge = el('span', { class: 'badge', 'data-of': tab.key, hidden: true });
    tab.element = el('a', { role: 'tab', id: `tab-${tab.key}`, href: `#${tab.key}`, 'aria-controls': 'panel', 'aria-selected': 'false', tabindex: '-1' },
      tab.label, tab.badge);
    return tab.element;
  }

  /** The arrow keys go from one tab to the next. */
  moved(event) {
    const step = { ArrowRight: 1, ArrowLeft: -1 }[event.key];
    const index = TABS.findIndex((tab) => tab.element === document.activeElement);
    if (step && index !== -1) {
      event.preventDefault();
      const next = TABS[(index + step + TABS.length) % TABS.length];
      next.element.focus();
      location.hash = next.key;
    }
  }

  /** The address stays: what is behind the # is a tab or an entity. */
  skip(event) {
    event.preventDefault();
    this.main.focus();
  }

  /** What is behind the # is a tab, a tab with more, as in try=Order, or an entity. */
  async route() {
    const hash = decoded(location.hash.slice(1));
    const [key, ...rest] = hash.split('=');
    const named = TABS.find((tab) => tab.key === key);
    const otherwise = named || hash ? 'wiring' : await this.first();
    await this.open(named ?? TABS.find((tab) => tab.key === otherwise), named ? rest.join('=') : hash);
  }

  async first() {
    if (location.pathname.endsWith('/wiring.html')) {
      return 'wiring';
    }
    const facts = await this.facts.load().catch(() => null);
    return facts?.traceSize === 0 ? 'wiring' : 'live';
  }

  async open(tab, argument) {
    if (this.current?.tab !== tab) {
      this.current?.view?.close();
      this.current = { tab, view: null };
      this.select(tab);
      this.panel.replaceChildren();
      const module = await tab.load();
      if (this.current.tab !== tab) {
        return;
      }
      this.current.view = module.open(this.panel, {
        endpoint: this.endpoint, facts: this.facts, say: (state) => this.say(state)
      });
    }
    this.current.view?.show(argument);
  }

  select(selected) {
    document.title = `${selected.label} · Signals`;
    this.panel.setAttribute('aria-labelledby', selected.element.id);
    for (const tab of TABS) {
      tab.element.setAttribute('aria-selected', String(tab === selected));
      tab.element.setAttribute('tabindex', tab === selected ? '0' : '-1');
    }
    this.say('connecting');
  }

  say(state) {
    if (this.state.dataset.state !== state) {
      this.state.dataset.state = state;
      this.state.textContent = LINKS[state] ?? '';
    }
  }

  drawBadges() {
    const facts = this.facts.latest;
    if (!facts) {
      return;
    }
    badge('durable', facts.durable?.parked ?? 0, 'parked');
    badge('wiring', facts.warnings.filter((warning) => warning.kind !== 'UNHEARD').length, 'warnings');
  }

}

function badge(key, number, what) {
  const { badge: element } = TABS.find((tab) => tab.key === key);
  element.hidden = number === 0;
  element.textContent = number > 999 ? '999+' : String(number);
  element.setAttribute('title', `${number} ${what}`);
}

function decoded(text) {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}

/** A browser that may store nothing throws. */
function remembered() {
  try {
    return localStorage.getItem('signals-theme');
  } catch {
    return null;
  }
}

function remember(theme) {
  try {
    localStorage.setItem('signals-theme', theme);
  } catch {
    // It is chosen again next time.
  }
}

function setUpTheme(element) {
  const root = document.documentElement;
  const stored = remembered();
  if (stored) {
    root.dataset.theme = stored;
  }
  element.append(icon('theme'));
  element.addEventListener('click', () => {
    const dark = root.dataset.theme ? root.dataset.theme === 'dark' : matchMedia('(prefers-color-scheme: dark)').matches;
    root.dataset.theme = dark ? 'light' : 'dark';
    remember(root.dataset.theme);
  });
}

new Console().start();
