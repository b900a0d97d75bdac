// SPDX-License-Identifier: Apache-2.0
import { facts } from './report-data.js';
import { stepped, timeChart } from './charts.js';
import { showCoverage } from './coverage.js';
import { el, keys, table } from './dom.js';
import { count, difference, percent, price, time } from './format.js';
import { PRICE_KEYS, drawIncidents, drawStates, incidentKeys, incidentTable } from './marks.js';
import { PRICE_SERIES, setPrices } from './prices.js';
import { showStatistics } from './statistics.js';
import { startTheme } from './theme.js';

const plots = [];

function laneName(lane) {
  return lane.exchange === 'UNKNOWN' ? lane.symbol : `${lane.exchange} ${lane.symbol}`;
}

function chartPanel(title) {
  const reading = el('span', { class: 'reading' });
  const chart = el('div', { class: 'chart', role: 'img', 'aria-label': title });
  return { reading, chart, panel: el('section', { class: 'panel' }, el('div', { class: 'panel-head' }, el('h3', {}, title), reading), chart) };
}

/** Best bid and ask and the spread of a lane; returns what draws them once they are on the page. */
function charts(lane, i) {
  const q = lane.quotes;
  const prices = chartPanel('Best bid and ask');
  const spread = chartPanel('Spread');
  const whole = [q.seconds[0], q.seconds.at(-1) + q.stepSeconds];
  let span = whole;
  const own = [];
  const zoom = (from, to) => {
    span = [Math.max(whole[0], from), Math.min(whole[1], to)];
    own.forEach(({ plot }) => plot.setScale('x', { min: span[0], max: span[1] }));
  };
  const shared = { zoom, range: () => span, sync: `lane-${i}` };
  const at = (index, text) => (index === null || index === undefined ? '' : text(index));
  const draw = () => {
    own.push(
      timeChart(prices.chart, {
        ...shared, ...PRICE_SERIES, height: 300, value: price, headroom: 0.24,
        read: (k) => { prices.reading.textContent = at(k, () => `${time(q.seconds[k])}  bid ${price(q.bid[k])}  ask ${price(q.ask[k])}`); },
        drawBehind: (plot) => drawStates(plot, lane.states), drawAbove: (plot) => drawIncidents(plot, lane.incidents),
      }),
      timeChart(spread.chart, {
        ...shared, height: 150, value: difference,
        series: [{ label: 'least', colour: 'mid', width: 1, paths: stepped }, { label: 'largest', colour: 'accent', width: 1.5, fill: 15, paths: stepped }],
        read: (k) => { spread.reading.textContent = at(k, () => `${difference(q.spreadLow[k])} to ${difference(q.spreadHigh[k])}`); },
      }));
    const { low, high, isEmpty } = setPrices(own[0].plot, q);
    prices.chart.setAttribute('aria-label', isEmpty ? 'No quotes' : `Best bid of ${laneName(lane)} from ${time(whole[0])} to ${time(whole[1])}: ${price(low)} to ${price(high)}`);
    own[1].plot.setData([q.seconds, q.spreadLow, q.spreadHigh]);
    own.forEach(({ plot }) => { plot.over.addEventListener('dblclick', () => zoom(...whole)); });
    plots.push(...own);
  };
  return { draw, panels: [prices.panel, el('p', { class: 'keys' }, ...keys(PRICE_KEYS).childNodes, ...incidentKeys(lane.incidents)),
    el('p', { class: 'note screen' }, 'Drag over a chart to zoom in; a double click shows all.'), spread.panel] };
}

/** What became of each lane, in a line. */
function summary() {
  const own = (lane) => (facts.statistics.lanes ?? []).find((one) => one.exchange === lane.exchange && one.symbol === lane.symbol);
  const rows = facts.lanes.map((lane, i) => {
    const found = own(lane);
    const name = el('a', { href: `#lane-${i}` }, laneName(lane));
    return found ? [name, found.verdict, found.mode, count(found.messages), percent(found.live_time_share), count(found.gaps), count(found.resyncs), count(found.rejected_rows), count(found.trade_events)]
      : [name, 'has not ended'];
  });
  return el('section', { class: 'panel' }, el('h2', {}, 'Symbols'), table('Verdict and counters of each',
    [['symbol', true], ['verdict', true], ['ids', true], ['messages'], ['LIVE'], ['gaps'], ['resyncs'], ['rejected rows'], ['trades']], rows));
}

async function section(lane, i) {
  const statistics = el('div', {});
  await showStatistics(statistics, { lane, laneName });
  const drawn = lane.quotes && lane.quotes.seconds.length > 0 ? charts(lane, i) : null;
  const made = el('section', { id: `lane-${i}`, class: 'lane', 'aria-label': laneName(lane) }, el('h2', {}, laneName(lane)),
    drawn ? drawn.panels : el('p', { class: 'note' }, 'The lane has no quotes.'), incidentTable(lane.incidents, lane, false), statistics);
  return { made, draw: drawn?.draw };
}

async function show() {
  const { overview } = facts;
  document.title = `Report – ${overview.output.split('/').at(-1)} – deltabook`;
  document.getElementById('output').textContent = overview.output;
  const status = document.getElementById('status');
  status.textContent = overview.isFinished ? overview.status : `${overview.status}, ${overview.ended} of ${overview.lanes.length} lanes ended`;
  status.className = `badge ${overview.status === 'finished' ? 'good' : 'bad'}`;
  const coverage = el('div', {});
  const main = document.getElementById('main');
  if (facts.lanes.some((lane) => lane.hours.length > 0)) {
    await showCoverage(coverage, { lanes: facts.lanes, laneName, leadsTo: 'what is known of its symbol' });
  } else {
    coverage.append(el('p', {}, 'The output has no events yet.'));
  }
  main.replaceChildren(el('p', { class: 'note' }, `What the output had on ${facts.written.replace('T', ' ').replace('Z', '')} UTC, written by deltabook ${facts.version}. All times are UTC.`),
    overview.faults.length === 0 ? '' : el('section', { class: 'panel fault' }, el('h2', {}, 'What was wrong with the run'), el('ul', {}, overview.faults.map((fault) => el('li', {}, fault)))),
    coverage, summary());
  for (let i = 0; i < facts.lanes.length; i++) {
    const { made, draw } = await section(facts.lanes[i], i);
    main.append(made);
    draw?.();
  }
}

const redraw = () => plots.forEach(({ plot }) => plot.redraw(false, false));
startTheme(document.getElementById('theme'), redraw);
addEventListener('beforeprint', () => {
  document.documentElement.dataset.theme = 'light';
  redraw();
});
show();
