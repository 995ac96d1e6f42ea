import { existsSync, readdirSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { parse } from 'yaml';
import { tableRows } from '../src/recommender/costs/price-book.ts';
import { PRICE_TABLE } from '../src/recommender/facts/prices.ts';
import { HOSTING_PATTERNS } from '../src/recommender/hosting/index.ts';
import { parseWorkload, recommend, SHIPPED_PRICES } from '../src/recommender/index.ts';
import { INFERENCE_OPTIONS } from '../src/recommender/options/index.ts';
import { draftOf, interpretDraft } from '../src/slack/form/read-form.ts';
import { buildReviewMessage } from '../src/slack/render/message/index.ts';
import { writeShort } from '../src/terminal/write-short.ts';
import { readWords } from '../src/wording/read-words.ts';
import { anchorsIn, codeIn, foldersIn, pages, ROOT, read, rowsIn, targetsIn } from './support/documents.ts';
import { messageAsText } from './support/message-as-text.ts';
import { reviewOf } from './support/reviews.ts';

const PAGES = pages();
const README = read('README.md');
const ARCHITECTURE = read('docs/architecture.md');
const DECISIONS = read('docs/decisions.md');

interface Package {
  scripts: Record<string, string>;
  dependencies: Record<string, string>;
  devDependencies: Record<string, string>;
}
const { scripts, dependencies, devDependencies }: Package = JSON.parse(read('package.json'));

describe('SECURITY.md', () => {
  it('says of every table what it holds and for how long', () => {
    const rows = rowsIn(read('SECURITY.md')).flatMap((cells) => codeIn(cells[1] ?? ''));
    const migrations = ['src/reviews/migrations.ts', 'src/slack/migrations.ts'].map(read).join('\n');
    const [created, dropped] = [/create table (\w+)/g, /drop table (\w+)/g].map((pattern) =>
      [...migrations.matchAll(pattern)].map(([, table]) => table),
    );
    const tables = (created ?? []).filter((table) => dropped?.includes(table) !== true);
    expect(tables.length).toBeGreaterThan(15);
    expect(tables.filter((table) => !rows.includes(table ?? ''))).toEqual([]);
  });

  it('names a test for each attack', () => {
    const [, threats = ''] = read('SECURITY.md').split('\n## Threat model\n');
    const attacks = rowsIn(threats)
      .filter((cells) => cells.length === 4)
      .slice(2);
    expect(attacks.length).toBeGreaterThan(10);
    expect(attacks.filter((cells) => !/`test\/[\w./-]+\.test\.ts`/.test(cells[3] ?? ''))).toEqual([]);
  });
});

describe('every page', () => {
  it.each(PAGES)('%s links to files, pictures and headings that are there', (page) => {
    const lost = targetsIn(read(page)).filter((target) => !/^(https?|mailto):/.test(target) && !isThere(target, page));
    expect(lost).toEqual([]);
  });

  it.each(PAGES)('%s names files and folders that are there', (page) => {
    const named = codeIn(read(page)).filter((code) =>
      /^(src|test|docs|bench|examples|local-workspace|tools)\/[\w./-]+$/.test(code),
    );
    expect(named.filter((path) => !existsSync(join(ROOT, path)))).toEqual([]);
  });

  it.each(PAGES)('%s names npm scripts that are there', (page) => {
    const named = [...read(page).matchAll(/npm (?:run (?:--silent )?([a-z][\w:-]*)|(start|test)\b)/g)];
    const unknown = named.map(([, run, short]) => run ?? short ?? '').filter((script) => !(script in scripts));
    expect(unknown).toEqual([]);
  });
});

function isThere(target: string, page: string): boolean {
  const [path = '', anchor] = target.split('#');
  const file = path === '' ? page : join(dirname(page), path);
  if (!existsSync(join(ROOT, file))) return false;
  return anchor === undefined || anchorsIn(read(file)).includes(anchor);
}

describe('README.md', () => {
  it('shows the message as the program prints it now', async () => {
    await expect(withFreshOutput(README)).toMatchFileSnapshot('../README.md');
  });

  it('has at most 220 lines', () => {
    expect(README.split('\n').length).toBeLessThanOrEqual(221);
  });

  it.each([...INFERENCE_OPTIONS, ...HOSTING_PATTERNS].map(({ title }) => title))('names %s', (title) => {
    expect(README.replaceAll('\n', ' ')).toContain(title);
  });

  it('begins with the two commands that try and test the bot, one line each', () => {
    const [first = ''] = /(?<=^```sh\n)[^`]*(?=^```)/m.exec(README) ?? [];
    expect(README.indexOf('```sh')).toBe(README.indexOf('```'));
    expect(first).toBe('npm ci && npm run try\nnpm ci && npm test\n');
  });

  it('or another page explains every npm script', () => {
    const text = PAGES.map(read).join('\n');
    const told = (script: string) => new RegExp(`npm (run (--silent )?)?${script}(?![\\w:-])`).test(text);
    expect(Object.keys(scripts).filter((script) => !told(script))).toEqual([]);
  });
});

/** The rows of a page's table of which the first column has this title. */
function tableOf(title: string, page: string): string[][] {
  const table = page.slice(page.indexOf(`| ${title} |`)).split(/\n\n/)[0] ?? '';
  return rowsIn(table).slice(2);
}

/** The page with everything between its markers printed anew. */
function withFreshOutput(page: string): string {
  return page.replace(
    /(<!-- shown: (\w+) -->\n```text\n)[\s\S]*?(```\n<!-- end -->)/g,
    (_, before: string, what: string, after: string) => before + outputOf(what) + after,
  );
}

function outputOf(what: string): string {
  switch (what) {
    case 'message':
      return answerInChannel(/`\/sagemaker-endpoint (.{20,})`/.exec(README)?.[1] ?? '');
    case 'terminal':
      return answerInTerminal('examples/ct-scans.json');
    default:
      throw new Error(`Nothing is known to be shown as "${what}"`);
  }
}

/** From the command's words through the form, as it opens, to the message. */
function answerInChannel(words: string): string {
  const { says: workload, name = '' } = readWords(words);
  const submitted = interpretDraft(draftOf({ ...workload, name }), { needsChannel: false });
  if (!submitted.ok) throw new Error('The form refuses what the words say');
  return messageAsText(buildReviewMessage(reviewOf(recommend(submitted.workload))), () => 'ada');
}

function answerInTerminal(path: string): string {
  const parsed = parseWorkload(JSON.parse(read(path)));
  if (!parsed.ok) throw new Error(`${path} is refused`);
  return writeShort(recommend(parsed.workload));
}

describe('docs/answers.md', () => {
  it('counts the prices that ship, their Regions and the disputed ones, and names the year of the oldest', () => {
    const rows = SHIPPED_PRICES.regions.flatMap((region) => region.rows);
    const oldest = rows
      .flatMap(({ date }) => date ?? [])
      .toSorted()[0]
      ?.slice(0, 4);
    const text = read('docs/answers.md').replaceAll(/\n */g, ' ');
    expect(text).toContain(`${rows.length} figures for ${SHIPPED_PRICES.regions.length} Regions`);
    expect(text).toContain(`the oldest of ${oldest}`);
    const { date, regions } = PRICE_TABLE;
    const listed = Object.keys(regions).map((region) => tableRows(PRICE_TABLE, region));
    const hosting = listed.flat().filter(({ component }) => component === 'hosting');
    const serverless = listed.filter((those) => those.some(({ component }) => component === 'serverless'));
    expect(text).toContain(`AWS's prices of ${date}`);
    expect(text).toContain(`${hosting.length.toLocaleString('en-US')} instance prices in ${listed.length} Regions`);
    expect(text).toContain(`serverless prices in ${serverless.length}.`);
    expect(text).toContain(`${rows.filter(({ disputed }) => disputed).length} prices are disputed`);
  });
});

describe('docs/command-line.md', () => {
  it('shows the terminal as the program prints it now', async () => {
    await expect(withFreshOutput(read('docs/command-line.md'))).toMatchFileSnapshot('../docs/command-line.md');
  });
});

describe('docs/operating.md', () => {
  it('explains every scope of the manifest, and no other', () => {
    const { bot = [], bot_optional = [] } = parse(read('manifest.yml')).oauth_config.scopes;
    const explained = tableOf('scope', read('docs/operating.md')).flatMap(([first = '']) => codeIn(first));
    expect(explained.toSorted()).toEqual([...new Set([...bot, ...bot_optional])].toSorted());
  });
});

describe('the README and docs', () => {
  it('have at most 16 pages in docs, and 23,000 words as `wc -w` counts them', () => {
    const there = PAGES.filter((page) => /^docs\/[^/]+\.md$/.test(page));
    const words = ['README.md', ...there].flatMap((page) =>
      read(page)
        .split(/\s+/)
        .filter((word) => word !== ''),
    );
    expect(there.length).toBeLessThanOrEqual(16);
    expect(words.length).toBeLessThanOrEqual(23_000);
  });
});

describe('docs/README.md', () => {
  it('lists every page in docs', () => {
    const listed = targetsIn(read('docs/README.md'));
    const there = PAGES.filter((page) => page.startsWith('docs/') && page !== 'docs/README.md');
    expect(there.filter((page) => !listed.includes(page.slice('docs/'.length)))).toEqual([]);
  });
});

describe('docs/architecture.md', () => {
  it('has every folder of src in its map, and those of src/slack', () => {
    const folders = [...foldersIn('src', 1), ...foldersIn('src/slack', 1)].map((folder) => `${folder}/`);
    const named = new Set(codeIn(ARCHITECTURE));
    expect(folders.filter((folder) => !named.has(folder))).toEqual([]);
  });
});

describe('docs/check.md', () => {
  it('says of every finding what to do, and of every input and output of the action what it is', () => {
    const page = read('docs/check.md');
    const said = rowsIn(page).flatMap(([first = '']) => codeIn(first));
    const rules = ['src/check/findings', 'src/account/findings'].flatMap((folder) =>
      readdirSync(join(ROOT, folder)).flatMap((file) => read(`${folder}/${file}`)),
    );
    // What only metrics show.
    const inAudits =
      'idle gpu-idle merge provisioned-unused provisioned-short quota serverless-throttled timeout-too-short'.split(
        ' ',
      );
    const codes = [...rules.join('\n').matchAll(/(?:code: |add\()'([\w-]+)'/g)].map(([, code = '']) => code);
    expect(codes.length).toBeGreaterThan(30);
    expect(codes.filter((code) => !said.includes(code) && !inAudits.includes(code))).toEqual([]);
    const { inputs, outputs }: Record<'inputs' | 'outputs', object> = parse(read('action.yml'));
    expect(Object.keys({ ...inputs, ...outputs }).filter((name) => !said.includes(name))).toEqual([]);
  });
});

describe('docs/decisions.md', () => {
  it('has a reason for every dependency', () => {
    const names = Object.keys({ ...dependencies, ...devDependencies });
    const told = new Set(codeIn(DECISIONS));
    expect(names.filter((name) => !told.has(name))).toEqual([]);
  });
});
