import { describe, expect, it } from 'vitest';
import {
  kindOf,
  named,
  parseWorkload,
  recommend,
  WORKLOAD_FIELDS,
  type Workload,
  type WorkloadField,
  wordsOf,
} from '../../../src/recommender/index.ts';

interface Range {
  readonly least?: number;
  readonly over?: number;
  readonly most?: number;
  readonly whole?: boolean;
}

const RANGES: readonly (readonly [WorkloadField, Range])[] = [
  ['responseTimeSeconds', { over: 0 }],
  ['payloadSizeMB', { least: 0 }],
  ['processingTimeSeconds', { over: 0 }],
  ['monthlyRequests', { least: 0 }],
  ['peakRequestsPerSecond', { least: 0 }],
  ['burstRequests', { least: 0 }],
  ['busyHoursPerDay', { least: 0, most: 24 }],
  ['busyDaysPerWeek', { least: 0, most: 7 }],
  ['callerTimeoutSeconds', { over: 0 }],
  ['datasetSizeGB', { least: 0 }],
  ['datasetRecordsPerRun', { least: 0 }],
  ['datasetRunsPerMonth', { least: 0 }],
  ['datasetDeadlineHours', { over: 0 }],
  ['modelCount', { least: 1, whole: true }],
  ['modelSizeGB', { over: 0 }],
  ['activeModelCount', { least: 1, whole: true }],
  ['containerCount', { least: 1, most: 15, whole: true }],
  ['containerImageSizeGB', { over: 0 }],
  ['modelParametersBillion', { over: 0 }],
  ['inputTokens', { least: 0 }],
  ['outputTokens', { least: 0 }],
  ['contextTokens', { least: 0 }],
  ['concurrentRequests', { least: 1 }],
  ['outputTokensPerSecond', { over: 0 }],
  ['streamTokensPerSecond', { over: 0 }],
  ['answerSeconds', { over: 0 }],
  ['images', { least: 0 }],
  ['audioSeconds', { over: 0 }],
  ['imageSteps', { least: 1, most: 1000, whole: true }],
  ['imageMegapixels', { over: 0 }],
  ['variantCount', { least: 2, most: 10, whole: true }],
  ['monthlyBudgetUsd', { least: 0 }],
];

const WORDS: readonly (readonly [WorkloadField, string[]])[] = [
  ['trafficPattern', ['steady', 'variable', 'intermittent', 'dataset']],
  ['coldStarts', ['unacceptable', 'acceptable', 'minutes-acceptable']],
  ['modelInvocationFrequency', ['frequent', 'rare']],
  ['containerInvocation', ['serial', 'direct']],
  ['requiresStreaming', ['none', 'response', 'bidirectional']],
  ['costPriority', ['lowest-cost', 'balanced', 'performance']],
  ['availability', ['single-instance', 'multi-az', 'multi-region']],
];

const fieldsOfKind = (kind: string): WorkloadField[] => WORKLOAD_FIELDS.filter((field) => kindOf(field) === kind);
const parse = (field: string, value: unknown) => parseWorkload({ name: 'a workload', [field]: value });
const accepts = (field: string, value: unknown): boolean => parse(field, value).ok;

/** The one fault that an input has. */
function faultOf(field: string, value: unknown): { field: string; text: string } {
  const parsed = parse(field, value);
  if (parsed.ok) throw new Error(`${field} took ${String(value)}.`);
  expect(parsed.faults).toHaveLength(1);
  const [fault] = parsed.faults;
  if (!fault) throw new Error('No fault.');
  expect(fault.field).toBe(field);
  return fault;
}

describe('the fields', () => {
  it('are each there once, the name first', () => {
    expect(WORKLOAD_FIELDS[0]).toBe('name');
    expect(new Set(WORKLOAD_FIELDS).size).toBe(WORKLOAD_FIELDS.length);
  });

  it('are each a text, a number, a yes or no, one of a few words, the one object, or one of the two lists', () => {
    // biome-ignore format: a list in a line.
    const texts = ['name', 'description', 'processingTimeOn', 'busyFrom', 'timeZone', 'modelId', 'region', 'instanceType'];
    expect(fieldsOfKind('text')).toEqual(texts);
    const numbers = [...RANGES.map(([field]) => field), 'modelPrecisionBits'];
    expect(fieldsOfKind('number').toSorted()).toEqual(numbers.toSorted());
    expect(fieldsOfKind('words').toSorted()).toEqual(WORDS.map(([field]) => field).toSorted());
    expect(fieldsOfKind('yes-or-no')).toHaveLength(13);
    expect(fieldsOfKind('object')).toEqual(['modelConfig']);
    expect(fieldsOfKind('list')).toEqual(['measurements', 'otherRegions']);
  });
});

