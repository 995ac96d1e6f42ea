import { readdirSync } from 'node:fs';
import { parseSync } from 'oxc-parser';
import { describe, expect, it } from 'vitest';
import { pages, ROOT, read } from './support/documents.ts';

type Rule = readonly [banned: RegExp, instead: string];

/**
 * What nobody reads in this product, and what it says instead: filler, and other words for what has one word here. Spaces
 * match any white space.
 */
const BANNED: readonly Rule[] = [
  // Filler, and negations where a positive says it.
  [/\bany more\b/, 'leave it out, or "no longer"'],
  [/\bof (?:its|their) own\b/, '"its own"'],
  [/\bas far as is known\b/, 'leave it out'],
  [/\bstands? beside\b/, 'leave it out'],
  [/\b(?:is|are|was|were) to be\b/, '"must be", "should be", or the active'],
  [/\bwhoever\b/, 'who'],
  [/\bso many\b/, 'the number'],
  [/\bin hand\b/, '"in progress"'],
  [/\banswers whether\b/, '"returns whether"'],
  [/\bsuch that\b/, '"so that"'],
  // "Per", not "a".
  [
    /(?:\d|…|\b(?:costs?|requests?|calls?|records?|messages?|runs?|dollars)) an? (?:second|minute|hour|day|week|month|year)\b/,
    '"per month"',
  ],
  // One word for one idea.
  [/\b(?:stored data|data set)\b/, '"dataset"'],
  [/\bquiet spell\b/, '"idle period"'],
  [/\bnothing fits\b/, '"no option fits"'],
  [/\basked by\b/, '"Requested by"'],
  [/\b(?:is|are) not stated\b/, '"not given"'],
  [/\bassumed not\b/, '"assumed to …"'],
  [/\b(?:is|are) taken to be\b/, '"is taken as"'],
  [/\bin the mean\b/, '"average"'],
  [/\breckon/, '"apply", "calculate"'],
];

const ANY_BANNED = new RegExp(BANNED.map(([banned]) => `(?:${banned.source})`).join('|'), 'i');

const RULES = BANNED.map(([banned, instead]) => ({ banned: new RegExp(banned, 'gi'), instead }));

/** Nobody reads the text in these modules: what people may type, in whatever words, and units of quotas. */
const NOT_READ = /^src\/(?:wording\/(?:reader\/|ask-words|read-what-if)|recommender\/facts\/quotas)/;

const filesIn = (folder: string, name: RegExp): string[] =>
  readdirSync(`${ROOT}/${folder}`, { recursive: true, encoding: 'utf8' })
    .filter((file) => name.test(file))
    .map((file) => `${folder}/${file}`)
    .toSorted();

const PAGES = [
  ...pages(),
  ...filesIn('test/golden', /\.(?:txt|md)$/),
  ...filesIn('.github', /\.(?:md|yml)$/),
  ...filesIn('examples', /\.json$/),
  'manifest.yml',
  '.env.example',
];

const SOURCES = filesIn('src', /\.ts$/);

/** Every place where a text has a banned phrase: the phrase among its neighbours, and what to say instead. */
function slipsIn(texts: readonly string[]): string[] {
  return texts.flatMap((text) => {
    const line = text.replace(/\s+/g, ' ');
    return RULES.flatMap(({ banned, instead }) =>
      [...line.matchAll(banned)].map(({ 0: found, index }) => {
        const around = line.slice(Math.max(0, index - 30), index + found.length + 30);
        return `${JSON.stringify(around)}: instead of "${found}" ${instead}`;
      }),
    );
  });
}

