import { createHash } from 'node:crypto';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type Site, writeSite } from '../../tools/site/write-site.ts';
import { makeFolder } from '../database/support/open-test-database.ts';

/** In bytes; a KB has 1,024, as everywhere. */
const FIRST_LOAD_MAX = 320 * 1024;

const folder = makeFolder();
let site: Site;
let html = '';
/** The HTML without what stands in the script, and that. */
let [markup, script] = ['', ''];
beforeAll(async () => {
  site = await writeSite(folder.path);
  html = readFileSync(join(folder.path, 'index.html'), 'utf8');
  script = /<script>(.*)<\/script>/s.exec(html)?.[1] ?? '';
  markup = html.replace(script, () => '');
}, 180_000);
afterAll(() => folder.remove());

describe('the page that `npm run site` writes', () => {
  it('is one file of HTML with one classic script, and asks for nothing else', () => {
    expect(readdirSync(folder.path)).toEqual(['index.html']);
    expect(markup.match(/<script[^>]*>/g)).toEqual(['<script>']);
    expect(markup).not.toMatch(/\b(?:src|href)="(?!data:)/);
    expect(script).not.toMatch(/^(?:import|export)\b|\bfetch\(|XMLHttpRequest|WebSocket\(/m);
  });

  it('allows nothing but its own script and style, each by the hash of what is there', () => {
    const hashOf = (text: string) => `'sha256-${createHash('sha256').update(text).digest('base64')}'`;
    const [, style = ''] = /<style>(.*)<\/style>/s.exec(html) ?? [];
    expect(style).toContain('--series-3');
    expect(/http-equiv="Content-Security-Policy" content="([^"]*)"/.exec(html)?.[1]?.split('; ')).toEqual([
      "default-src 'none'",
      `script-src ${hashOf(script)}`,
      `style-src ${hashOf(style)}`,
      'img-src data:',
      "form-action 'none'",
      "base-uri 'none'",
    ]);
    expect(markup).not.toMatch(/ (?:style|on\w+)=/);
  });

  it('loads less than 320 KB, compressed', () => {
    const loaded = gzipSync(html).length;
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
