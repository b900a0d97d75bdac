// SPDX-License-Identifier: Apache-2.0
import { ask, askOnce } from './api.js';
import { remember } from './app.js';
import { bars, stepped, timeChart } from './charts.js';
import { depthPanel, drawTrades, tradeKeys } from './depth.js';
import { el, keys, say, table } from './dom.js';
import { count, counted, difference, duration, nanos, parseTime, price, seconds, short, time } from './format.js';
import { PRICE_KEYS, drawIncidents, drawStates, incidentKeys, incidentTable } from './marks.js';
import { PRICE_SERIES, setPrices } from './prices.js';

const LONGEST = 32 * 86400;
const SHORTEST = 0.01;
const TABLE_ROWS = 200;

/** What is asked for: a lane between two times in seconds. */
class View {
  constructor(lane, hours, parameters) {
    this.lane = lane;
    this.first = hours.length > 0 ? hours[0].first : 0;
    this.last = hours.length > 0 ? hours[hours.length - 1].last : 3600;
    const from = parameters.get('from');
    const to = parameters.get('to');
    if (from && to) this.set(Number(from) / 1e9, Number(to) / 1e9);
    else this.all();
  }

  all() {
    const rim = Math.max((this.last - this.first) * 0.01, 0.5);
    this.set(this.first - rim, this.last + rim);
  }

  set(from, to) {
    let length = Math.min(LONGEST, Math.max(SHORTEST, to - from));
    const middle = (from + to) / 2;
    if (!Number.isFinite(middle)) return;
    this.from = Math.max(0, middle - length / 2);
    this.to = this.from + length;
  }

  get length() {
    return this.to - this.from;
  }

  parameters(buckets) {
    return { exchange: this.lane.exchange, symbol: this.lane.symbol, from: String(nanos(this.from)), to: String(nanos(this.to)), buckets: String(buckets) };
  }
}

function panel(title, id) {
  const reading = el('span', { class: 'reading', id: `${id}-reading` });
  const chart = el('div', { class: 'chart', tabindex: '0', role: 'img', 'aria-label': title, id });
  return { reading, chart, panel: el('section', { class: 'panel' }, el('div', { class: 'panel-head' }, el('h2', {}, title), reading), chart) };
}

function digits(length) {
  return length > 7200 ? 0 : length > 60 ? 1 : 3;
}

function dataTable(quotes, length) {
  const rows = [];
  const every = Math.max(1, Math.ceil(quotes.seconds.length / TABLE_ROWS));
  for (let i = 0; i < quotes.seconds.length; i += every) {
    rows.push([time(quotes.seconds[i], digits(length)), price(quotes.bid[i]), price(quotes.ask[i]), difference(quotes.spreadHigh[i]), count(quotes.quotes[i])]);
  }
  return table('Best bid and ask as a table', [['time (UTC)', true], ['bid'], ['ask'], ['largest spread'], ['quotes']], rows);
}