/** A page without the marks of its comments, which would part a phrase over two lines, and without quoted questions. */
const pageOf = (file: string): string =>
  /\.(?:ya?ml|example)$/.test(file) ? read(file).replace(/^ *# ?/gm, '') : read(file).replace(/^> .*$/gm, '');

interface Node {
  type?: string;
  value?: unknown;
  name?: string;
  quasis?: { value: { cooked: string } }[];
  source?: Node;
  callee?: Node;
  object?: Node;
  tag?: Node;
  arguments?: Node[];
}

/** What a string or a template says, an ellipsis for each value in it; empty for anything else. */
function textOf({ type, value, quasis }: Node): string {
  if (type === 'Literal' && typeof value === 'string') return value;
  return type === 'TemplateLiteral' ? (quasis?.map(({ value: { cooked } }) => cooked).join('…') ?? '') : '';
}

/** Whether a source has a banned phrase anywhere. Text is read faster than it's parsed, and one pattern faster than 20. */
const hasSlip = (file: string): boolean =>
  ANY_BANNED.test(
    read(file)
      .replace(/\n\s*(?:\*|\/\/)|\\n/g, ' ')
      .replaceAll('}', '…')
      .replace(/\s+/g, ' '),
  );

/** Strings and templates of a source, an ellipsis for each value in a template. Not where modules are imported from. */
function literalsIn(file: string): string[] {
  const { program, errors } = parseSync(file, read(file));
  if (errors[0] !== undefined) throw new Error(`${file}: ${errors[0].message}`);
  const texts: string[] = [];
  const visit = (value: unknown): void => {
    if (typeof value !== 'object' || value === null || value instanceof RegExp) return;
    const node: Node = value;
    texts.push(textOf(node));
    for (const [key, inside] of Object.entries(node)) if (key !== 'source') visit(inside);
  };
  visit(program);
  return texts;
}

/** Where tests and tools are, which only we read. Not what people may type: phrases to be read and golden files. */
const WORKSHOPS = ['test', 'local-workspace', 'bench', 'tools', 'page'];

const OURS = WORKSHOPS.flatMap((folder) => filesIn(folder, /\.[jt]sx?$/)).filter(
  (file) => !/^test\/(?:voice\.test\.ts|wording\/phrases\/)/.test(file),
);

/** Comments of a source, those on successive lines as one, and the names of its tests, but not the values in them. */
function commentsAndNamesIn(file: string): string[] {
  const source = read(file);
  const { program, comments } = parseSync(file, source);
  const texts: string[] = [];
  let end = 0;
  for (const { value, start, end: itsEnd } of comments) {
    const text = value.replace(/^\s*\*/gm, '');
    const isSame = texts.length > 0 && source.slice(end, start).trim() === '';
    if (isSame) texts[texts.length - 1] += ` ${text}`;
    else texts.push(text);
    end = itsEnd;
  }
  const visit = (value: unknown): void => {
    if (typeof value !== 'object' || value === null || value instanceof RegExp) return;
    const node: Node = value;
    const [name] = node.arguments ?? [];
    if (node.type === 'CallExpression' && isTest(node.callee)) texts.push(textOf(name ?? {}));
    for (const inside of Object.values(node)) visit(inside);
  };
  visit(program);
  return texts;
}

/** `it`, `describe`, and what is called on them: `it.each([…])`. */
function isTest(callee: Node | undefined): boolean {
  if (callee?.type === 'Identifier') return callee.name === 'it' || callee.name === 'describe';
  return callee !== undefined && isTest(callee.callee ?? callee.object ?? callee.tag);
}

/** The slips of all files, each with its file. */
const found = (files: readonly string[], textsOf: (file: string) => string[]): string[] =>
  files.flatMap((file) => slipsIn(textsOf(file)).map((slip) => `${file}: ${slip}`));

describe('no banned phrase', () => {
  it('is in the docs, the manifest, the examples and the golden files', () => {
    expect(found(PAGES, (file) => [pageOf(file)])).toEqual([]);
  });

  it('is in what the program says, or in its comments', () => {
    // Comments on what people type quote it.
    const ownIn = (file: string) => commentsAndNamesIn(file).map((text) => text.replace(/"[^"]*"/g, '…'));
    const textsOf = (file: string) =>
      NOT_READ.test(file) ? ownIn(file) : [...literalsIn(file), ...commentsAndNamesIn(file)];
    expect(found(SOURCES.filter(hasSlip), textsOf)).toEqual([]);
  });

  it('is in the comments and test names of the tests, the tools and the local workspace', () => {
    expect(found(OURS.filter(hasSlip), commentsAndNamesIn)).toEqual([]);
  });

  it('passes for its case, a line break or a value in its middle', () => {
    expect(slipsIn(['Nothing\n  Fits', 'costs … a month', '20 requests a second'])).toHaveLength(3);
  });
});
