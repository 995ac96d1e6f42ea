const dark = window.matchMedia('(prefers-color-scheme: dark)');

/**
 * Gives blocks the colours of the system's setting: slack-blocks-to-jsx wants to be told.
 *
 * @param {ParentNode & Element} root
 */
export function applyTheme(root) {
  const theme = dark.matches ? 'dark' : 'light';
  for (const element of root.querySelectorAll('[data-theme]')) element.setAttribute('data-theme', theme);
}

export function followTheme() {
  dark.addEventListener('change', () => applyTheme(document.documentElement));
}
