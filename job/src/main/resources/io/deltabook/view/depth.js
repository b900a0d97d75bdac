// SPDX-License-Identifier: Apache-2.0
import { ask } from './api.js';
import { clipped, stepped, timeChart } from './charts.js';
import { colour, el, table } from './dom.js';
import { count, price, short, time } from './format.js';

const BAND_PIXELS = 3;
const MOST_COLUMNS = 400;
const MOST_ROWS = 400;
const HEIGHT = 380;
const REACHES = [[5, '± 0.05 %'], [10, '± 0.1 %'], [50, '± 0.5 %'], [200, '± 2 %']];

/** From little to much; neighbours differ in lightness, so that no kind of colour vision is needed to tell them apart. */
const SCALES = {
  light: ['#f3f7e3', '#d9edbb', '#a8dbb5', '#6cc5be', '#41aec3', '#2a8dbd', '#2468ab', '#25489c'],
  dark: ['#3b0f57', '#482878', '#3e4989', '#31688e', '#26828e', '#35b779', '#6ece58', '#b5de2b', '#fde725'],
};

function scale() {
  return SCALES[document.documentElement.dataset.theme] ?? SCALES.light;
}

/** 254 colours, as red, green, blue. */
function palette() {
  const stops = scale().map((hex) => [1, 3, 5].map((at) => parseInt(hex.slice(at, at + 2), 16)));
  return Array.from({ length: 254 }, (_, i) => {
    const at = i / 253 * (stops.length - 1);
    const left = Math.min(stops.length - 2, Math.floor(at));
    return stops[left].map((value, channel) => Math.round(value + (stops[left + 1][channel] - value) * (at - left)));
  });
}

/** A picture with a pixel for each cell; what the book does not tell stays transparent. */
function paint(depth) {
  const canvas = new OffscreenCanvas(Math.max(1, depth.columns), Math.max(1, depth.rows));
  const context = canvas.getContext('2d');
  const picture = context.createImageData(canvas.width, canvas.height);
  const colours = palette();
  for (let column = 0; column < depth.columns; column++) {
    for (let row = 0; row < depth.rows; row++) {
      const cell = depth.bytes[column * depth.rows + row];
      if (cell < 2) continue;
      picture.data.set([...colours[cell - 2], 255], 4 * ((depth.rows - 1 - row) * canvas.width + column));
    }
  }
  context.putImageData(picture, 0, 0);
  return canvas;
}

/** The quantity that a byte stands for. */
function quantity(depth, cell) {
  return cell < 2 ? 0 : depth.least * (depth.most / depth.least) ** ((cell - 2) / 253);
}

/** Trades as triangles, up for a buyer and down for a seller, as large as their quantity. */
export function drawTrades(plot, trades) {
  if (!trades || trades.seconds.length === 0) return;
  const { ctx, bbox } = plot;
  const most = trades.quantities.reduce((to, value) => Math.max(to, value), 0);
  const colours = { BUY: colour('bid'), SELL: colour('ask'), null: colour('mid') };
  const restore = clipped(plot);
  ctx.strokeStyle = colour('panel');
  ctx.lineWidth = devicePixelRatio * 0.75;
  trades.seconds.forEach((at, i) => {
    const x = plot.valToPos(at, 'x', true);
    if (x < bbox.left || x > bbox.left + bbox.width) return;
    const y = plot.valToPos(trades.prices[i], 'y', true);
    const size = (2 + 7 * Math.sqrt(trades.quantities[i] / most)) * devicePixelRatio;
    const side = trades.sides[i];
    const up = side === 'BUY' ? 1 : -1;
    ctx.fillStyle = colours[side];
    ctx.beginPath();
    if (side === null) {
      ctx.arc(x, y, size * 0.7, 0, 2 * Math.PI);
    } else {
      ctx.moveTo(x, y - up * size);
      ctx.lineTo(x + size * 0.87, y + up * size * 0.5);
      ctx.lineTo(x - size * 0.87, y + up * size * 0.5);
      ctx.closePath();
    }
    ctx.fill();
    if (size > 4 * devicePixelRatio) ctx.stroke();
  });
  restore();
}

/** What the triangles mean. */
export function tradeKeys(trades) {
  if (!trades || trades.total === 0) return [];
  const key = (name, mark, text) => {
    const shape = el('span', { 'aria-hidden': 'true' }, mark);
    shape.style.color = `var(--${name})`;
    return el('span', { class: 'key' }, shape, text);
  };
  return [key('bid', '▲', 'trade of a buyer'), key('ask', '▼', 'of a seller'),
    trades.total > trades.seconds.length ? el('span', { class: 'key' }, `the ${count(trades.seconds.length)} largest of ${count(trades.total)} trades`) : null].filter(Boolean);
}

