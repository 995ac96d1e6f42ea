import { ROLE_ROWS } from '../../src/wording/reader/patterns.ts';
import { STATEMENT_ROWS } from '../../src/wording/reader/statements.ts';
import { DAYS, MB_IN, PERIODS, RHYTHMS, SECONDS_IN } from '../../src/wording/reader/units.ts';
import { findPatterns } from '../../tools/find-patterns.ts';
import { textsOf } from './vocabulary.ts';

const { patterns } = await findPatterns();
const sources = new Set(patterns.filter(({ place }) => place.startsWith('src/wording/')).map(({ source }) => source));
/** The words of the reader's tables, which are no expressions. */
const phrases = [...ROLE_ROWS, ...STATEMENT_ROWS].flatMap(([text]) => text.split(/[\s;|?*.#%]+/));
/** Units stand in their tables without a plural's "s". */
const units = [SECONDS_IN, MB_IN, PERIODS, RHYTHMS, DAYS].flatMap((table) => [...table.keys()]);
const unitWords = units.flatMap((unit) => [unit, `${unit}s`]);
const words = [...[...sources].flatMap(textsOf), ...phrases, ...unitWords].flatMap((text) =>
  text.toLowerCase().split(/\s+/),
);
process.stdout.write(JSON.stringify([...new Set(words)].filter((word) => /[a-z\d]/.test(word)).sort()));
