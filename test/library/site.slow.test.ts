import { createHash } from 'node:crypto';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type Site, writeSite } from '../../tools/site/write-site.ts';
import { makeFolder } from '../database/support/open-test-database.ts';

/** In bytes; a KB has 1,024, as everywhere. */
const FIRST_LOAD_MAX = 328 * 1024;

const folder = makeFolder();
let site: Site;
let [html, script] = ['', ''];
beforeAll(async () => {
  site = await writeSite(folder.path);
  [html = '', script = ''] = ['index.html', 'recommend.js'].map((name) =>
    readFileSync(join(folder.path, name), 'utf8'),
  );
}, 180_000);
afterAll(() => folder.remove());

describe('the page that `npm run site` writes', () => {
  it('is HTML with one classic script, and asks for nothing else', () => {
    expect(readdirSync(folder.path)).toEqual(['index.html', 'recommend.js']);
    expect(html.match(/<script[^>]*>/g)).toEqual(['<script src="recommend.js">']);
    expect(html).not.toMatch(/\b(?:src|href)="(?!data:|recommend\.js")/);
    expect(script).not.toMatch(/^(?:import|export)\s*["'{*]|\bimport\(|\bfetch\(|XMLHttpRequest|WebSocket\(/m);
  });

  it('allows nothing but its own script, and its style by its hash', () => {
    const [, style = ''] = /<style>(.*)<\/style>/s.exec(html) ?? [];
    expect(style).toContain('--series-3');
    expect(/http-equiv="Content-Security-Policy" content="([^"]*)"/.exec(html)?.[1]?.split('; ')).toEqual([
      "default-src 'none'",
      "script-src 'self'",
      `style-src 'sha256-${createHash('sha256').update(style).digest('base64')}'`,
      'img-src data:',
      "connect-src 'self'",
      "form-action 'none'",
      "base-uri 'none'",
    ]);
    expect(html).not.toMatch(/ (?:style|on\w+)=/);
  });

  it('loads the script in front of the footer, so that no answer moves what a browser has shown', () => {
    expect(html).toMatch(/<\/main>\s*<script src="recommend\.js"><\/script>\s*<footer>/);
  });

  it('loads less than 328 KB, compressed', () => {
    const loaded = gzipSync(html).length + gzipSync(script).length;
    expect(loaded).toBeGreaterThan(50_000);
    expect(loaded).toBeLessThan(FIRST_LOAD_MAX);
  });

  it("is made of page/, the library's package and zod", () => {
    const places = site.inputs.map(
      (path) => /(?:^|\/)(page|endpoint-recommender|node_modules\/zod)\//.exec(path)?.[1] ?? path,
    );
    expect([...new Set(places)].toSorted()).toEqual(['endpoint-recommender', 'node_modules/zod', 'page']);
  });
});
