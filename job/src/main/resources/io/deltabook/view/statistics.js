// SPDX-License-Identifier: Apache-2.0
import { ask } from './api.js';
import { el, facts, table } from './dom.js';
import { count, duration, percent, short, time } from './format.js';

const OF_STATES = { live_ns: 'LIVE', suspect_ns: 'SUSPECT', waiting_ns: 'WAITING' };

function text(name, value) {
  if (value === null || value === undefined) return '–';
  if (typeof value === 'string') return value;
  if (name.endsWith('_ns')) return duration(value / 1e9);
  if (name.endsWith('_share') || name.endsWith('_ratio')) return percent(value);
  return count(value);
}

/** Names and values of an object, one level deep. */
function flat(found) {
  const rows = [];
  for (const [name, value] of Object.entries(found)) {
    if (value !== null && typeof value === 'object') {
      for (const [part, inner] of Object.entries(value)) rows.push([`${name} ${OF_STATES[part] ?? part}`, text(part, inner), inner]);
    } else {
      rows.push([name, text(name, value), value]);
    }
  }
  return rows;
}

function counters(lane) {
  const rows = flat(lane).filter(([name]) => name !== 'exchange' && name !== 'symbol');
  const isZero = ([, , value]) => value === 0;
  const shown = (some) => some.map(([name, value]) => [name.replaceAll('_', ' '), value]);
  const zero = rows.filter(isZero);
  return el('section', { class: 'panel' }, el('h2', {}, 'Counters of the lane'),
    table('What was counted', [['counter', true], ['value']], shown(rows.filter((row) => !isZero(row)))),
    el('details', {}, el('summary', {}, `${zero.length} counters are 0`),
      el('p', { class: 'note' }, shown(zero).map(([name]) => name).join(', '))));
}

function rejects(found) {
  const total = Object.values(found.reasons).reduce((sum, value) => sum + value, 0);
  if (total === 0) {
    return el('section', { class: 'panel' }, el('h2', {}, 'Rejected rows'), el('p', { class: 'note' }, 'None: every row of this lane could be used.'));
  }
  const most = Math.max(...Object.values(found.reasons));
  const reasons = Object.entries(found.reasons).sort((one, other) => other[1] - one[1]);
  const meter = (value) => {
    const bar = el('span', { class: 'meter', 'aria-hidden': 'true' });
    bar.style.width = `${100 * value / most}%`;
    return bar;
  };
  return el('section', { class: 'panel' }, el('h2', {}, 'Rejected rows'),
    table('By reason', [['reason', true], ['rows'], ['', true, 'share']], reasons.map(([reason, value]) => [reason, count(value), meter(value)])),
    table(found.rows.length < total ? `The first ${found.rows.length} of ${count(total)}, with the values as they were found` : 'With the values as they were found',
      [['reason', true], ['time (UTC)', true], ['side', true], ['price', true], ['quantity', true], ['update id'], ['row'], ['table', true], ['file', true, 'wrap']],
      found.rows.map((row) => [row.reason, time(row.seconds, 3), row.side, row.price, row.quantity, row.updateId, row.row, row.table, row.file])));
}

/** Counters and rejected rows of a lane. */
export async function showStatistics(main, { lane, laneName }) {
  const [statistics, found] = await Promise.all([ask('statistics'), ask('rejects', { exchange: lane.exchange, symbol: lane.symbol })]);
  const own = (statistics.lanes ?? []).find((one) => one.exchange === lane.exchange && one.symbol === lane.symbol);
  const head = own ? facts([[own.verdict, `${own.mode} ids`], [short(own.messages), 'messages'], [short(own.rows_in), 'rows in'], [percent(own.live_time_share), 'of the time LIVE'],
    [count(own.gaps), 'gaps'], [count(own.resyncs), 'resyncs'], [count(own.rejected_rows), 'rejected rows'], [count(own.trade_events), 'trades']])
    : el('p', { class: 'note' }, 'This lane has not ended; its counters are written when it does.');
  main.replaceChildren(el('h2', { class: 'visually-hidden' }, `Statistics of ${laneName(lane)}`), head,
    el('div', { class: 'split' }, own ? counters(own) : null, rejects(found)));
  return null;
}