describe('a name', () => {
  it('is required', () => {
    expect(parseWorkload({})).toEqual({
      ok: false,
      faults: [{ field: 'name', text: 'name must be a text of 1 to 80 characters; it is missing.' }],
    });
  });

  it('that is null is missing', () => expect(faultOf('name', null).text).toContain('it is missing'));
  it('loses its line breaks, as the name of a model does', () => {
    expect(parseWorkload({ name: 'a', modelId: 'llama\n3' })).toMatchObject({ workload: { modelId: 'llama 3' } });
    expect(parseWorkload({ name: 'fraud\r\nscoring\u2028v2' })).toMatchObject({
      workload: { name: 'fraud scoring v2' },
    });
  });
  it('of 80 characters is taken', () => expect(accepts('name', 'n'.repeat(80))).toBe(true));
  it('of 81 characters is refused, and shown cut to 40', () => {
    expect(faultOf('name', 'n'.repeat(81)).text).toBe(
      `name must be a text of 1 to 80 characters; it is "${'n'.repeat(40)}…".`,
    );
  });
  it('without a character is refused', () => expect(faultOf('name', '').text).toContain('it is an empty text'));
  it('of another type is refused', () => expect(faultOf('name', 7).text).toContain('it is 7'));
});

/** Nearest inside and outside each end of a range. */
function endsOf({ least, over, most, whole }: Range): { taken: number[]; refused: number[] } {
  const step = whole ? 1 : 0.001;
  const lowest = least ?? over ?? 0;
  const taken = [least ?? 5e-324, lowest + 1, most ?? (whole ? Number.MAX_SAFE_INTEGER : 1e308)];
  const refused = [least === undefined ? lowest : lowest - step, -1, ...(most === undefined ? [] : [most + step])];
  return { taken: whole ? taken : [...taken, 1.5].filter((value) => value >= lowest), refused };
}

describe.each(RANGES)('%s', (field, range) => {
  const { taken, refused } = endsOf(range);

  it(`takes ${taken.join(', ')} and refuses ${refused.join(', ')}, with what it takes`, () => {
    expect(taken.filter((value) => !accepts(field, value))).toEqual([]);
    for (const value of refused) {
      const { text } = faultOf(field, value);
      expect(text).toMatch(/ must be a (whole )?number (of at least|above|from) [012]/);
      expect(text.startsWith(`${field} must be a ${range.whole ? 'whole ' : ''}number`)).toBe(true);
      expect(text.endsWith(`; it is ${value}.`)).toBe(true);
      if (range.most !== undefined) expect(text).toContain(` to ${range.most}`);
    }
    if (range.whole) expect(faultOf(field, 1.5).text).toContain('whole number');
  });
});

describe.each(WORDS)('%s', (field, words) => {
  it(`takes ${words.join(', ')}, and names them`, () => {
    expect(wordsOf(field)).toEqual(words);
    expect(words.filter((word) => !accepts(field, word))).toEqual([]);
    expect(faultOf(field, 'no').text).toContain(`${field} must be one of ${words.join(', ')}; it is `);
  });
});

describe('a yes or no', () => {
  it.each(fieldsOfKind('yes-or-no'))('%s takes true and false', (field) => {
    expect([true, false].filter((value) => !accepts(field, value))).toEqual([]);
    expect(wordsOf(field)).toBeUndefined();
    expect(faultOf(field, 'yes').text).toContain(`${field} must be true or false; it is "yes"`);
  });
});

describe('a field of any row', () => {
  const ofNumbers = [...RANGES.map(([field]) => field), 'modelPrecisionBits' as const];
  const NO_NUMBER = [Number.NaN, Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY];
  const OTHERS = ['1e999', '5', '', 'Steady', 'true', [1], ['steady'], {}];
  const cases = [...ofNumbers, ...fieldsOfKind('words'), ...fieldsOfKind('yes-or-no')].flatMap((field) => [
    ...[...OTHERS, ...(kindOf(field) === 'number' ? NO_NUMBER : [0, 1])].map((value) => [field, value] as const),
    ...(kindOf(field) === 'yes-or-no' ? [] : [[field, true] as const]),
  ]);

  it('has one fault for a value of another type, which says what it has to be', () => {
    for (const [field, value] of cases) {
      const { text } = faultOf(field, value);
      expect(text.startsWith(`${field} must be `), `${field} ${String(value)}`).toBe(true);
      expect(text).toContain('; it is ');
      if (typeof value === 'number' && !Number.isFinite(value)) expect(text).toContain('it is not a finite number');
    }
  });

  it('is as good as absent where it is null', () => {
    for (const field of WORKLOAD_FIELDS.filter((each) => each !== 'name'))
      for (const nothing of [null, undefined])
        expect(parse(field, nothing), field).toEqual({ ok: true, workload: { name: 'a workload' } });
  });
});

