// SPDX-License-Identifier: Apache-2.0
// Stands for the viewer's api.js and app.js in a report: answers come from the file itself, and links stay in it.

export const facts = JSON.parse(document.getElementById('facts').textContent);

function index(lane) {
  return facts.lanes.findIndex((one) => one.exchange === lane.exchange && one.symbol === lane.symbol);
}

/** The answer that the server gave when the report was written. */
export async function ask(name, parameters) {
  if (name === 'statistics') return facts.statistics;
  const lane = facts.lanes[index(parameters)];
  return name === 'coverage' ? lane.hours : lane[name];
}

/** The place of a lane in the report. */
export function address(view, lane) {
  return `#lane-${index(lane)}`;
}
