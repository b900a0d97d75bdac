// SPDX-License-Identifier: Apache-2.0
import { ask } from './api.js';
import { address } from './app.js';
import { el, facts, keys } from './dom.js';
import { bytes, count, counted, day, percent, short, time } from './format.js';

const DAY = 86400;
const SHORT = 0.95;
const MOST_ROWS = 124;

/** The class of a cell: six steps of the share of LIVE time. */
function step(live) {
  if (live === null) return 'unknown';
  return `c${live >= 1 ? 5 : live >= 0.99 ? 4 : live >= 0.9 ? 3 : live >= 0.5 ? 2 : live > 0 ? 1 : 0}`;
}

function marks(hour, isEdge) {
  let text = '';
  if (hour.gaps > 0) text += '▲';
  if (hour.rejects > 0) text += '×';
  if (hour.span < SHORT && !isEdge) text += '◐';
  return text;
}

function describe(name, hour) {
  const parts = [`${name}, ${time(hour.hour).slice(0, 16)} UTC`, `${percent(hour.live)} LIVE${hour.isEstimate ? ' by its quotes so far' : ''}`,
    counted(hour.events, 'event')];
  if (hour.trades) parts.push(counted(hour.trades, 'trade'));
  for (const [value, one] of [[hour.gaps, 'gap'], [hour.rejects, 'reject'], [hour.silences, 'silence'], [hour.crossed, 'crossed run'], [hour.resyncs, 'resync']]) {
    if (value) parts.push(counted(value, one));
  }
  if (hour.span < SHORT) parts.push(`events from ${time(hour.first).slice(11)} to ${time(hour.last).slice(11)}`);
  return parts.join(', ');
}

function cell(lane, name, hour, isEdge) {
  const nanos = BigInt(hour.hour) * 1_000_000_000n;
  const text = describe(name, hour);
  return el('td', {}, el('a', {
    class: `cell ${step(hour.live)}`, title: text, 'aria-label': text, tabindex: '-1',
    href: address('timeline', lane, { from: String(nanos), to: String(nanos + 3_600_000_000_000n) }),
  }, marks(hour, isEdge)));
}

function empty(inside) {
  return el('td', {}, el('span', { class: inside ? 'cell none' : 'cell', title: inside ? 'no events' : null },
    inside ? el('span', { class: 'visually-hidden' }, 'missing') : ''));
}

function rows(lane, name, hours, isWithLane) {
  const byHour = new Map(hours.map((hour) => [hour.hour, hour]));
  const first = hours[0].hour;
  const last = hours[hours.length - 1].hour;
  const made = [];
  for (let start = Math.floor(first / DAY) * DAY; start <= last; start += DAY) {
    const cells = [];
    for (let hour = start; hour < start + DAY; hour += 3600) {
      const found = byHour.get(hour);
      const isEdge = hour === first || hour === last;
      cells.push(found ? cell(lane, name, found, isEdge) : empty(hour > first && hour < last));
    }
    made.push(el('tr', {}, el('th', { scope: 'row' }, day(start)), cells));
  }
  if (isWithLane) made.unshift(el('tr', {}, el('th', { class: 'lane', colspan: '25', scope: 'rowgroup' }, name)));
  return made;
}

/** Arrow keys move between the cells; one of them is in the order of Tab. */
function moveByArrows(table) {
  const links = [...table.querySelectorAll('a.cell')];
  if (links.length > 0) links[0].tabIndex = 0;
  table.addEventListener('keydown', (event) => {
    const at = event.target.closest('td');
    const move = { ArrowLeft: [0, -1], ArrowRight: [0, 1], ArrowUp: [-1, 0], ArrowDown: [1, 0] }[event.key];
    if (!at || !move) return;
    event.preventDefault();
    const all = [...table.querySelectorAll('tbody tr')];
    let row = all.indexOf(at.parentElement);
    let column = at.cellIndex;
    for (let i = 0; i < links.length + 48; i++) {
      row += move[0];
      column += move[1];
      const next = all[row]?.cells[column];
      if (!all[row] || column < 1 || column > 24) return;
      const link = next?.querySelector('a');
      if (link) {
        links.forEach((other) => { other.tabIndex = -1; });
        link.tabIndex = 0;
        link.focus();
        return;
      }
    }
  });
}

