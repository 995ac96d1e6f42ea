import { createHash } from 'node:crypto';
import { readFileSync, writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { check } from 'recheck';
import { writeWhole } from '../src/write-file.ts';
import { type FoundPattern, findPatterns } from './find-patterns.ts';

/**
 * `npm run tool -- patterns`, a part of `npm run lint`: fails if a regular expression in `src` may take more than linear time.
 * Verdicts are kept in tools/patterns.json by the hash of source and flags, so only new expressions cost time.
 */
const KEPT = fileURLToPath(new URL('./patterns.json', import.meta.url));

/** Expressions that recheck can't judge, by their hash, each with the reason why it is harmless. */
const HARMLESS: Readonly<Record<string, string>> = {};

/**
 * Steps count, not seconds, so that a busy machine gives the same verdict. 50 million steps for 30,000 characters: far more than
 * any linear expression takes, far less than a quadratic one (450 million).
 * Source: https://makenowjust-labs.github.io/recheck/docs/usage/parameters/
 */
const LIMITS = {
  attackLimit: 50_000_000,
  maxAttackStringSize: 30_000,
  attackTimeout: null,
  incubationTimeout: null,
  timeout: 120_000,
};

/** What is saved about a safe expression. */
interface Verdict {
  file: string;
  /** In recheck's words: `linear` and `constant` are proven, for `safe (fuzz)` no attack was found. */
  complexity: string;
}

const hashOf = ({ source, flags }: FoundPattern): string =>
  createHash('sha256').update(`/${source}/${flags}`).digest('hex').slice(0, 16);

const { patterns, unseen } = await findPatterns();
const faults = unseen.map((place) => `${place}: builds an expression that never runs here, so nobody knows which`);
const kept: Record<string, Verdict> = JSON.parse(readFileSync(KEPT, 'utf8'));
const verdicts = new Map<string, Verdict>();
const found = new Map(patterns.map((pattern) => [hashOf(pattern), pattern]));
for (const [hash, pattern] of found) {
  const file = pattern.place.replace(/:\d+$/, '');
  const known = kept[hash];
  if (known !== undefined) verdicts.set(hash, { ...known, file });
  else {
    const judged = await judge(pattern, hash);
    if ('fault' in judged) faults.push(judged.fault);
    else verdicts.set(hash, { file, complexity: judged.complexity });
  }
}
await write();
process.stdout.write(`${[...faults, `${found.size} expressions, ${faults.length} faults`].join('\n')}\n`);
process.exit(faults.length === 0 ? 0 : 1);

async function judge(pattern: FoundPattern, hash: string): Promise<{ complexity: string } | { fault: string }> {
  process.stderr.write(`Checking ${pattern.place} …\n`);
  const { place, source, flags } = pattern;
  const verdict = await check(source, flags, LIMITS);
  const shown = `${place}: /${source.length > 300 ? `${source.slice(0, 300)}…` : source}/${flags}`;
  if (verdict.status === 'safe') return { complexity: verdict.complexity.summary };
  if (verdict.status === 'vulnerable') {
    return { fault: `${shown}\n  ${verdict.complexity.summary}, by ${verdict.attack.pattern}` };
  }
  const reason = HARMLESS[hash];
  if (reason !== undefined) return { complexity: reason };
  return { fault: `${shown}\n  could not be judged (${verdict.error.kind}); its hash is ${hash}` };
}

/** Sorted by file, so that diffs are small. Drops hashes without an expression. */
async function write(): Promise<void> {
  const sorted = [...verdicts].sort(([a, one], [b, other]) =>
    one.file === other.file ? (a < b ? -1 : 1) : one.file < other.file ? -1 : 1,
  );
  const text = `${JSON.stringify(Object.fromEntries(sorted), null, 2)}\n`;
  if (text !== readFileSync(KEPT, 'utf8')) await writeWhole(KEPT, (part) => writeFileSync(part, text));
}
