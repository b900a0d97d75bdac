// SPDX-License-Identifier: Apache-2.0

const KEY = 'deltabook-theme';
const system = matchMedia('(prefers-color-scheme: dark)');

function chosen() {
  try {
    return localStorage.getItem(KEY);
  } catch {
    return null;
  }
}

/** Follows the system until the button chooses; calls back when colours have changed. */
export function startTheme(button, changed) {
  const apply = () => {
    const theme = chosen() ?? (system.matches ? 'dark' : 'light');
    document.documentElement.dataset.theme = theme;
    button.textContent = theme === 'dark' ? '☀ Light' : '☾ Dark';
    button.setAttribute('aria-label', theme === 'dark' ? 'Use light colours' : 'Use dark colours');
  };
  apply();
  system.addEventListener('change', () => { apply(); changed(); });
  button.addEventListener('click', () => {
    const theme = document.documentElement.dataset.theme === 'dark' ? 'light' : 'dark';
    try {
      localStorage.setItem(KEY, theme);
    } catch {
      // A browser that keeps nothing still switches once.
    }
    document.documentElement.dataset.theme = theme;
    apply();
    changed();
  });
}
