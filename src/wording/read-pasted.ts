import {
  type DoubtReading,
  isSmallJson,
  nearest,
  parseWorkload,
  pickConfig,
  readMeasurement,
  SCHEMA_KEY,
  unitOf,
  WORKLOAD_FIELDS,
  type WorkloadField,
} from '../recommender/index.ts';
import { askAboutInvalid, type Heard, sensibleReadings, unnamed } from './heard.ts';
import { UNITS } from './quantities/index.ts';
import { clipText } from './text.ts';

/** Longest name taken from a text, in characters. */
const NAME_MAX = 40;

/** Fewest `field: value` lines that make a workload, with half of all: a single one may be a sentence, and a few those of another file. */
const LINES_MIN = 2;

/** One entry of what was pasted. */
type Entry = readonly [key: string, value: unknown];

/**
 * Reads a workload that was pasted as a JSON object, or as lines of `field: value` as YAML has them; undefined for anything else.
 * Numbers may have units. A value that its field does not take is unclear. So is a key that is no field, with what `asWords` reads of
 * it: `latencyMs: 80` may be a response time of 0.08 s. Any other key is not used.
 */
export function readPastedWorkload(typed: string, asWords?: (words: string) => Heard): Heard | undefined {
  const text = withoutFence(typed.trim());
  const entries = text.startsWith('{') ? entriesOfJson(text) : entriesOfLines(text);
  const known = entries?.filter(([key]) => fieldOf(key) !== undefined) ?? [];
  const least = text.startsWith('{') ? 1 : Math.max(LINES_MIN, (entries?.length ?? 0) / 2);
  if (entries === undefined || known.length < least) return undefined;
  return heardIn(entries, asWords);
}

/** Three backticks around it, with or without the name of a language. */
export function withoutFence(text: string): string {
  if (!text.startsWith('```')) return text;
  const inside = text.slice(3, text.endsWith('```') && text.length >= 6 ? -3 : undefined);
  return inside.replace(/^(?:json|ya?ml)\b/i, '').trim();
}

function entriesOfJson(text: string): Entry[] | undefined {
  try {
    return isSmallJson(text) ? entriesOf(JSON.parse(text)) : undefined;
  } catch {
    return undefined;
  }
}

function entriesOf(parsed: unknown): Entry[] | undefined {
  if (typeof parsed !== 'object' || parsed === null || Array.isArray(parsed)) return undefined;
  const entries = Object.entries(parsed).filter(([key]) => key !== SCHEMA_KEY);
  const [only] = entries;
  return entries.length === 1 && only?.[0] === 'workload' ? entriesOf(only[1]) : entries;
}

const LINE = /^["']?(\$?[A-Za-z][\w-]{0,60})["']?[ \t]*:(?:[ \t](.*))?$/;

/** Every line but comments and `---` is an entry, or it is no workload. */
function entriesOfLines(text: string): Entry[] | undefined {
  const entries: Entry[] = [];
  for (const line of text.split(/\r?\n/)) {
    const said = line.trim();
    if (said === '' || said === '---' || said.startsWith('#') || said === 'workload:') continue;
    const [, key, value = ''] = LINE.exec(said) ?? [];
    if (key === undefined) return undefined;
    if (key === SCHEMA_KEY) continue;
    entries.push([key, scalarOf(value.trim())]);
  }
  return entries;
}

const QUOTED = /^(?:"(?:[^"\\]|\\.)*"|'[^']*')(?=,?(?:[ \t]+#.*)?$)/;

function scalarOf(written: string): unknown {
  const [quoted] = QUOTED.exec(written) ?? [];
  if (quoted !== undefined) return unquoted(quoted);
  const comment = written.indexOf(' #');
  const value = (comment < 0 ? written : written.slice(0, comment)).trim().replace(/,$/, '');
  if (value === '' || value === 'null' || value === '~') return null;
  if (value === 'true' || value === 'false') return value === 'true';
  const [, list] = /^\[([^[\]{}]*)\]$/.exec(value) ?? [];
  if (list !== undefined) return list.split(',').map((one) => scalarOf(one.trim()));
  return /^-?\d{1,21}(?:\.\d{1,30})?(?:e[+-]?\d{1,3})?$/i.test(value) ? Number(value) : value;
}

