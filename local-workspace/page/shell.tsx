import { renderToStaticMarkup } from 'react-dom/server';

const ICON =
  'data:image/svg+xml,%3Csvg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 16 16"%3E%3Crect width="16" height="16" rx="4" fill="%231f3a4d"/%3E%3Cpath d="M4 5h8M4 8h8M4 11h5" stroke="white"/%3E%3C/svg%3E';

/** The page as it is loaded. Its regions come through the stream of events. */
export function renderShell(): string {
  return `<!doctype html>${renderToStaticMarkup(<Shell />)}`;
}

function Shell() {
  return (
    <html lang="en">
      <head>
        <meta charSet="utf-8" />
        <meta name="viewport" content="width=device-width, initial-scale=1" />
        <meta name="color-scheme" content="light dark" />
        <title>Local workspace</title>
        <link rel="icon" href={ICON} />
        <link rel="stylesheet" href="/slack-blocks.css" />
        {['tokens', 'sidebar', 'layout', 'notifications', 'messages', 'blocks', 'controls', 'composer', 'dialogs'].map(
          (name) => (
            <link key={name} rel="stylesheet" href={`/${name}.css`} />
          ),
        )}
        <script type="module" src="/page.js" />
      </head>
      <body>
        <div className="status-bar" role="status">
          <div data-region="status" />
          <p className="status" id="lost" hidden>
            The workspace has stopped. Start it again with npm run try; this page then connects by itself.
          </p>
        </div>
        <div className="app">
          <button
            type="button"
            className="icon-button"
            id="toggle-sidebar"
            aria-label="Channels and people"
            aria-expanded="false"
            aria-controls="sidebar"
          >
            <svg viewBox="0 0 16 16" width="16" height="16" aria-hidden="true">
              <path d="M2 4h12M2 8h12M2 12h12" stroke="currentColor" strokeWidth="1.4" strokeLinecap="round" />
            </svg>
          </button>
          <div id="sidebar" data-region="sidebar" />
          <div className="middle" data-region="main" />
          <div className="pane" data-region="pane" />
        </div>
        <div data-region="dialogs" />
        <noscript>This page needs JavaScript.</noscript>
      </body>
    </html>
  );
}
