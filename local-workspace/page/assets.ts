import { readdirSync, readFileSync } from 'node:fs';
import { createRequire } from 'node:module';

/** A file that the browser gets as it is. */
export interface Asset {
  contentType: string;
  body: string;
}

const TYPES: Readonly<Record<string, string>> = {
  js: 'text/javascript; charset=utf-8',
  css: 'text/css; charset=utf-8',
};

const FOLDER = new URL('./browser/', import.meta.url);

/** Everything in `browser/`, and the style sheet of slack-blocks-to-jsx, by path. Nothing else is served. */
export function readAssets(): Map<string, Asset> {
  const assets = new Map<string, Asset>();
  for (const name of readdirSync(FOLDER)) {
    const contentType = TYPES[name.split('.').at(-1) ?? ''];
    if (contentType !== undefined) {
      assets.set(`/${name}`, { contentType, body: readFileSync(new URL(name, FOLDER), 'utf8') });
    }
  }
  assets.set('/slack-blocks.css', { contentType: String(TYPES['css']), body: slackStyles() });
  return assets;
}

/** Its rules hang on an id that would repeat with every block. A class does not mind; `:not(#_)` weighs as much as the id. */
function slackStyles(): string {
  const file = createRequire(import.meta.url).resolve('slack-blocks-to-jsx/dist/style.css');
  return readFileSync(file, 'utf8').replaceAll('#slack_blocks_to_jsx', '.slack_blocks_to_jsx:not(#_)');
}
