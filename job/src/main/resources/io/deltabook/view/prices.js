// SPDX-License-Identifier: Apache-2.0
import { stepped } from './charts.js';

/** The lines of best bid and ask, their ranges in a bucket, and the mid. */
export const PRICE_SERIES = {
  series: [{ label: 'bid low', colour: 'bid', width: 0, paths: stepped }, { label: 'bid high', colour: 'bid', width: 0, paths: stepped }, { label: 'ask low', colour: 'ask', width: 0, paths: stepped }, { label: 'ask high', colour: 'ask', width: 0, paths: stepped },
    { label: 'mid', colour: 'mid', width: 1, paths: stepped }, { label: 'bid', colour: 'bid', paths: stepped }, { label: 'ask', colour: 'ask', paths: stepped }],
  bands: [{ series: [2, 1], colour: 'bid' }, { series: [4, 3], colour: 'ask' }],
};

/** Draws quotes by them; returns the least and greatest best bid. */
export function setPrices(plot, q) {
  const mid = q.bid.map((bid, i) => (bid === null || q.ask[i] === null ? null : (bid + q.ask[i]) / 2));
  // Where the two sides cannot be told apart, their range and the mid say more.
  const widths = q.spreadLow.filter((value) => value !== null).sort((one, other) => one - other);
  const known = q.bid.filter((value) => value !== null);
  const high = known.reduce((most, value) => Math.max(most, value), -Infinity);
  const low = known.reduce((least, value) => Math.min(least, value), Infinity);
  const isWide = (widths[widths.length >> 1] ?? 0) * 300 > 1.5 * (high - low);
  plot.series[5].width = isWide ? 0.75 : 1.5;
  plot.series[5].dash = isWide ? [3, 3] : null;
  plot.series[6].width = isWide ? 1.5 : 0;
  plot.series[7].width = isWide ? 1.5 : 0;
  plot.setData([q.seconds, q.bidLow, q.bidHigh, q.askLow, q.askHigh, mid, q.bid, q.ask]);
  return { low, high, isEmpty: known.length === 0 };
}
