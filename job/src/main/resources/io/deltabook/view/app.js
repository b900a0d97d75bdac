// SPDX-License-Identifier: Apache-2.0
import { ask } from './api.js';
import { el, say } from './dom.js';
import { startTheme } from './theme.js';
import { showCoverage } from './coverage.js';
import { showTimeline } from './timeline.js';
import { showBook } from './book.js';
import { showStatistics } from './statistics.js';

const VIEWS = [
  ['coverage', 'Coverage', showCoverage],
  ['timeline', 'Timeline', showTimeline],
  ['book', 'Book', showBook],
  ['statistics', 'Statistics', showStatistics],
];

const place = { view: 'coverage', parameters: new URLSearchParams() };
let overview;
let leave = null;

/** The address of a view, with parameters beside those of the lane. */
export function address(view, lane, more = {}) {
  const parameters = new URLSearchParams(more);
  if (lane) {
    parameters.set('exchange', lane.exchange);
    parameters.set('symbol', lane.symbol);
  }
  return `#${view}?${parameters}`;
}

/** Replaces parameters of the address without a new entry in the history. */
export function remember(more) {
  for (const [name, value] of Object.entries(more)) place.parameters.set(name, value);
  history.replaceState(null, '', `#${place.view}?${place.parameters}`);
  tabs();
}

function read() {
  const [view, query = ''] = location.hash.slice(1).split('?');
  place.view = VIEWS.some(([name]) => name === view) ? view : 'coverage';
  place.parameters = new URLSearchParams(query);
}

function laneOfPlace() {
  const exchange = place.parameters.get('exchange');
  const symbol = place.parameters.get('symbol');
  return overview.lanes.find((lane) => lane.exchange === exchange && lane.symbol === symbol)
    ?? overview.lanes[0];
}

function laneName(lane) {
  return lane.exchange === 'UNKNOWN' ? lane.symbol : `${lane.exchange} ${lane.symbol}`;
}

function tabs() {
  const lane = laneOfPlace();
  const kept = {};
  for (const name of ['from', 'to', 'at']) {
    if (place.parameters.has(name)) kept[name] = place.parameters.get(name);
  }
  document.getElementById('tabs').replaceChildren(...VIEWS.map(([name, title]) => el('a', {
    href: address(name, lane, kept), 'aria-current': name === place.view ? 'page' : null,
  }, title)));
}

function lanes() {
  const select = document.getElementById('lane');
  const chosen = laneOfPlace();
  select.replaceChildren(...overview.lanes.map((lane, i) =>
    el('option', { value: String(i), selected: lane === chosen }, laneName(lane))));
  document.getElementById('bar').hidden = place.view === 'coverage' || overview.lanes.length < 2;
}

async function show(isMove) {
  leave?.();
  leave = null;
  tabs();
  lanes();
  const [, title, render] = VIEWS.find(([name]) => name === place.view);
  document.title = `${title} – deltabook`;
  const main = document.getElementById('main');
  main.replaceChildren(el('p', { class: 'note' }, 'Reading …'));
  if (isMove) main.focus({ preventScroll: true });
  try {
    if (overview.lanes.length === 0) {
      main.replaceChildren(el('p', {}, 'The output has no lanes yet.'));
      return;
    }
    leave = await render(main, { lane: laneOfPlace(), lanes: overview.lanes, laneName, place, overview });
    say(`${title} is shown`);
  } catch (failure) {
    fail(main, failure);
  }
}

function fail(main, failure) {
  main.replaceChildren(el('div', { class: 'panel fault', role: 'alert' },
    el('h2', {}, 'This cannot be shown'), el('p', {}, failure.message),
    el('button', { type: 'button', onclick: () => start() }, 'Try again')));
}

async function start() {
  try {
    overview = await ask('overview');
  } catch (failure) {
    fail(document.getElementById('main'), failure);
    return;
  }
  document.getElementById('output').textContent = overview.output;
  const status = document.getElementById('status');
  status.textContent = overview.isFinished ? overview.status
    : `${overview.status}, ${overview.ended} of ${overview.lanes.length} lanes ended`;
  status.className = `badge ${overview.status === 'finished' ? 'good' : 'bad'}`;
  status.title = overview.faults.join('\n');
  read();
  await show(false);
}

document.getElementById('lane').addEventListener('change', (event) => {
  location.hash = address(place.view, overview.lanes[+event.target.value]);
});
document.getElementById('skip').addEventListener('click', (event) => {
  event.preventDefault();
  document.getElementById('main').focus();
});
window.addEventListener('hashchange', () => { read(); show(true); });
startTheme(document.getElementById('theme'), () => show(false));
start();
