import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type Site, writeSite } from '../../tools/site/write-site.ts';
import { makeFolder } from '../database/support/open-test-database.ts';

const FIRST_LOAD_MAX = 320_000;

const folder = makeFolder();
let site: Site;
beforeAll(async () => {
  site = await writeSite(folder.path);
}, 180_000);
afterAll(() => folder.remove());

const read = (name: string): string => readFileSync(join(folder.path, name), 'utf8');

describe('the page that `npm run site` writes', () => {
  it('is one file of HTML and one classic script', () => {
    expect(readdirSync(folder.path).toSorted()).toEqual(['index.html', 'recommend.js']);
    expect(read('index.html').match(/<script[^>]*>/g)).toEqual(['<script src="recommend.js">']);
    expect(read('index.html').match(/(?:src|href)="(?!data:)[^"]+"/g)).toEqual(['src="recommend.js"']);
    expect(read('recommend.js')).not.toMatch(/^(?:import|export)\b|\bfetch\(|XMLHttpRequest|WebSocket\(/m);
  });

  it('loads less than 320 KB, compressed', () => {
    const loaded = Object.keys(site.files).reduce((sum, name) => sum + gzipSync(read(name)).length, 0);
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