function unquoted(quoted: string): string {
  try {
    return quoted.startsWith('"') ? String(JSON.parse(quoted)) : quoted.slice(1, -1);
  } catch {
    return quoted.slice(1, -1);
  }
}

const bare = (key: string): string => key.replace(/[_-]/g, '').toLowerCase();

const FIELDS: ReadonlyMap<string, WorkloadField> = new Map(WORKLOAD_FIELDS.map((field) => [bare(field), field]));

/** `payloadSizeMB`, `payload_size_mb` and `payload-size-mb` are one field. */
function fieldOf(key: string): WorkloadField | undefined {
  return FIELDS.get(bare(key));
}

/** What stands for a value that is a file. */
const FILES: Partial<Record<WorkloadField, string>> = { modelConfig: 'config.json', measurements: 'a measurement' };

function heardIn(entries: readonly Entry[], asWords?: (words: string) => Heard): Heard {
  const heard: Heard = { says: {}, from: {}, unclear: [], notUsed: [] };
  for (const [key, value] of entries) {
    const field = fieldOf(key);
    const said = typeof value === 'string' ? value : JSON.stringify(value);
    const words = `${key}: ${typeof value === 'string' ? value : ((field && FILES[field]) ?? said)}`;
    if (value === null) continue;
    if (field === undefined) meet(heard, key, words, () => asWords?.(inWords(key, said)));
    else if (field !== 'name') take(heard, field, value, words);
    else if (/[\p{L}\p{N}\p{P}\p{S}]/u.test(said))
      Object.assign(heard, { name: clipText(said, NAME_MAX), isNamed: true });
  }
  askAboutInvalid(heard);
  return { name: unnamed(heard.says), ...heard };
}

/** `latencyMs: 80` as the reader of words knows it: "latency_ms: 80". */
const inWords = (key: string, value: string): string =>
  `${key.replace(/(?<=[a-z])(?=[A-Z])|-/g, '_').toLowerCase()}: ${value}`;

/** What other tools call the model, of which several fields have the name in theirs. */
const CALLED_MODEL: ReadonlySet<string> = new Set(['model', 'modelname']);

/** Of this many keys it is found out what they say, which takes 1 ms each. */
const ASKED_MAX = 50;

/** A key that is no field: asks about what it says in words, or names the field with the nearest name. */
function meet(heard: Heard, key: string, words: string, readAsWords: () => Heard | undefined): void {
  if (heard.notUsed.length + heard.unclear.length >= ASKED_MAX) {
    heard.notUsed.push(words);
    return;
  }
  const said = readAsWords();
  const [fact] = entriesOf(said?.says ?? {}) ?? [];
  const field = WORKLOAD_FIELDS.find((known) => known === fact?.[0]);
  const slip = CALLED_MODEL.has(bare(key)) ? 'modelId' : nearest(key, WORKLOAD_FIELDS);
  if (field !== undefined)
    heard.unclear.push({ field, words, ...sensibleReadings(field, [fact?.[1] as DoubtReading['value']]) });
  else if (said !== undefined && said.unclear.length > 0)
    heard.unclear.push(...said.unclear.map((one) => ({ ...one, words })));
  else heard.notUsed.push(slip === undefined ? words : `${words} (did you mean ${slip}?)`);
}

function take({ says, from, unclear }: Heard, field: WorkloadField, value: unknown, words: string): void {
  const parsed = parseWorkload({ name: 'x', [field]: asFile(field, value) ?? inUnit(field, value) });
  if (!parsed.ok) {
    unclear.push({ field, words });
    return;
  }
  Object.assign(says, { [field]: parsed.workload[field] });
  from[field] = words;
}

/** What a file holds: in a line it stands as a text. Undefined for any other field, and for a file that can't be read. */
function asFile(field: WorkloadField, value: unknown): unknown {
  if (field === 'measurements') {
    const read = readMeasurement(value);
    return read.ok ? read.measurements : undefined;
  }
  const picked = field === 'modelConfig' ? pickConfig(value) : undefined;
  return picked?.ok ? picked.config : undefined;
}

/** "500 MB" in place of a number. */
function inUnit(field: WorkloadField, value: unknown): unknown {
  const unit = unitOf(field);
  if (typeof value !== 'string' || unit === undefined) return value;
  const read = UNITS[unit].read(value);
  return read.ok ? read.value : value;
}
