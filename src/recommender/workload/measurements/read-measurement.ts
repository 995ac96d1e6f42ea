import { type Fault, refuse } from '../fault.ts';
import { isObject, type JsonObject, withoutPython } from '../model-config/open-config.ts';
import { namesAnother, SCHEMA_KEY } from '../schema-key.ts';
import { isSmallJson, NOT_SMALL } from '../small-json.ts';
import { AI_BENCHMARK, AI_RECOMMENDATION, INFERENCE_RECOMMENDER } from './ai-jobs.ts';
import { AIPERF } from './aiperf.ts';
import { GUIDELLM } from './guidellm.ts';
import { type Format, type Measurement, POINTS_MAX } from './measurement.ts';
import { COLUMNS, joinRows, ROW, STORED } from './row.ts';
import { VLLM_BENCH } from './vllm-bench.ts';

const FORMATS: readonly Format[] = [
  AIPERF,
  GUIDELLM,
  VLLM_BENCH,
  AI_RECOMMENDATION,
  AI_BENCHMARK,
  INFERENCE_RECOMMENDER,
  STORED,
  ROW,
];

/** What was measured, at least one; or everything that is wrong with the input, each a sentence with the field in it. */
export type ReadMeasurement = { ok: true; measurements: Measurement[] } | { ok: false; faults: Fault[] };

/** Real files have up to 1 MB. In characters. */
const TEXT_MB_MAX = 5;
const CHARACTERS_MAX = TEXT_MB_MAX * 2 ** 20;
const FAULTS_MAX = 5;

/**
 * Reads a measurement by its content: the JSON of AIPerf, GuideLLM and vLLM's `bench serve`, what the AWS CLI prints of SageMaker AI's
 * recommendation jobs and of Inference Recommender, plain rows, and what this returned before. Parsed or as a text (JSON, JSON Lines or
 * a table of rows), one or a list of them. Nothing is thrown. Times become seconds; an instance type that the file doesn't name is null.
 */
export function readMeasurement(input: unknown): ReadMeasurement {
  const faults: Fault[] = [];
  try {
    const measurements = measurementsIn(input, faults);
    if (faults.length === 0) return { ok: true, measurements: inOrder(joinRows(measurements)) };
  } catch {
    // The sender is told, whatever no format expected.
    faults.unshift(UNREADABLE);
  }
  return { ok: false, faults: faults.slice(0, FAULTS_MAX) };
}

function measurementsIn(input: unknown, faults: Fault[]): Measurement[] {
  const documents = typeof input === 'string' ? documentsIn(input, faults) : listOf(input);
  if (faults.length > 0) return [];
  if (documents.length === 0) return refuse(faults, 'Empty. Expected a measurement.');
  if (documents.length > POINTS_MAX) return refuse(faults, TOO_MANY, 'points');
  const measurements: Measurement[] = [];
  let points = 0;
  for (const [at, document] of documents.entries()) {
    const wrong: Fault[] = [];
    const read = readOne(document, wrong);
    measurements.push(...read);
    points += read.reduce((sum, one) => sum + one.points.length, 0);
    const place = documents.length === 1 ? '' : `Entry ${at + 1}: `;
    faults.push(...wrong.slice(0, FAULTS_MAX).map(({ field, text }) => ({ field, text: `${place}${text}` })));
    if (points > POINTS_MAX) refuse(faults, TOO_MANY, 'points');
    if (points > POINTS_MAX || faults.length >= FAULTS_MAX) break;
  }
  return measurements;
}

const UNREADABLE: Fault = { field: '', text: "This can't be read. Expected a summary, a point for each load." };

const TOO_MANY = `More than ${POINTS_MAX} points. Expected a summary, a point for each load.`;

const listOf = (input: unknown): unknown[] => (Array.isArray(input) ? input : [input]);

function readOne(given: unknown, faults: Fault[]): Measurement[] {
  if (!isObject(given)) return refuse(faults, 'A measurement is a JSON object or a list of them.');
  const format = FORMATS.find((one) => one.recognises(given));
  if (format === undefined) return refuse(faults, namesAnother(given, 'measurement') ?? unknownText(given));
  const isTooLong = format.lists?.some((key) => Array.isArray(given[key]) && given[key].length > POINTS_MAX);
  if (isTooLong) return refuse(faults, TOO_MANY, 'points');
  const measurements = format.read(given, faults);
  for (const { instanceType, instanceCount } of measurements) {
    if (instanceType !== null && !INSTANCE_TYPE.test(instanceType)) {
      const written = JSON.stringify(instanceType.slice(0, 40));
      const text = `instanceType must be as AWS writes it, such as ml.g5.xlarge; it is ${written}.`;
      faults.push({ field: 'instanceType', text });
    }
    if (!Number.isInteger(instanceCount)) {
      faults.push({ field: 'instanceCount', text: `instanceCount must be a whole number; it is ${instanceCount}.` });
    }
  }
  return faults.length > 0 ? [] : measurements;
}

/** AWS's form of a name; which types there are changes by the month. */
const INSTANCE_TYPE = /^ml\.[a-z0-9-]{1,30}\.[a-z0-9-]{1,30}$/;