function calendar(lanes, laneName, covered, page, change) {
  const blocks = [];
  lanes.forEach((lane, i) => {
    if (covered[i].length > 0) blocks.push(...rows(lane, laneName(lane), covered[i], true));
  });
  const pages = Math.max(1, Math.ceil(blocks.length / MOST_ROWS));
  const shown = blocks.slice(page * MOST_ROWS, (page + 1) * MOST_ROWS);
  const table = el('table', { class: 'hours' },
    el('caption', { class: 'visually-hidden' }, 'Share of LIVE time by symbol, day and hour (UTC); arrow keys move, Enter opens the hour'),
    el('thead', {}, el('tr', {}, el('th', { scope: 'col' }, 'UTC'),
      Array.from({ length: 24 }, (_, hour) => el('th', { scope: 'col' }, String(hour).padStart(2, '0'))))),
    el('tbody', {}, shown));
  moveByArrows(table);
  const pager = pages > 1 ? el('div', { class: 'tools' },
    el('button', { type: 'button', disabled: page === 0, onclick: () => change(page - 1) }, '‹ Earlier rows'),
    el('span', { class: 'note' }, `page ${page + 1} of ${pages}`),
    el('button', { type: 'button', disabled: page === pages - 1, onclick: () => change(page + 1) }, 'Later rows ›')) : null;
  return el('div', {}, pager, el('div', { class: 'scroll' }, table));
}

function totals(covered) {
  const all = covered.flat();
  const sum = (name) => all.reduce((to, hour) => to + hour[name], 0);
  let missing = 0;
  covered.forEach((hours) => {
    if (hours.length > 0) missing += (hours[hours.length - 1].hour - hours[0].hour) / 3600 + 1 - hours.length;
  });
  const known = all.filter((hour) => hour.live !== null);
  const weight = known.reduce((to, hour) => to + Math.max(hour.span, 1e-9), 0);
  const live = known.length === 0 ? null
    : known.reduce((to, hour) => to + hour.live * Math.max(hour.span, 1e-9), 0) / weight;
  return facts([[percent(live), 'of the time LIVE'], [count(all.length), 'hours with events'], [count(missing), 'hours missing between'],
    [short(sum('events')), 'events'], [count(sum('gaps')), 'gaps'], [count(sum('rejects')), 'rejected rows with a time'], [bytes(sum('bytes')), 'of events files']]);
}

/** Hours of all lanes, coloured by how far they can be trusted. */
export async function showCoverage(main, { lanes, laneName, leadsTo = 'its timeline' }) {
  const covered = [];
  for (const lane of lanes) {
    covered.push(await ask('coverage', { exchange: lane.exchange, symbol: lane.symbol }));
  }
  const place = el('div', {});
  const change = (page) => place.replaceChildren(calendar(lanes, laneName, covered, page, change));
  change(0);
  main.replaceChildren(
    totals(covered),
    el('section', { class: 'panel' },
      el('h2', {}, 'Which hours can be trusted'),
      el('p', { class: 'note' }, `Each cell is an hour (UTC) and leads to ${leadsTo}. Its colour is the share of time in which the book was LIVE: complete, and proven so as far as the venue\u2019s ids can prove it.`),
      place,
      keys([['var(--cell-5)', '100 %'], ['var(--cell-4)', '≥ 99 %'], ['var(--cell-3)', '≥ 90 %'], ['var(--cell-2)', '≥ 50 %'], ['var(--cell-1)', '> 0 %'], ['var(--cell-0)', '0 %']]),
      el('p', { class: 'keys' }, ['▲ gaps', '× rejected rows', '◐ events cover less than 95 % of the hour', 'dashed: no events', 'striped: not known yet'].map((text) => el('span', { class: 'key' }, text)))));
  return null;
}
