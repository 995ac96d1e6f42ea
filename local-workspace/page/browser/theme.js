const dark = window.matchMedia('(prefers-color-scheme: dark)');

/**
 * Gives blocks the system's color scheme, which slack-blocks-to-jsx doesn't detect.
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