function unknownText(document: JsonObject): string {
  const keys = Object.keys(document).filter((key) => key !== SCHEMA_KEY);
  const some = keys.slice(0, 3).map((key) => key.slice(0, 40));
  const seen = some.length === 0 ? 'It is empty' : `It has ${some.join(', ')}`;
  const known = FORMATS.filter((format) => format !== STORED && format !== AI_BENCHMARK).map(({ title }) => title);
  return `This isn't a measurement that can be read. ${seen}. Known: ${known.slice(0, -1).join('; ')}; ${known.at(-1)}.`;
}

/** A chat's fence around it, and the mark that some editors put before it. */
const plain = (text: string): string =>
  text
    .replace(/^\ufeff/, '')
    .trim()
    .replace(/^```[a-z]*\s|```$/g, '')
    .trim();

const EXPECTED = 'Expected a summary, not the single requests.';

function documentsIn(typed: string, faults: Fault[]): unknown[] {
  if (typed.length > CHARACTERS_MAX) return refuse(faults, `Larger than ${TEXT_MB_MAX} MB. ${EXPECTED}`);
  if (typed.startsWith('\u001f\u008b') || typed.startsWith('\u001f\ufffd')) {
    return refuse(faults, "This is packed. Unpack it and give AIPerf's JSON from it.");
  }
  if (!isSmallJson(typed)) return refuse(faults, `It has ${NOT_SMALL}. ${EXPECTED}`);
  const text = plain(typed);
  const whole = parsed(text);
  if (whole !== undefined) return listOf(whole);
  const lines = text.split('\n', POINTS_MAX + 2).filter((line) => line.trim() !== '');
  const each = lines.length > 1 ? lines.map(parsed) : [undefined];
  if (each.every(isObject)) return each;
  const rows = rowsOfTable(text, POINTS_MAX, faults);
  if (rows !== undefined) return rows;
  const isCut = /^[[{]/.test(text) && !/[\]}]$/.test(text);
  return refuse(faults, isCut ? 'The file ends early: it was cut off.' : 'This is neither JSON nor a table of rows.');
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(/NaN|Infinity/.test(text) ? withoutPython(text) : text) as unknown;
  } catch {
    return undefined;
  }
}

/** By concurrency, each measurement's points. */
const inOrder = (measurements: readonly Measurement[]): Measurement[] =>
  measurements.map((one) => ({
    ...one,
    points: one.points.toSorted((a, b) => (a.concurrency ?? Infinity) - (b.concurrency ?? Infinity) || 0),
  }));

/** The same with an instance type where the file names none. */
export const onInstance = (measurements: readonly Measurement[], instanceType: string): Measurement[] =>
  measurements.map((one) => ({ ...one, instanceType: one.instanceType ?? instanceType }));

type Column = (typeof COLUMNS)[number];

/** What people call the columns, by their letters. */
const NAMES: Readonly<Record<string, Column>> = {
  instance: 'instanceType',
  instancetype: 'instanceType',
  concurrency: 'concurrency',
  inprogress: 'concurrency',
  requestspersecond: 'requestsPerSecond',
  rps: 'requestsPerSecond',
  outputtokenspersecond: 'outputTokensPerSecond',
  tokenspersecond: 'outputTokensPerSecond',
  tps: 'outputTokensPerSecond',
};

/** "p50 (s)" is p50. A column in another unit isn't known. */
function columnOf(title: string): Column | undefined {
  const plain = title.trim().toLowerCase();
  const percentile = /^p(50|95)(?: *\(?(?:s|sec|seconds)\)?)?$/.exec(plain);
  if (percentile) return `p${percentile[1]}` as Column;
  const letters = plain.replace(/[^a-z]/g, '');
  return Object.hasOwn(NAMES, letters) ? NAMES[letters] : undefined;
}

const CELL_MAX = 100;

/**
 * Rows as a spreadsheet or a text has them, a line each, cells separated by commas, semicolons or tabs: in the order of `COLUMNS`, or
 * under a line that names them. At most `max` lines and cells of each. Undefined where the text is no such table.
 */
export function rowsOfTable(text: string, max: number, faults: Fault[]): Record<string, unknown>[] | undefined {
  const lines = text.split(/\r?\n/, max + 2).filter((line) => line.trim() !== '');
  const [first] = lines;
  const separator = [';', '\t', ','].find((one) => first?.includes(one));
  if (first === undefined || separator === undefined || /^[[{<]/.test(first.trim())) return undefined;
  const cellsOf = (line: string): string[] =>
    line.split(separator, max).map((cell) => cell.trim().replace(/^"|"$/g, '').slice(0, CELL_MAX));
  const titles = cellsOf(first);
  const isHeader = titles.every((title) => title !== '' && !/^(?:ml\.|[\d.]+$)/.test(title));
  const columns = isHeader ? titles.map(columnOf) : COLUMNS.slice(0, titles.length);
  if (isHeader && !columns.includes('requestsPerSecond')) return undefined;
  if (!isHeader && !titles[0]?.startsWith('ml.')) return undefined;
  for (const [at, title] of titles.entries()) {
    if (columns[at] !== undefined) continue;
    const text = `The column ${JSON.stringify(title)} isn't known. Expected ${COLUMNS.join(', ')}, times in seconds.`;
    faults.push({ field: title, text });
  }
  return lines.slice(isHeader ? 1 : 0).map((line) => {
    const cells = cellsOf(line).flatMap((cell, at) => (columns[at] && cell !== '' ? [[columns[at], cell]] : []));
    return Object.fromEntries(cells) as Record<string, unknown>;
  });
}