describe('otherRegions', () => {
  it.each([
    [['us-east-1'], 'otherRegions: us-east-1 is the Region itself.'],
    [['us-east-9'], 'otherRegions: AWS has no Region "us-east-9": did you mean us-east-1?'],
    [['eu-west-1', 'eu-west-1'], 'otherRegions: eu-west-1 stands twice.'],
    [[3], 'otherRegions: AWS has no Region 3.'],
    [[], 'otherRegions must be a list of 1 to 4 AWS Regions such as ["eu-west-1"]; it is a list.'],
    ['eu-west-1', 'otherRegions must be a list of 1 to 4 AWS Regions such as ["eu-west-1"]; it is "eu-west-1".'],
  ])('of %j are refused in a sentence', (value, text) => expect(faultOf('otherRegions', value).text).toBe(text));

  it('are taken where they are others', () =>
    expect(accepts('otherRegions', ['eu-west-1', 'us-gov-west-1', 'us-west-2', 'ap-east-1'])).toBe(true));
});

const IANA = 'must be an IANA time zone such as Europe/Berlin';
const TYPE = 'must be an instance type that endpoints take, such as ml.m5.xlarge';
const REGION = 'must be an AWS Region such as eu-west-1';
const TIME = 'must be a time such as 09:00';

// biome-ignore format: one field a line.
const TEXTS: readonly (readonly [WorkloadField, string, taken: unknown[], refused: unknown[]])[] = [
  ['region', REGION, ['us-east-1', 'ap-southeast-3', 'us-gov-west-1', 'cn-north-1', 'us-iso-east-1', 'sa-west-1'], ['', 'us-east-9', 'us-esat-1', 'Frankfurt', 'eu-west', 'EU-WEST-1', 'eu-west-1a', 'eu west 1', 'eu-west-1\n', 7]],
  ['instanceType', TYPE, ['ml.m5.xlarge', 'ml.g6e.48xlarge', 'ml.p6-b200.48xlarge', 'ml.inf2.xlarge'], ['', 'm5.xlarge', 'ml.m5', 'ml.M5.xlarge', 'ml.m5.xlarge ', 'ml.m5.xlarge.big', 5]],
  ['busyFrom', TIME, ['00:00', '09:00', '23:59'], ['', '9:00', '24:00', '09:60', '0900', '09:00 ', '9am', 9]],
  ['timeZone', IANA, ['Europe/Berlin', 'America/Argentina/Buenos_Aires', 'Etc/GMT+5', 'UTC'], ['', 'Berlin', 'Europe/Atlantis', '+01:00', 'CEST', 'Europe/Berlin ', 1]],
  ['modelPrecisionBits', 'must be 4, 8, 16 or 32', [4, 8, 16, 32], [0, 1, 5, 64, '16', true, Number.NaN]],
  ['modelId', 'must be a text of at most 80 characters', ['m'.repeat(80)], ['m'.repeat(81), 7]],
  ['description', 'must be a text of at most 2,000 characters', ['', 'd'.repeat(2000)], ['d'.repeat(2001)]],
];

describe('a text in a given form', () => {
  it.each(TEXTS)('%s %s', (field, says, taken, refused) => {
    expect(taken.filter((value) => !accepts(field, value))).toEqual([]);
    for (const value of refused) expect(faultOf(field, value).text).toContain(`${field} ${says}`);
  });

  it.each([
    ['ml.g5.3xlarge', 'ml.g5.2xlarge'],
    ['ml.m5.8xlarge', 'ml.m5.4xlarge'],
    ['g5.2xlarge', 'ml.g5.2xlarge'],
    ['ml.t3.medium', 'ml.t2.medium'],
  ])('of an instance type: %s is refused with the nearest, %s', (typed, meant) =>
    expect(faultOf('instanceType', typed).text).toBe(`instanceType ${TYPE}; it is "${typed}": did you mean ${meant}?`),
  );
});

describe('what is missing', () => {
  it('is never the same as false or 0', () => {
    const parsed = parseWorkload({ name: 'a workload', requiresGpu: false, payloadSizeMB: 0 });
    expect(parsed).toEqual({ ok: true, workload: { name: 'a workload', payloadSizeMB: 0, requiresGpu: false } });
  });
});

