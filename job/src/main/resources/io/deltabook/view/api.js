// SPDX-License-Identifier: Apache-2.0

const MOST_KEPT = 24;
const kept = new Map();

/** Asks the server; throws what is wrong in its words. */
export async function ask(name, parameters = {}, signal = undefined) {
  const query = new URLSearchParams(parameters).toString();
  const answer = await fetch(`/api/${name}${query ? `?${query}` : ''}`, { signal });
  const found = await answer.json();
  if (!answer.ok) throw new Error(found.error);
  return found;
}

/** As ask; an answer that cannot grow is kept. */
export async function askOnce(name, parameters, signal) {
  const key = name + JSON.stringify(parameters);
  if (kept.has(key)) return kept.get(key);
  const found = await ask(name, parameters, signal);
  if (!found.pendingHours) {
    kept.set(key, found);
    if (kept.size > MOST_KEPT) kept.delete(kept.keys().next().value);
  }
  return found;
}

/** Forgets what was kept. */
export function forget() {
  kept.clear();
}
