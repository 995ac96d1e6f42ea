import { describe, expect, it } from 'vitest';
import { parseWorkload, readMeasurement } from '../../../../src/recommender/index.ts';
import { fastestMs, SLOW_MS } from '../../../support/processor-time.ts';
import { FILES } from './files.ts';

const ENTRIES = 1_700_000;

/** The list of each format, with whatever is put into it. */
const LISTS: Readonly<Record<string, (entries: unknown) => Record<string, unknown>>> = {
  'benchmarks of GuideLLM': (benchmarks) => ({ ...FILES.guidellm, benchmarks }),
  'points of AIPerf as they are stored': (points) => ({ source: 'aiperf', points }),
  'Recommendations of an AI recommendation job': (Recommendations) => ({ ...FILES.recommendationJob, Recommendations }),
  'InferenceRecommendations of Inference Recommender': (InferenceRecommendations) => ({
    ...FILES.recommender,
    InferenceRecommendations,
  }),
  'Steps of Inference Recommender': (Steps) => ({ JobName: 'job', JobType: 'Default', Steps }),
};

const TOO_MANY = 'More than 200 points. Expected a summary, a point for each load.';
const TOO_LARGE =
  'It has more than 100,000 values, or nests deeper than 64. Expected a summary, not the single requests.';

const faultsIn = (input: unknown): string[] => {
  const answer = readMeasurement(input);
  return answer.ok ? [] : answer.faults.map(({ text }) => text);
};

/** The JSON of a document, of which `"HERE"` stands for this. Written without writing 1.7 million objects. */
const around = (document: unknown, json: string): string => JSON.stringify(document).replace('"HERE"', json);
const listOf = (one: string, count = ENTRIES): string => `[${`${one},`.repeat(count - 1)}${one}]`;
const deep = (open: string, close: string, depth = 850_000): string => open.repeat(depth) + close.repeat(depth);

/** A list that says how long it is, and throws when an entry is looked at. */
const unreadable = (length: number): unknown[] =>
  new Proxy(new Array<unknown>(length), {
    get: (list, key) => {
      if (typeof key === 'string' && /^\d+$/.test(key) && key !== '0') throw new Error(`Entry ${key} was read`);
      return Reflect.get(list, key);
    },
  });

describe.each(Object.entries(LISTS))('%s', (_, withList) => {
  it('with 201 entries are refused before the second is read', () => {
    expect(faultsIn(withList(unreadable(201)))).toEqual([TOO_MANY]);
    expect(faultsIn([withList(unreadable(ENTRIES))])).toEqual([TOO_MANY]);
    expect(faultsIn(withList(unreadable(200)))).not.toEqual([TOO_MANY]);
  });

  it(`with ${ENTRIES} entries in a text are refused within ${SLOW_MS} ms, and not parsed`, async () => {
    const text = around(withList('HERE'), listOf('{}'));
    expect(faultsIn(text)).toEqual([TOO_LARGE]);
    expect(await fastestMs(() => readMeasurement(text))).toBeLessThan(SLOW_MS);
  });
});

describe('what has too much in it is refused within 200 ms', () => {
  it.each<[string, () => unknown, string]>([
    ['a list of 1.7 million', () => listOf('{}'), TOO_LARGE],
    ['a parsed list of 1.7 million', () => Array(ENTRIES).fill({}), TOO_MANY],
    ['1.7 million lines', () => '{}\n'.repeat(ENTRIES), TOO_LARGE],
    ['a table of 200,000 rows', () => 'ml.g5.xlarge,8,12,0.3,0.7\n'.repeat(200_000), TOO_MANY],
    [
      'a table of 2 million columns',
      () => `requestsPerSecond${',x'.repeat(2_000_000)}\n1`,
      'The column "x" isn\'t known.',
    ],
    ['a table of 2 million empty columns', () => `ml.g5.xlarge${','.repeat(2_000_000)}`, 'The column "" isn\'t known.'],
    [
      '200 documents of 200 points',
      () => Array(200).fill({ source: 'row', points: Array(200).fill({ requestsPerSecond: 1 }) }),
      TOO_MANY,
    ],
    [
      '200 documents of 2,000 points',
      () => Array(200).fill({ source: 'row', points: Array(2000).fill({}) }),
      `Entry 1: ${TOO_MANY}`,
    ],
    ['5 MB of [', () => '['.repeat(5_000_000), TOO_LARGE],
    ['lists 850,000 deep', () => deep('[', ']'), TOO_LARGE],
    ['objects 850,000 deep', () => deep('{"a":', '}').replace(':}', ':1}'), TOO_LARGE],
    ['a row of 300,000 fields', () => `{"requestsPerSecond":1${',"k":1'.repeat(300_000)}}`, TOO_LARGE],
    [
      '1.7 million metrics of a recommendation',
      () => ({ ...FILES.recommendationJob, Recommendations: [{ ExpectedPerformance: Array(ENTRIES).fill({}) }] }),
      'Recommendations.0 names no instance type.',
    ],
  ])('%s', async (_, inputOf, text) => {
    const input = inputOf();
    const faults = faultsIn(input);
    expect(faults[0]).toMatch(text.slice(0, 30));
    expect(faults[0]?.startsWith(text)).toBe(true);
    expect(faults.length).toBeLessThanOrEqual(5);
    expect(await fastestMs(() => readMeasurement(input))).toBeLessThan(SLOW_MS);
  });

  it('64 levels and 100,000 values are taken, of which a bracket or an escaped quote in a text is none', () => {
    const nested = (depth: number) => `{"requestsPerSecond":1,"model":${deep('[', ']', depth - 1)}}`;
    expect([faultsIn(nested(64)), faultsIn(nested(65))]).toEqual([[], [TOO_LARGE]]);
    const lists = (count: number) => `{"requestsPerSecond":1,"model":${listOf('[]', count)}}`;
    expect([faultsIn(lists(99_996)), faultsIn(lists(99_997))]).toEqual([[], [TOO_LARGE]]);
    expect(faultsIn(`{"requestsPerSecond":1,"model":"${'[{\\"'.repeat(100_000)}"}`)).toEqual([]);
  });

  it('also as measurements of a workload', async () => {
    const workload = { name: 'a', measurements: Array(200).fill({ source: 'row', points: Array(2000).fill({}) }) };
    const parsed = parseWorkload(workload);
    expect(parsed.ok ? '' : parsed.faults[0]?.text).toBe(`measurements: Entry 1: ${TOO_MANY}`);
    expect(await fastestMs(() => parseWorkload(workload))).toBeLessThan(SLOW_MS);
  });
});
