// SPDX-License-Identifier: Apache-2.0
import uPlot from './uplot.js';
import { colour } from './dom.js';

const two = (value) => String(value).padStart(2, '0');

/** Labels of a time axis in UTC; the day stands where it changes. */
function timeLabels(plot, splits, axis, space, step) {
  let last = '';
  return splits.map((at) => {
    const date = new Date(Math.floor(at + 1e-9) * 1000);
    const day = date.toISOString().slice(0, 10);
    let text = `${two(date.getUTCHours())}:${two(date.getUTCMinutes())}`;
    if (step >= 86400) text = '';
    else if (step < 60) text += `:${two(date.getUTCSeconds())}`;
    if (step < 1) text += (at - Math.floor(at + 1e-9)).toFixed(3).slice(1);
    const isNew = day !== last;
    last = day;
    return isNew ? `${text}${text ? '\n' : ''}${day}` : text;
  });
}

function axis(more) {
  return {
    stroke: () => colour('muted'), font: '12px system-ui, sans-serif',
    grid: { stroke: () => colour('grid'), width: 1 }, ticks: { stroke: () => colour('grid'), width: 1, size: 4 }, ...more,
  };
}

/** Room above the values, for marks. */
function around(low, high, headroom) {
  if (low === null || high === null) return [0, 1];
  const size = high - low || Math.max(Math.abs(high) * 0.0001, 0.01);
  return [low >= 0 && low < size * 0.3 ? 0 : low - size * 0.06, high + size * headroom];
}

/**
 * A chart over time. series: {label, colour, width, dash, fill, paths, points, scale}; wheel and drag ask for another
 * span by zoom(from, to) in seconds; read(index) tells the values below the pointer; yRange() fixes the values' axis.
 */
export function timeChart(target, { series, bands = [], height, zoom, read, sync, drawBehind, drawAbove, range, yRange, value, headroom = 0.06, hasGrid = true }) {
  const options = {
    width: Math.max(200, target.clientWidth), height, padding: [null, 36, null, null], ms: 1e-3, legend: { show: false },
    scales: { x: { time: true, range: () => range() }, y: { range: yRange ?? ((plot, low, high) => around(low, high, headroom)) } },
    tzDate: (at) => uPlot.tzDate(new Date(at * 1000), 'Etc/UTC'),
    cursor: { sync: { key: sync, setSeries: false }, drag: { x: true, y: false, setScale: false }, points: { size: 6 } },
    axes: [axis({ values: timeLabels, space: 85, size: 42 }), axis({ size: 74, values: (plot, splits) => splits.map(value) })].map((one) => (hasGrid ? one : { ...one, grid: { show: false } })),
    series: [{}, ...series.map((one) => ({
      label: one.label, stroke: () => colour(one.colour), width: one.width ?? 1.5, dash: one.dash, paths: one.paths, points: { show: one.points ?? false, size: 5, fill: () => colour(one.colour) },
      fill: one.fill ? () => `color-mix(in srgb, ${colour(one.colour)} ${one.fill}%, transparent)` : undefined, spanGaps: false,
    }))],
    bands: bands.map((band) => ({ series: band.series, fill: () => `color-mix(in srgb, ${colour(band.colour)} 22%, transparent)` })),
    hooks: {
      drawClear: drawBehind ? [drawBehind] : [], draw: drawAbove ? [drawAbove] : [],
      setCursor: [(plot) => read(plot.cursor.idx)],
      setSelect: [(plot) => {
        if (plot.select.width > 4) zoom(plot.posToVal(plot.select.left, 'x'), plot.posToVal(plot.select.left + plot.select.width, 'x'));
        plot.setSelect({ left: 0, top: 0, width: 0, height: 0 }, false);
      }],
    },
  };
  const plot = new uPlot(options, [[], ...series.map(() => [])], target);
  plot.over.addEventListener('wheel', (event) => {
    if (event.ctrlKey || event.metaKey || event.shiftKey || document.activeElement === target || target.contains(document.activeElement)) {
      event.preventDefault();
      const at = plot.posToVal(event.offsetX, 'x');
      const by = event.deltaY + event.deltaX > 0 ? 1.25 : 0.8;
      zoom(at - (at - plot.scales.x.min) * by, at + (plot.scales.x.max - at) * by);
    }
  }, { passive: false });
  const resize = new ResizeObserver(() => {
    if (target.clientWidth > 0 && Math.abs(target.clientWidth - plot.width) > 1) plot.setSize({ width: target.clientWidth, height });
  });
  resize.observe(target);
  return { plot, destroy: () => { resize.disconnect(); plot.destroy(); } };
}

/** Keeps what is drawn within the chart, until the function that it returns is called. */
export function clipped({ ctx, bbox }) {
  ctx.save();
  ctx.beginPath();
  ctx.rect(bbox.left, bbox.top, bbox.width, bbox.height);
  ctx.clip();
  return () => ctx.restore();
}

export const stepped = uPlot.paths.stepped({ align: 1 });
export const bars = uPlot.paths.bars({ size: [1, Infinity], align: 1 });

/** Stripes for a state, which do not rely on colour alone. */
export function stripes(context, name, isDense) {
  const size = isDense ? 6 : 10;
  const tile = new OffscreenCanvas(size, size);
  const draw = tile.getContext('2d');
  draw.strokeStyle = colour(name);
  draw.globalAlpha = 0.45;
  draw.lineWidth = 1.5;
  draw.beginPath();
  for (const shift of [-size, 0, size]) {
    draw.moveTo(shift, size);
    draw.lineTo(shift + size, 0);
  }
  draw.stroke();
  return context.createPattern(tile, 'repeat');
}