/** Best bid and ask, spread, rates and latency of a lane over a span. */
export async function showTimeline(main, { lane, place, laneName }) {
  const hours = await ask('coverage', { exchange: lane.exchange, symbol: lane.symbol });
  const view = new View(lane, hours, place.parameters);
  const found = { quotes: null, activity: null, states: [], incidents: null };
  const prices = panel('Best bid and ask', 'prices');
  const spread = panel('Spread', 'spread');
  const rates = panel('Messages and trades a second', 'rates');
  const latency = panel('Latency: arrival − event time', 'latency');
  const incidents = el('div', {});
  const legend = el('p', { class: 'keys' });
  const asTable = el('details', {}, el('summary', {}, 'Show as a table'));
  asTable.addEventListener('toggle', () => fillTable());
  const note = el('span', { class: 'note', role: 'status' });
  const depthNote = el('span', { class: 'note', role: 'status' });
  const from = el('input', { type: 'text', size: '23', 'aria-label': 'From, UTC' });
  const to = el('input', { type: 'text', size: '23', 'aria-label': 'To, UTC' });
  let controller = null;
  let timer = 0;
  const range = () => [view.from, view.to];
  const depth = depthPanel({ zoom: (left, right) => zoom(left, right), range, changed: () => loadDepth(controller.signal) });

  const zoom = (left, right) => { view.set(left, right); moved(); };
  const by = (factor) => { const middle = (view.from + view.to) / 2; zoom(middle - view.length * factor / 2, middle + view.length * factor / 2); };
  const pan = (share) => zoom(view.from + view.length * share, view.to + view.length * share);
  const lasting = (length) => { const middle = (view.from + view.to) / 2; zoom(middle - length / 2, middle + length / 2); };
  const all = () => { view.all(); moved(); };
  const button = (text, label, act) => el('button', { type: 'button', 'aria-label': label, title: label, onclick: act }, text);
  const tools = el('div', { class: 'tools', role: 'toolbar', 'aria-label': 'Span' },
    el('span', { class: 'group' }, button('◀', 'Earlier (left arrow)', () => pan(-0.5)), button('▶', 'Later (right arrow)', () => pan(0.5))),
    el('span', { class: 'group' }, button('+', 'Zoom in (+)', () => by(0.5)), button('−', 'Zoom out (−)', () => by(2))),
    el('span', { class: 'group' }, button('1 min', 'Show a minute', () => lasting(60)), button('1 h', 'Show an hour', () => lasting(3600)), button('1 d', 'Show a day', () => lasting(86400)), button('All', 'Show all (0)', all)),
    from, el('span', {}, '–'), to, note, depthNote);
  const typed = () => {
    const left = parseTime(from.value);
    const right = parseTime(to.value);
    if (left !== null && right !== null && right > left) zoom(seconds(left), seconds(right));
    else say('Times must be like 2024-08-08 23:54:16.5, the first before the second');
  };
  from.addEventListener('change', typed);
  to.addEventListener('change', typed);

  main.replaceChildren(el('h2', { class: 'visually-hidden' }, `Timeline of ${laneName(lane)}`), tools, prices.panel,
    keys(PRICE_KEYS),
    legend, el('p', { class: 'note' }, 'Drag over a chart to zoom in; with a chart focused, the wheel and + − ← → 0 work as well.'),
    asTable, depth.panel, el('div', { class: 'split three' }, spread.panel, rates.panel, latency.panel), el('div', {}, incidents));

  const at = (i, text) => (found.quotes && i !== null && i !== undefined ? text(found.quotes, i) : '');
  const charts = [
    timeChart(prices.chart, {
      height: Math.max(240, Math.min(460, innerHeight * 0.42)), zoom, range, sync: 'timeline', value: price, headroom: 0.24,
      ...PRICE_SERIES,
      read: (i) => { prices.reading.textContent = at(i, (q) => `${time(q.seconds[i], digits(view.length))}  bid ${price(q.bid[i])}  ask ${price(q.ask[i])}`); },
      drawBehind: (plot) => drawStates(plot, found.states), drawAbove: (plot) => { drawTrades(plot, found.activity?.largest); drawIncidents(plot, found.incidents); },
    }),
    timeChart(spread.chart, {
      height: 170, zoom, range, sync: 'timeline', value: difference,
      series: [{ label: 'least', colour: 'mid', width: 1, paths: stepped }, { label: 'largest', colour: 'accent', width: 1.5, fill: 15, paths: stepped }],
      read: (i) => { spread.reading.textContent = at(i, (q) => `${difference(q.spreadLow[i])} to ${difference(q.spreadHigh[i])}`); },
    }),
    timeChart(rates.chart, {
      height: 170, zoom, range, sync: 'rates', value: short,
      series: [{ label: 'messages', colour: 'accent', width: 1, fill: 30, paths: bars }, { label: 'trades', colour: 'ask', width: 1, fill: 60, paths: bars }],
      read: (i) => { rates.reading.textContent = found.activity && i !== null && i !== undefined ? `${count(found.activity.messages[i])} messages, ${count(found.activity.trades[i])} trades in ${duration(found.activity.stepSeconds)}` : ''; },
    }),
    timeChart(latency.chart, {
      height: 170, zoom, range, sync: 'rates', value: (v) => `${+v.toPrecision(4)} ms`,
      series: [{ label: 'least', colour: 'bid', width: 1, paths: stepped }, { label: 'mean', colour: 'mid', width: 1.5, paths: stepped }, { label: 'most', colour: 'ask', width: 1, paths: stepped }],
      read: (i) => { latency.reading.textContent = found.activity?.latencyMean[i] != null ? `${price(found.activity.latencyLow[i])} / ${price(+found.activity.latencyMean[i].toPrecision(4))} / ${price(found.activity.latencyHigh[i])} ms` : ''; },
    }),
  ];

  function fillTable() {
    while (asTable.children.length > 1) asTable.lastChild.remove();
    if (asTable.open && found.quotes) asTable.append(dataTable(found.quotes, view.length));
  }

  function drawQuotes() {
    const q = found.quotes;
    const { low, high, isEmpty } = setPrices(charts[0].plot, q);
    charts[1].plot.setData([q.seconds, q.spreadLow, q.spreadHigh]);
    depth.quotes(q);
    prices.chart.setAttribute('aria-label', isEmpty ? 'No quotes in this span'
      : `Best bid of ${laneName(lane)} from ${time(view.from)} to ${time(view.to)}: ${price(low)} to ${price(high)}, a table follows`);
    fillTable();
  }

  function drawActivity() {
    const a = found.activity;
    const perSecond = (values) => values.map((value) => (value === 0 ? null : value / a.stepSeconds));
    charts[2].plot.setData([a.seconds, perSecond(a.messages), perSecond(a.trades)]);
    charts[0].plot.redraw(false, false);
    depth.trades(a.largest);
    marks();
    charts[3].plot.setData([a.seconds, a.latencyLow, a.latencyMean, a.latencyHigh]);
    const all = a.messages.reduce((sum, value) => sum + value, 0);
    rates.chart.setAttribute('aria-label', `${counted(all, 'message')} and ${counted(a.trades.reduce((sum, value) => sum + value, 0), 'trade')} in this span`);
    const known = a.latencyHigh.filter((value) => value !== null);
    latency.chart.setAttribute('aria-label', known.length === 0 ? 'The input has no arrival times' : `Latency up to ${price(Math.max(...known))} ms`);
    latency.chart.hidden = known.length === 0;
    if (known.length === 0) latency.reading.textContent = 'no arrival times in the input';
  }

  function marks() {
    legend.replaceChildren(...tradeKeys(found.activity?.largest), ...incidentKeys(found.incidents));
  }

  async function loadDepth(signal) {
    try {
      let pending = 1;
      while (pending > 0 && !signal.aborted) {
        pending = await depth.load(view, signal);
        depthNote.textContent = pending > 0 ? `reading ${counted(pending, 'more book')} …` : '';
      }
    } catch (failure) {
      if (failure.name !== 'AbortError') depthNote.textContent = failure.message;
    }
  }

  async function load() {
    controller?.abort();
    controller = new AbortController();
    const { signal } = controller;
    const buckets = Math.min(2000, Math.max(200, Math.round(prices.chart.clientWidth)));
    const parameters = view.parameters(buckets);
    const fewer = view.parameters(Math.max(100, Math.round(buckets / 3)));
    try {
      [found.states, found.quotes, found.incidents] = await Promise.all([
        askOnce('states', view.parameters(1), signal).then((answer) => answer.states), askOnce('quotes', parameters, signal), askOnce('incidents', parameters, signal)]);
      drawQuotes();
      marks();
      incidents.replaceChildren(incidentTable(found.incidents, lane));
      loadDepth(signal);
      found.activity = await askOnce('activity', fewer, signal);
      drawActivity();
      const pending = Math.max(found.quotes.pendingHours, found.activity.pendingHours);
      note.textContent = pending > 0 ? `reading ${counted(pending, 'more hour')} …` : '';
      if (pending > 0) timer = setTimeout(load, 100);
    } catch (failure) {
      if (failure.name !== 'AbortError') note.textContent = failure.message;
    }
  }

  function moved() {
    from.value = time(view.from, digits(view.length));
    to.value = time(view.to, digits(view.length));
    remember({ from: String(nanos(view.from)), to: String(nanos(view.to)) });
    [...charts, depth].forEach(({ plot }) => plot.setScale('x', { min: view.from, max: view.to }));
    clearTimeout(timer);
    timer = setTimeout(load, 120);
    say(`${time(view.from, digits(view.length))} to ${time(view.to, digits(view.length))}`);
  }

  const onkey = (event) => {
    if (event.target.closest('input, select, table') || event.ctrlKey || event.metaKey || event.altKey) return;
    const act = { ArrowLeft: () => pan(-0.25), ArrowRight: () => pan(0.25), '+': () => by(0.5), '=': () => by(0.5), '-': () => by(2), 0: all }[event.key];
    if (act) {
      event.preventDefault();
      act();
    }
  };
  document.addEventListener('keydown', onkey);
  from.value = time(view.from, digits(view.length));
  to.value = time(view.to, digits(view.length));
  await load();
  return () => {
    controller?.abort();
    clearTimeout(timer);
    document.removeEventListener('keydown', onkey);
    [...charts, depth].forEach((chart) => chart.destroy());
  };
}
