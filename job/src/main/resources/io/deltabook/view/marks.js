// SPDX-License-Identifier: Apache-2.0
// Incidents and states, as marks of a chart and as a table.
import { address } from './app.js';
import { clipped, stripes } from './charts.js';
import { colour, el, table } from './dom.js';
import { duration, nanoTime, price } from './format.js';

const MARKS = { GAP: '▲', RESYNC: '◆', SILENCE: '■', CROSSED: '✕', FROZEN: '❄', REGRESSION: '◀', RESTART: '↻', REFUSED_SNAPSHOT: '◇' };

/** Draws the states other than LIVE behind the prices. */
export function drawStates(plot, states) {
  const { ctx, bbox } = plot;
  const restore = clipped(plot);
  for (const state of states) {
    if (state.state === 'LIVE') continue;
    const left = plot.valToPos(state.from, 'x', true);
    const width = Math.max(2, plot.valToPos(state.to, 'x', true) - left);
    ctx.fillStyle = stripes(ctx, state.state === 'SUSPECT' ? 'suspect' : 'waiting', state.state === 'WAITING');
    ctx.fillRect(left, bbox.top, width, bbox.height);
  }
  restore();
}

/** Draws incidents above the prices. */
export function drawIncidents(plot, found) {
  if (!found) return;
  const { ctx, bbox } = plot;
  ctx.save();
  ctx.fillStyle = colour('text');
  ctx.textAlign = 'center';
  ctx.font = `${Math.round(12 * devicePixelRatio)}px system-ui, sans-serif`;
  let row = 0;
  for (const [kind, mark] of Object.entries(MARKS)) {
    const counts = found.counts[kind];
    if (!counts) continue;
    let last = -100;
    counts.forEach((value, i) => {
      const x = plot.valToPos(found.seconds[i], 'x', true);
      if (value > 0 && x - last > 9 * devicePixelRatio && x >= bbox.left && x <= bbox.left + bbox.width) {
        ctx.fillText(mark, x, bbox.top + (14 + 13 * row) * devicePixelRatio);
        last = x;
      }
    });
    row += 1;
  }
  ctx.restore();
}

/** The incidents one by one. */
export function incidentTable(found, lane, isLinked = true) {
  const rows = found.rows.map((row) => [
    isLinked ? el('a', { href: address('timeline', lane, { from: String(BigInt(row.nanos) - 5_000_000_000n), to: String(BigInt(row.nanos) + 5_000_000_000n) }) }, nanoTime(BigInt(row.nanos)))
      : nanoTime(BigInt(row.nanos)),
    `${MARKS[row.kind] ?? ''} ${row.kind}`, [row.source, row.reason].filter(Boolean).join(', '),
    row.kind === 'SILENCE' && row.size ? duration(Number(row.size) / 1e9) : row.size, row.drift === null ? null : price(row.drift), row.updateId, row.seq, row.detail]);
  const kinds = Object.entries(found.kinds).map(([kind, value]) => `${value} ${kind}`).join(', ');
  return el('section', { class: 'panel' }, el('h2', {}, 'Incidents'),
    el('p', { class: 'note' }, found.total === 0 ? 'None in this span.'
      : `${kinds}.${found.total > found.rows.length ? ` The first ${found.rows.length} are listed.` : ''}`),
    found.total === 0 ? null : table('Incidents in this span', [['time (UTC)', true], ['kind', true], ['of', true], ['size'], ['drift'], ['update id'], ['event_seq'], ['detail', true, 'wrap']], rows));
}

/** What the marks mean. */
export function incidentKeys(found) {
  return Object.entries(MARKS).filter(([kind]) => found?.kinds[kind]).map(([kind, mark]) => el('span', { class: 'key' }, `${mark} ${kind}`));
}

/** The colours of prices and states. */
export const PRICE_KEYS = [['var(--mid)', 'mid'], ['var(--bid)', 'best bid, its range in a bucket shaded'], ['var(--ask)', 'best ask'],
  ['repeating-linear-gradient(45deg, var(--suspect) 0 2px, transparent 2px 5px)', 'SUSPECT'], ['repeating-linear-gradient(45deg, var(--waiting) 0 2px, transparent 2px 4px)', 'WAITING']];
