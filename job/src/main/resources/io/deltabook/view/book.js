// SPDX-License-Identifier: Apache-2.0
import { ask } from './api.js';
import { address, remember } from './app.js';
import { el, keys, say } from './dom.js';
import { HOUR, aligned, counted, difference, nanoTime, nanos, parseTime, price, short } from './format.js';

const DEPTH = 25;

/** Cumulated quantities of a side. */
function cumulated(side) {
  let sum = 0;
  return side.quantities.map((quantity) => { sum += Number(quantity); return sum; });
}

function trust(side, level) {
  if (level < side.certified) return ['●', 'certified'];
  if (level < side.covered) return ['○', 'covered'];
  return ['', side.covered < 0 ? 'not told by the files' : 'not covered'];
}

function ladder(name, side, most, changed, isBid) {
  const sums = cumulated(side);
  const prices = aligned(side.prices);
  const quantities = aligned(side.quantities);
  const rows = side.prices.map((level, i) => {
    const [mark, word] = trust(side, i);
    const bar = el('span', { class: 'depth', 'aria-hidden': 'true' });
    bar.style.width = `${100 * sums[i] / most}%`;
    return el('tr', { class: changed.has(level) ? 'changed' : null },
      el('th', { scope: 'row', class: isBid ? 'bid' : 'ask' }, prices[i]),
      el('td', {}, quantities[i]), el('td', { class: 'sum' }, bar, el('span', {}, short(sums[i]))),
      el('td', { title: word }, mark, el('span', { class: 'visually-hidden' }, `${word}${changed.has(level) ? ', changed by this message' : ''}`)));
  });
  return el('section', { class: 'panel' }, el('h2', {}, name),
    rows.length === 0 ? el('p', { class: 'note' }, 'No level is known.') : el('div', { class: 'scroll' }, el('table', { class: 'ladder' },
      el('thead', {}, el('tr', {}, [['price'], ['quantity'], ['cumulated'], ['trust']].map(([title]) => el('th', { scope: 'col' }, title)))),
      el('tbody', {}, rows))));
}

function changeList(book) {
  const rows = book.changes.map((change) => el('tr', {}, el('th', { scope: 'row', class: change.side === 'BID' ? 'bid' : 'ask' }, change.side),
    el('td', {}, change.price), el('td', {}, change.quantity === '0' ? 'removed' : change.quantity)));
  return el('section', { class: 'panel' }, el('h2', {}, book.isSnapshot ? 'A snapshot' : 'What this message set'),
    el('p', { class: 'note' }, book.isSnapshot ? 'It lists the book; it changes nothing unless it is a resync.'
      : `${counted(book.changed, 'level')}${book.changed > book.changes.length ? `, of which the first ${book.changes.length}` : ''}.`),
    rows.length === 0 ? null : el('div', { class: 'scroll' }, el('table', {}, el('thead', {}, el('tr', {}, ['side', 'price', 'quantity'].map((title) => el('th', { scope: 'col' }, title)))), el('tbody', {}, rows))));
}

