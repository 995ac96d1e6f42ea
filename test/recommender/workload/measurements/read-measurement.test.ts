import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type Measurement, onInstance, parseWorkload, readMeasurement } from '../../../../src/recommender/index.ts';
import { dateOf } from '../../../../src/recommender/workload/measurements/figures.ts';
import { runs } from '../../../support/lane.ts';
import { MEASURED } from '../../../support/measurements.ts';
import { FILES } from './files.ts';

const read = (input: unknown): Measurement[] => {
  const answer = readMeasurement(input);
  if (!answer.ok) throw new Error(answer.faults.map(({ text }) => text).join('\n'));
  return answer.measurements;
};
const faultsIn = (input: unknown): string[] => {
  const answer = readMeasurement(input);
  return answer.ok ? [] : answer.faults.map(({ text }) => text);
};
const UNREADABLE = "This can't be read. Expected a summary, a point for each load.";
const pointsIn = (input: unknown) => read(input).flatMap(({ points }) => points);

describe('a file of a load tester', () => {
  it('of AIPerf, schema 1.4: 8 in progress as its profiling phase has it, milliseconds as seconds', () => {
    expect(read(FILES.aiperf)).toEqual([
      {
        source: 'aiperf',
        instanceType: null,
        instanceCount: 1,
        model: 'meta-llama/Llama-3.1-8B-Instruct',
        measuredAt: '2026-11-20',
        points: [
          {
            concurrency: 8,
            requestsPerSecond: 0.8,
            outputTokensPerSecond: 819.2,
            inputTokens: 8192,
            outputTokens: 1024,
            seconds: { mean: 10.53, p50: 10.5, p95: 18, p99: 21.06 },
            timeToFirstTokenSeconds: 0.3,
            failedShare: 0,
          },
        ],
      },
    ]);
  });

  it('of AIPerf of 2025, without a schema: concurrency of the load generator, model of the endpoint', () => {
    expect(read(FILES.aiperf2025)).toMatchObject([
      { model: 'Qwen/Qwen3-4B', measuredAt: '2025-10-10', points: [{ concurrency: 10, inputTokens: 550 }] },
    ]);
  });

  it('of AIPerf with 35 of 371 requests failed says so: 9.4%', () => {
    expect(pointsIn(FILES.aiperfFailing)[0]?.failedShare).toBeCloseTo(35 / 371, 6);
  });

  it("of an AI benchmark job is told by the endpoint's host", () => {
    const url = 'https://runtime.sagemaker.eu-west-1.amazonaws.com/endpoints/chat/openai/v1';
    const inputConfig = { endpoint: { url, model_names: ['m'] }, loadgen: { concurrency: 4 } };
    expect(read({ ...FILES.aiperf, input_config: inputConfig })).toMatchObject([{ source: 'sagemaker-ai-benchmark' }]);
  });

  it('of GuideLLM: a point for each rate, in the order of what was in progress', () => {
    expect(read(FILES.guidellm)).toMatchObject([
      {
        source: 'guidellm',
        model: 'Qwen/Qwen3-8B',
        points: [
          { concurrency: 3.1, requestsPerSecond: 2, failedShare: 2 / 122 },
          {
            concurrency: 8,
            requestsPerSecond: 4,
            outputTokensPerSecond: 512,
            outputTokens: 128,
            seconds: { p95: 2.955 },
          },
        ],
      },
    ]);
  });

  const { mean_e2el_ms: _, ...untimed } = FILES.vllm;
  const unlimited = { ...FILES.vllm, max_concurrency: null };
  // biome-ignore format: one case a line.
  it.each([
    ['tokens of a request are the sums by the requests that completed, the date is that of its name', FILES.vllm,
      { concurrency: 16, inputTokens: 512, outputTokens: 128, seconds: { mean: 3.2, p95: 4.1 } },
        { source: 'vllm-bench', measuredAt: '2026-05-23' }],
    ['the mean of whole requests follows from the first token and each other one', untimed,
      { seconds: { mean: expect.closeTo(0.06 + 0.024 * 127, 6) } }],
    ['all prompts are in progress at once without a limit', { ...unlimited, request_rate: 'inf' }, { concurrency: 200 }],
    ['at a rate nobody knows how many are in progress', { ...unlimited, request_rate: 5 }, { concurrency: null }],
    ['the instance type may be among its metadata', { ...FILES.vllm, instance_type: 'ml.g6e.xlarge' }, {},
      { instanceType: 'ml.g6e.xlarge' }],
  ] as [string, unknown, object, object?][])('of vLLM: %s', (_what, file, point, more = {}) => {
    expect(read(file)).toMatchObject([{ ...more, points: [point] }]);
  });

  it('of vLLM as lines that were appended: levels of one measurement', () => {
    const lines = [4, 16, 64].map((max) => JSON.stringify({ ...FILES.vllm, max_concurrency: max })).join('\n');
    expect(read(lines)).toHaveLength(1);
    expect(pointsIn(lines).map(({ concurrency }) => concurrency)).toEqual([4, 16, 64]);
  });
});