describe('faults', () => {
  it('are all reported at once, each naming its field', () => {
    const parsed = parseWorkload({
      name: '',
      payloadSizeMB: -1,
      modelCount: 1.5,
      trafficPattern: 'bursty',
      requiresGpu: 'yes',
      containerCount: 16,
      colour: 'red',
      size: 3,
      contextTokens: 8,
      outputTokens: 4000,
    });
    if (parsed.ok) throw new Error('It was taken.');
    const fields = parsed.faults.map(({ field }) => field);
    expect(fields.toSorted()).toEqual([
      'colour',
      'containerCount',
      'contextTokens',
      'modelCount',
      'name',
      'payloadSizeMB',
      'requiresGpu',
      'size',
      'trafficPattern',
    ]);
    for (const { field, text } of parsed.faults) {
      expect(text).toMatch(/^.+ (must be|is not a field).+[.?]$/);
      expect(text).toContain(field);
    }
  });

  it('name an unknown field, whatever it is called', () => {
    expect(faultOf('payloadSize', 5).text).toBe(
      '"payloadSize" is not a field of a workload: did you mean payloadSizeMB?',
    );
    expect(faultOf('a\n"b"', 5).text).toBe('"a\\n\\"b\\"" is not a field of a workload.');
    expect(faultOf('constructor', 5).text).toBe('"constructor" is not a field of a workload.');
  });

  it('show a text on one line and cut to 40 characters, never half of a character', () => {
    expect(faultOf('trafficPattern', `${'😀'.repeat(50)}`).text).toContain(`it is "${'😀'.repeat(40)}…".`);
    expect(faultOf('trafficPattern', 'a\nb').text).toContain('it is "a\\nb".');
    expect(faultOf('trafficPattern', ' '.repeat(40)).text).toContain(`it is "${' '.repeat(40)}".`);
  });

  it('say of a list and of an object only that they are one', () => {
    expect(faultOf('payloadSizeMB', [1, 2]).text).toContain('it is a list.');
    expect(faultOf('payloadSizeMB', { value: 1 }).text).toContain('it is an object.');
    expect(faultOf('payloadSizeMB', true).text).toContain('it is true.');
  });

  it.each([[undefined], [null], [7], ['a workload'], [true], [[]], [[{ name: 'a workload' }]]])(
    'of %j as a whole have no field',
    (input) => {
      expect(parseWorkload(input)).toEqual({
        ok: false,
        faults: [{ field: '', text: 'A workload is a JSON object with at least a name.' }],
      });
    },
  );
});

describe('what is taken', () => {
  it('has its fields in the order of the form, whatever order they came in', () => {
    const parsed = parseWorkload({ instanceType: 'ml.m5.xlarge', payloadSizeMB: 3, name: 'a workload' });
    if (!parsed.ok) throw new Error('It was refused.');
    expect(Object.keys(parsed.workload)).toEqual(['name', 'payloadSizeMB', 'instanceType']);
  });

  it('is another object than what came in', () => {
    const input = { name: 'a workload', payloadSizeMB: null };
    expect(parseWorkload(input)).toEqual({ ok: true, workload: { name: 'a workload' } });
    expect(input).toEqual({ name: 'a workload', payloadSizeMB: null });
  });
});

describe('values that no workload has together', () => {
  const tokens = (stated: object) => parseWorkload({ name: 'a chat', ...stated });

  it('are a context of 8 tokens and 4,000 tokens of output', () => {
    expect(tokens({ contextTokens: 8, outputTokens: 4000 })).toEqual({
      ok: false,
      faults: [
        {
          field: 'contextTokens',
          text: 'contextTokens must be at least 4000, the input and output tokens of a request; it is 8.',
        },
      ],
    });
  });

  it('begin one token below the input and output together', () => {
    expect(tokens({ contextTokens: 1800, inputTokens: 1500, outputTokens: 300 }).ok).toBe(true);
    expect(tokens({ contextTokens: 1799, inputTokens: 1500, outputTokens: 300 }).ok).toBe(false);
    expect(tokens({ contextTokens: 1499, inputTokens: 1500 }).ok).toBe(false);
    expect(tokens({ contextTokens: 8 }).ok).toBe(true);
  });
});

describe('a workload that parseWorkload did not make', () => {
  it('is no workload to the compiler, and to the engine one like any other', () => {
    // @ts-expect-error Never checked.
    const unchecked: Workload = { name: 'scans' };
    // @ts-expect-error Never checked.
    expect([recommend(unchecked), recommend({ name: 'scans' })]).toEqual(Array(2).fill(recommend(named('scans'))));
  });

  it('is a copy with another value, which the compiler lets pass', () => {
    const copy: Workload = { ...named('scans'), payloadSizeMB: 500 };
    expect(recommend(copy).workload).toEqual({ name: 'scans', payloadSizeMB: 500 });
  });

  it('is refused as a name', () => {
    expect(() => named('')).toThrow('name must be a text of 1 to 80 characters; it is an empty text.');
  });
});
