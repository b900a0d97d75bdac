// SPDX-License-Identifier: Apache-2.0
// Elements are made by hand, and all that is foreign becomes text: no name can become markup.

/** An element with properties and children; strings become text. */
export function el(tag, properties = {}, ...children) {
  const made = document.createElement(tag);
  for (const [name, value] of Object.entries(properties)) {
    if (value === undefined || value === null || value === false) continue;
    if (name === 'class') made.className = value;
    else if (name.startsWith('on')) made.addEventListener(name.slice(2), value);
    else if (name in made && typeof value !== 'string') made[name] = value;
    else made.setAttribute(name, value === true ? '' : value);
  }
  made.append(...children.flat().filter((child) => child !== null && child !== undefined));
  return made;
}

/** A table; columns are [title, isText], rows hold strings or elements. */
export function table(caption, columns, rows) {
  return el('div', { class: 'scroll', tabindex: '0', role: 'region', 'aria-label': caption },
    el('table', {},
      el('caption', {}, caption),
      el('thead', {}, el('tr', {}, columns.map(([title, isText]) =>
        el('th', { scope: 'col', class: isText ? 'text' : null }, title)))),
      el('tbody', {}, rows.map((row) => el('tr', {}, row.map((value, i) => {
        const shown = value === null || value === undefined ? '–' : value;
        return i === 0 ? el('th', { scope: 'row' }, shown)
          : el('td', { class: columns[i][1] ? columns[i][2] ?? 'text' : null }, shown);
      }))))));
}

/** Small figures with their names. */
export function facts(pairs) {
  return el('div', { class: 'facts' }, pairs.map(([value, name]) =>
    el('div', { class: 'fact' }, el('b', {}, value), el('span', {}, name))));
}

/** A legend: [css background, text]. */
export function keys(pairs) {
  return el('p', { class: 'keys' }, pairs.map(([colour, name]) => {
    const swatch = el('span', { class: 'swatch', 'aria-hidden': 'true' });
    if (colour) swatch.style.background = colour;
    return el('span', { class: 'key' }, swatch, name);
  }));
}

let sayTimer;

/** Tells screen readers what has changed. */
export function say(text) {
  clearTimeout(sayTimer);
  sayTimer = setTimeout(() => { document.getElementById('said').textContent = text; }, 250);
}

/** A colour of the theme. */
export function colour(name) {
  return getComputedStyle(document.documentElement).getPropertyValue(`--${name}`).trim();
}