describe("the answer of a job of AWS's", () => {
  it('of an AI recommendation job: text as numbers, both spellings of names and units', () => {
    expect(read(FILES.recommendationJob)).toMatchObject([
      {
        source: 'sagemaker-ai-recommendation',
        instanceType: 'ml.g6e.12xlarge',
        measuredAt: '2026-08-01',
        points: [
          {
            requestsPerSecond: 152.9,
            outputTokensPerSecond: 4893,
            seconds: { p50: 0.402, p99: 0.4816 },
            timeToFirstTokenSeconds: 0.0612,
          },
        ],
      },
      { points: [{ requestsPerSecond: 28.4, outputTokensPerSecond: 512 }] },
    ]);
  });

  it('of Inference Recommender: 648 per minute are 10.8 per second, microseconds are seconds, serverless rows say nothing', () => {
    expect(read(FILES.recommender)).toMatchObject([
      { instanceType: 'ml.c5.xlarge', points: [{ requestsPerSecond: 10.8, seconds: { mean: 0.263596 } }] },
    ]);
    expect(read(FILES.recommenderSteps)).toMatchObject([{ points: [{ requestsPerSecond: 35 }] }]);
  });

  it('of an AI benchmark job holds no figures: it is refused and names where they are', () => {
    expect(faultsIn(FILES.benchmarkJob)).toEqual([
      "This answer of AWS holds no figures. Unpack output.tar.gz under s3://bucket/results/ and give AIPerf's JSON from it.",
    ]);
  });

  it('that still runs is refused with its status', () => {
    expect(faultsIn({ ...FILES.recommendationJob, AIRecommendationJobStatus: 'InProgress' })).toEqual([
      'The job is InProgress. Take its answer when it is Completed.',
    ]);
  });
});

describe('plain rows', () => {
  const ROW = {
    instanceType: 'ml.g5.xlarge',
    concurrency: 8,
    requestsPerSecond: 12,
    p50: 0.3,
    p95: 0.7,
    outputTokensPerSecond: 900,
  };

  it('are objects, or a table with or without a line of titles, with commas, semicolons or tabs', () => {
    const titled =
      'instance, concurrency, requests per second, p50, p95, tokens per second\nml.g5.xlarge, 8, 12, 0.3, 0.7, 900';
    for (const input of [
      ROW,
      [ROW],
      titled,
      titled.replaceAll(', ', '\t'),
      'ml.g5.xlarge;8;12;0.3;0.7;900',
      '```\nml.g5.xlarge,8,12,0.3,0.7,900\n```',
    ]) {
      expect(read(input), String(input)).toMatchObject([
        {
          source: 'row',
          instanceType: 'ml.g5.xlarge',
          points: [{ concurrency: 8, requestsPerSecond: 12, seconds: { p95: 0.7 }, outputTokensPerSecond: 900 }],
        },
      ]);
    }
  });

  it('of one type are levels of one measurement, of two types two', () => {
    expect(
      read([ROW, { ...ROW, concurrency: 16 }, { ...ROW, instanceType: 'ml.g6.xlarge' }]).map(
        ({ points }) => points.length,
      ),
    ).toEqual([2, 1]);
  });

  it('refuse a field that nobody knows, which may be the one that matters in another unit', () => {
    expect(faultsIn({ ...ROW, p95Ms: 700 })).toEqual([
      '"p95Ms" isn\'t a field of a row. Expected instanceType, concurrency, requestsPerSecond, p50, p95, outputTokensPerSecond, times in seconds.',
    ]);
    expect(faultsIn('instance, requests per second, p95 ms\nml.g5.xlarge, 12, 700').join()).toContain(
      'The column "p95 ms"',
    );
  });

  it('refuse a p95 below the p50, and a type that is none of AWS', () => {
    expect(faultsIn({ ...ROW, p95: 0.1 })).toEqual(['p95 must be at least p50, 0.3; it is 0.1.']);
    expect(faultsIn({ ...ROW, instanceType: 'g5.xlarge' })).toEqual([
      'instanceType must be as AWS writes it, such as ml.g5.xlarge; it is "g5.xlarge".',
    ]);
  });
});