/** The book at an instant, stepped message by message. */
export async function showBook(main, { lane, place, laneName }) {
  const hours = await ask('coverage', { exchange: lane.exchange, symbol: lane.symbol });
  if (hours.length === 0) {
    main.replaceChildren(el('p', {}, 'The lane has no events yet.'));
    return null;
  }
  const first = nanos(hours[0].first);
  const last = nanos(hours[hours.length - 1].last) + 1000n;
  const shown = el('div', {});
  const head = el('p', { class: 'reading', role: 'status' }, 'Replaying …');
  const when = el('input', { type: 'text', size: '30', 'aria-label': 'Instant, UTC' });
  const slider = el('input', { type: 'range', min: '0', max: '10000', step: '1', class: 'scrub', 'aria-label': 'Instant within the lane' });
  let seq = null;
  let isBusy = false;

  function draw(book) {
    seq = BigInt(book.seq);
    const at = BigInt(book.nanos);
    when.value = nanoTime(at);
    slider.value = String(Number((at - first) * 10000n / (last - first || 1n)));
    slider.setAttribute('aria-valuetext', nanoTime(at));
    remember({ at: book.nanos });
    const changed = { BID: new Set(), ASK: new Set() };
    book.changes.forEach((change) => changed[change.side].add(change.price));
    const most = Math.max(cumulated(book.bids).at(-1) ?? 0, cumulated(book.asks).at(-1) ?? 0, 1e-18);
    const [bid] = book.bids.prices;
    const [ask] = book.asks.prices;
    head.textContent = `${nanoTime(at)} · event ${book.seq} · ${book.state}${bid && ask ? ` · mid ${price((Number(bid) + Number(ask)) / 2)} · spread ${difference(Number(ask) - Number(bid))}` : ''} · replayed from ${book.anchorKind ?? 'the start of the lane'}, event ${book.anchorSeq}`;
    shown.replaceChildren(el('div', { class: 'split three' }, ladder('Bids', book.bids, most, changed.BID, true), ladder('Asks', book.asks, most, changed.ASK, false), changeList(book)));
  }

  async function go(name, parameters) {
    if (isBusy) return;
    isBusy = true;
    try {
      const { book } = await ask(name, { exchange: lane.exchange, symbol: lane.symbol, depth: String(DEPTH), ...parameters });
      if (book) draw(book);
      else say(name === 'book-after' ? 'This is the last message' : 'Nothing has happened before');
      if (!book && seq === null) head.textContent = 'Nothing has happened yet at this instant.';
    } catch (failure) {
      head.textContent = failure.message;
    } finally {
      isBusy = false;
    }
  }

  const forwards = () => go('book-after', { seq: String(seq ?? -1n) });
  const backwards = () => seq !== null && go('book-before', { seq: String(seq) });
  const at = (value) => go('book-at', { nanos: String(value) });
  when.addEventListener('change', () => {
    const value = parseTime(when.value);
    if (value === null) say('The instant must be like 2024-08-08 23:54:16.5');
    else at(value);
  });
  slider.addEventListener('change', () => at(first + (last - first) * BigInt(slider.value) / 10000n));
  const timeline = el('button', { type: 'button', onclick: () => {
    const middle = BigInt(place.parameters.get('at') ?? first);
    location.hash = address('timeline', lane, { from: String(middle - HOUR / 120n), to: String(middle + HOUR / 120n), at: String(middle) });
  } }, 'Timeline around it');
  main.replaceChildren(el('h2', { class: 'visually-hidden' }, `Book of ${laneName(lane)}`),
    el('div', { class: 'tools', role: 'toolbar', 'aria-label': 'Instant' },
      el('span', { class: 'group' }, el('button', { type: 'button', title: 'Previous message (left arrow)', onclick: backwards }, '◀ Message'), el('button', { type: 'button', title: 'Next message (right arrow)', onclick: forwards }, 'Message ▶')), when, timeline),
    slider, head, shown,
    keys([['var(--flash)', 'changed by this message']]),
    el('p', { class: 'keys' }, ['● certified: provably the venue’s', '○ covered: exact if no message was lost', '← → step message by message'].map((text) => el('span', { class: 'key' }, text))));
  const onkey = (event) => {
    if (event.target.closest('input, select') || event.ctrlKey || event.metaKey || event.altKey) return;
    const act = { ArrowLeft: backwards, ArrowRight: forwards }[event.key];
    if (act) {
      event.preventDefault();
      act();
    }
  };
  document.addEventListener('keydown', onkey);
  const from = place.parameters.get('from');
  await at(BigInt(place.parameters.get('at') ?? (from && BigInt(from) > first ? from : (first + last) / 2n)));
  return () => document.removeEventListener('keydown', onkey);
}