/** The panel of the resting quantities by time and price, best bid and ask over them. */
export function depthPanel({ zoom, range, changed }) {
  const reading = el('span', { class: 'reading' });
  const chart = el('div', { class: 'chart', tabindex: '0', role: 'img', 'aria-label': 'Depth', id: 'depth' });
  const legend = el('p', { class: 'keys' });
  const largest = el('details', {}, el('summary', {}, 'Largest quantities as a table'));
  const reach = el('select', { 'aria-label': 'Prices beyond the best', onchange: () => changed() },
    REACHES.map(([value, text]) => el('option', { value: String(value), selected: value === 10 }, text)));
  const panel = el('section', { class: 'panel' }, el('div', { class: 'panel-head' }, el('h2', {}, 'Depth'), reading, reach), chart, legend, largest);
  let depth = null;
  let picture = null;
  let trades = null;

  const { plot, destroy } = timeChart(chart, {
    height: HEIGHT, hasGrid: false, zoom, range, sync: 'timeline', value: price,
    yRange: () => (depth ? [depth.low, depth.low + depth.rows * depth.band] : [0, 1]),
    series: [{ label: 'bid', colour: 'text', width: 1.75, paths: stepped }, { label: 'ask', colour: 'text', width: 1.75, paths: stepped }],
    read: () => read(),
    drawBehind: (drawn) => drawCells(drawn), drawAbove: (drawn) => drawTrades(drawn, trades),
  });

  function drawCells({ ctx, valToPos }) {
    if (!picture) return;
    const at = (value, axis) => valToPos.call(plot, value, axis, true);
    const left = at(depth.from, 'x');
    const top = at(depth.low + depth.rows * depth.band, 'y');
    const restore = clipped(plot);
    ctx.imageSmoothingEnabled = false;
    ctx.drawImage(picture, left, top, at(depth.from + depth.columns * depth.stepSeconds, 'x') - left, at(depth.low, 'y') - top);
    restore();
  }

  function read() {
    const { left, top } = plot.cursor;
    if (!depth || left === undefined || left < 0 || top < 0) {
      reading.textContent = '';
      return;
    }
    const column = Math.floor((plot.posToVal(left, 'x') - depth.from) / depth.stepSeconds);
    const row = Math.floor((plot.posToVal(top, 'y') - depth.low) / depth.band);
    if (column < 0 || column >= depth.columns || row < 0 || row >= depth.rows) {
      reading.textContent = '';
      return;
    }
    const cell = depth.bytes[column * depth.rows + row];
    const what = cell === 0 ? 'not known' : cell === 1 ? 'nothing' : `${cell === 2 ? '≤' : cell === 255 ? '≥' : '≈'} ${short(quantity(depth, cell))}`;
    reading.textContent = `${time(depth.from + (column + 1) * depth.stepSeconds, depth.stepSeconds < 60 ? 3 : 0)}  ${band(row)}  ${what}`;
  }

  function band(row) {
    const from = depth.low + row * depth.band;
    return `${price(+from.toPrecision(10))} … ${price(+(from + depth.band).toPrecision(10))}`;
  }

  function legends() {
    const bar = el('span', { class: 'scale', 'aria-hidden': 'true' });
    bar.style.background = `linear-gradient(to right, ${scale().join(', ')})`;
    legend.replaceChildren(
      el('span', { class: 'key' }, `≤ ${short(depth.least)}`, bar, `≥ ${short(depth.most)}`),
      el('span', { class: 'key' }, `resting in a band of ${price(+depth.band.toPrecision(6))}, logarithmic`),
      el('span', { class: 'key' }, 'lines: best bid and ask'), ...tradeKeys(trades));
  }

  function listed() {
    while (largest.children.length > 1) largest.lastChild.remove();
    largest.append(table('Bands of prices with the largest quantities, when they were largest', [['price from'], ['to'], ['quantity'], ['time (UTC)', true]],
      depth.largest.map((wall) => [price(+wall.price.toPrecision(10)), price(+(wall.price + depth.band).toPrecision(10)), price(+wall.quantity.toPrecision(6)), time(wall.seconds, 3)])));
    const [first] = depth.largest;
    chart.setAttribute('aria-label', first ? `Depth at prices from ${band(0)} to ${band(depth.rows - 1)}; the largest quantity, ${short(first.quantity)}, rested from ${price(first.price)} at ${time(first.seconds)}. A table of the largest follows`
      : 'No depth is known in this span');
  }

  return {
    panel, plot, destroy,
    /** Asks for a span; returns how many columns are still to come. */
    async load(view, signal) {
      const buckets = Math.min(MOST_COLUMNS, Math.max(60, Math.round(chart.clientWidth / BAND_PIXELS)));
      const found = await ask('depth', { ...view.parameters(buckets), reach: reach.value, rows: String(Math.min(MOST_ROWS, Math.round(HEIGHT / BAND_PIXELS))) }, signal);
      if (found) found.bytes = Uint8Array.from(atob(found.cells), (letter) => letter.charCodeAt(0));
      depth = found;
      picture = depth && depth.rows > 0 ? paint(depth) : null;
      if (depth) {
        legends();
        listed();
      }
      plot.redraw(true, true);
      return depth?.pending ?? 0;
    },
    quotes(found) {
      plot.setData([found.seconds, found.bid, found.ask]);
    },
    trades(found) {
      trades = found;
      if (depth) legends();
      plot.redraw(false, false);
    },
  };
}