describe('what is no measurement', () => {
  it.each([
    ['an empty text', '', 'This is neither JSON nor a table of rows.'],
    ['words', 'hello there', 'This is neither JSON nor a table of rows.'],
    ['a file that was cut off', JSON.stringify(FILES.guidellm).slice(0, 900), 'The file ends early: it was cut off.'],
    ['a packed file', '\u001f\u008b\u0008\u0000', "This is packed. Unpack it and give AIPerf's JSON from it."],
    ['zero seconds', { ...FILES.vllm, duration: 0 }, 'duration must be a number above 0; it is 0.'],
    ['no request that succeeded', { ...FILES.vllm, completed: 0 }, 'completed must be a number above 0; it is 0.'],
    [
      'negative tokens',
      { ...FILES.vllm, total_output_tokens: -5 },
      'total_output_tokens must be a number of at least 0; it is -5.',
    ],
    [
      'a throughput that is text',
      { ...FILES.vllm, request_throughput: 'fast' },
      'request_throughput must be a number above 0; it is "fast".',
    ],
    [
      'a missing throughput',
      { metadata: { guidellm_version: '0.7', version: 2 }, benchmarks: [{}] },
      'benchmarks.0.metrics.requests_per_second.successful.mean is missing.',
    ],
    [
      'a run that was cancelled',
      { ...FILES.aiperf, was_cancelled: true },
      'The run was cancelled. Measure once more to the end.',
    ],
    [
      'another unit',
      { ...FILES.aiperf, request_latency: { unit: 'furlongs', avg: 1 } },
      'request_latency.unit isn\'t a unit that can be read here; it is "furlongs".',
    ],
    ['another schema', { ...FILES.aiperf, schema_version: '2.0' }, "AIPerf's schema 2.0 isn't known. Known: 1."],
    [
      'another report',
      { ...FILES.guidellm, metadata: { guidellm_version: '9', version: 7 } },
      "GuideLLM's report version 7 isn't known. Known: 2, which GuideLLM 0.7 writes.",
    ],
    ['a number', 5, 'A measurement is a JSON object or a list of them.'],
    ['nothing', [], 'Empty. Expected a measurement.'],
  ])('%s is refused with what is wrong', (_, input, text) => expect(faultsIn(input)).toEqual([text]));

  it('another object is refused with what it has and what is known', () => {
    expect(faultsIn({ benchmark: {}, parameters: {} })[0]).toMatch(
      /^This isn't a measurement that can be read\. It has benchmark, parameters\. Known: AIPerf's JSON; /,
    );
  });

  it('over 5 MB is refused', () => {
    expect(faultsIn(`[${' '.repeat(5 * 2 ** 20)}]`)).toEqual([
      'Larger than 5 MB. Expected a summary, not the single requests.',
    ]);
  });

  it('semicolons separate where both stand in a line, so a decimal comma is named as what it is', () => {
    expect(faultsIn('ml.m5.xlarge;8;60;0,03;0.05')[0]).toContain('it is "0,03"');
  });

  it('200 points are taken and 201 refused', () => {
    const rows = (count: number) =>
      Array.from({ length: count }, (_, at) => ({ requestsPerSecond: 1, concurrency: at + 1 }));
    expect(pointsIn(rows(200))).toHaveLength(200);
    expect(faultsIn(rows(201))).toEqual(['More than 200 points. Expected a summary, a point for each load.']);
  });

  it('anything at all is refused by what is wrong with it: nothing is thrown inside', () => {
    fc.assert(
      fc.property(fc.oneof(fc.anything(), fc.string(), fc.json()), (value) => {
        expect(faultsIn(value)).not.toContain(UNREADABLE);
      }),
      { numRuns: runs(1000) },
    );
  });

  it('any of ten odd values may stand at any place of a file: it is refused by what is wrong, or becomes figures from 0', () => {
    const deep = JSON.parse(`${'['.repeat(20_000)}${']'.repeat(20_000)}`);
    const bare = { toString: 1, valueOf: 1 };
    const odd = [-1, 0, Infinity, -Infinity, 'NaN', 'x', '', null, true, [], [1], {}, deep, bare];
    const wrong: string[] = [];
    const { aiperf2025: _, aiperfFailing: __, ...files } = FILES;
    for (const file of Object.values(files)) {
      const written = JSON.stringify(file);
      for (const value of odd) {
        let places = 1;
        for (let at = 0; at < places; at += 1) {
          places = 0;
          const answer = readMeasurement(JSON.parse(written, (_, was) => (places++ === at ? value : was)));
          const told = answer.ok ? JSON.stringify(answer.measurements) : answer.faults.map(({ text }) => text).join();
          if (answer.ok ? /:-|:null,"outputTokensPer/.test(told) : told.includes(UNREADABLE)) wrong.push(told);
        }
      }
    }
    expect(wrong).toEqual([]);
  });

  it('what throws when it is looked at is refused in a sentence', () => {
    const failing = {
      get requestsPerSecond(): number {
        throw new RangeError('Maximum call stack size exceeded');
      },
    };
    expect(faultsIn(failing)).toEqual([UNREADABLE]);
  });
});

describe('measurements of a workload', () => {
  it('are kept as they were read, and read again as they are', () => {
    for (const measured of [
      ...MEASURED,
      ...Object.values(FILES).flatMap((file) => {
        const one = readMeasurement(file);
        return one.ok ? [one.measurements] : [];
      }),
    ]) {
      const parsed = parseWorkload({ name: 'a', measurements: measured });
      expect(parsed.ok && parsed.workload.measurements).toEqual(read(measured));
      expect(read(read(measured))).toEqual(read(measured));
    }
  });

  it('may be files as they are', () => {
    expect(parseWorkload({ name: 'a', measurements: [FILES.vllm, FILES.guidellm] })).toMatchObject({
      ok: true,
      workload: { measurements: [{ source: 'vllm-bench' }, { source: 'guidellm' }] },
    });
  });

  it('are refused with what is wrong inside', () => {
    expect(parseWorkload({ name: 'a', measurements: [{ requestsPerSecond: -1 }] })).toEqual({
      ok: false,
      faults: [{ field: 'measurements', text: 'measurements: requestsPerSecond must be a number above 0; it is -1.' }],
    });
    expect(parseWorkload({ name: 'a', measurements: {} })).toMatchObject({
      faults: [{ text: 'measurements must be a list of measurements; it is an object.' }],
    });
  });

  it('get the instance type that somebody names, where their file names none', () => {
    const types = onInstance(read([FILES.vllm, FILES.recommender]), 'ml.g6e.xlarge').map(
      ({ instanceType }) => instanceType,
    );
    expect(types.toSorted()).toEqual(['ml.c5.xlarge', 'ml.g6e.xlarge']);
  });
});

describe('a date', () => {
  it.each([
    ['2026-11-20T23:59:59Z', '2026-11-20'],
    ['2024-02-29', '2024-02-29'],
    ['2026-02-29', null],
    ['20260523-114606', '2026-05-23'],
    [1_785_542_400, '2026-08-01'],
    [951_782_400, '2000-02-29'],
    [0, null],
    ['soon', null],
  ])('%j is %j', (value, date) => expect(dateOf(value)).toBe(date));

  it('of any second is that of the calendar', () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 253_402_300_798 }), (seconds) => {
        expect(dateOf(seconds)).toBe(new Date(seconds * 1000).toISOString().slice(0, 10));
      }),
      { numRuns: runs(500) },
    );
  });
});
