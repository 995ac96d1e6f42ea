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

const RANGES: [WorkloadField, { least?: number; over?: number; most?: number; whole?: boolean }][] = [
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

const WORDS: [WorkloadField, string[]][] = [
  ['trafficPattern', ['steady', 'variable', 'intermittent', 'dataset']],
  ['coldStarts', ['unacceptable', 'acceptable', 'minutes-acceptable']],
  ['modelInvocationFrequency', ['frequent', 'rare']],
  ['containerInvocation', ['serial', 'direct']],
  ['requiresStreaming', ['none', 'response', 'bidirectional']],
  ['costPriority', ['lowest-cost', 'balanced', 'performance']],
  ['availability', ['single-instance', 'multi-az']],
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
  it('are the 62 of the contract, the name first', () => {
    expect(WORKLOAD_FIELDS).toHaveLength(62);
    expect(WORKLOAD_FIELDS[0]).toBe('name');
    expect(new Set(WORKLOAD_FIELDS).size).toBe(62);
  });

  it('are each a text, a number, a yes or no, one of a few words, the one object, or the one list', () => {
    expect(fieldsOfKind('text')).toEqual([
      'name',
      'description',
      'busyFrom',
      'timeZone',
      'modelId',
      'region',
      'instanceType',
    ]);
    const numbers = [...RANGES.map(([field]) => field), 'modelPrecisionBits'];
    expect(fieldsOfKind('number').toSorted()).toEqual(numbers.toSorted());
    expect(fieldsOfKind('words').toSorted()).toEqual(WORDS.map(([field]) => field).toSorted());
    expect(fieldsOfKind('yes-or-no')).toHaveLength(13);
    expect(fieldsOfKind('object')).toEqual(['modelConfig']);
    expect(fieldsOfKind('list')).toEqual(['measurements']);
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

describe('a description', () => {
  it('of 2,000 characters is taken', () => expect(accepts('description', 'd'.repeat(2000))).toBe(true));
  it('of 2,001 characters is refused', () =>
    expect(faultOf('description', 'd'.repeat(2001)).text).toContain('must be a text of at most 2,000 characters'));
  it('may be empty', () => expect(accepts('description', '')).toBe(true));
});

describe.each(RANGES)('%s', (field, { least, over, most, whole }) => {
  const low = least ?? over ?? 0;

  it(least === undefined ? 'takes any number above 0' : `takes ${least}, the least`, () => {
    expect(accepts(field, least ?? 5e-324)).toBe(true);
    expect(accepts(field, low + 1)).toBe(true);
  });

  it(`refuses ${least === undefined ? '0' : 'what is less'} and says what it takes`, () => {
    const value = least === undefined ? 0 : low - 1;
    expect(faultOf(field, value).text).toMatch(
      new RegExp(`^${field} must be a (whole )?number (of at least|above|from) [012].*; it is ${value}\\.$`),
    );
    expect(accepts(field, -1)).toBe(false);
  });

  it(most === undefined ? 'has no upper end below 1e308' : `takes ${most} at most`, () => {
    if (most === undefined) {
      expect(accepts(field, whole ? Number.MAX_SAFE_INTEGER : 1e308)).toBe(true);
    } else {
      expect(accepts(field, most)).toBe(true);
      expect(faultOf(field, whole ? most + 1 : most + 0.001).text).toContain(` to ${most}`);
    }
  });

  it(whole ? 'is a whole number' : 'may have a fraction', () => {
    expect(accepts(field, 1.5)).toBe(!whole);
    if (whole) expect(faultOf(field, 1.5).text).toContain('whole number');
  });

  it.each([Number.NaN, Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY])('refuses %d', (value) => {
    expect(faultOf(field, value).text).toContain('it is not a finite number');
  });

  it.each([['1e999'], ['5'], [''], [true], [[1]], [{}]])('refuses %j, which is no number', (value) => {
    expect(faultOf(field, value).text).toContain('must be a');
  });
});

describe.each(WORDS)('%s', (field, words) => {
  it(`takes ${words.join(', ')}`, () => {
    expect(wordsOf(field)).toEqual(words);
    expect(words.every((word) => accepts(field, word))).toBe(true);
  });

  it.each([['Steady'], ['no'], [''], [1], [true], [['steady']], [{}]])('refuses %j and names its words', (value) => {
    expect(faultOf(field, value).text).toContain(`${field} must be one of ${words.join(', ')}; it is `);
  });
});

describe.each(fieldsOfKind('yes-or-no'))('%s', (field) => {
  it('takes true and false', () => {
    expect(accepts(field, true)).toBe(true);
    expect(accepts(field, false)).toBe(true);
    expect(wordsOf(field)).toBeUndefined();
  });

  it.each(['true', 'yes', 0, 1, {}])('refuses %j', (value) => {
    expect(faultOf(field, value).text).toContain(`${field} must be true or false; it is `);
  });
});

describe('a Region', () => {
  it.each(['us-east-1', 'eu-west-1', 'ap-southeast-3', 'us-gov-west-1', 'cn-north-1', 'us-iso-east-1'])(
    '%s is taken',
    (region) => expect(accepts('region', region)).toBe(true),
  );
  it.each(['', 'Frankfurt', 'eu-west', 'EU-WEST-1', 'eu-west-1a', 'eu west 1', 'eu-west-1\n', 7])(
    '%j is refused',
    (region) => expect(faultOf('region', region).text).toContain('must be an AWS Region such as eu-west-1'),
  );
});

describe('an instance type', () => {
  it.each(['ml.m5.xlarge', 'ml.g6e.48xlarge', 'ml.p6-b200.48xlarge', 'ml.inf2.xlarge'])('%s is taken', (type) =>
    expect(accepts('instanceType', type)).toBe(true),
  );
  it.each(['', 'm5.xlarge', 'ml.m5', 'ml.M5.xlarge', 'ml.m5.xlarge ', 'ml.m5.xlarge.big', 5])('%j is refused', (type) =>
    expect(faultOf('instanceType', type).text).toContain(
      'must be an instance type that endpoints take, such as ml.m5.xlarge',
    ),
  );
  it.each([
    ['ml.g5.3xlarge', 'ml.g5.2xlarge'],
    ['ml.m5.8xlarge', 'ml.m5.4xlarge'],
    ['g5.2xlarge', 'ml.g5.2xlarge'],
    ['ml.t3.medium', 'ml.t2.medium'],
  ])('%s is refused with the nearest, %s', (typed, meant) =>
    expect(faultOf('instanceType', typed).text).toBe(
      `instanceType must be an instance type that endpoints take, such as ml.m5.xlarge; it is "${typed}": did you mean ${meant}?`,
    ),
  );
});

describe('the start of the busy hours', () => {
  it.each(['00:00', '09:00', '23:59'])('%s is taken', (time) => expect(accepts('busyFrom', time)).toBe(true));
  it.each(['', '9:00', '24:00', '09:60', '0900', '09:00 ', '9am', 9])('%j is refused', (time) =>
    expect(faultOf('busyFrom', time).text).toContain('must be a time such as 09:00'),
  );
});

describe('a time zone', () => {
  it.each(['Europe/Berlin', 'America/Argentina/Buenos_Aires', 'Etc/GMT+5', 'UTC'])('%s is taken', (zone) =>
    expect(accepts('timeZone', zone)).toBe(true),
  );
  it.each(['', 'Berlin', 'Europe/Atlantis', '+01:00', 'CEST', 'Europe/Berlin ', 1])('%j is refused', (zone) =>
    expect(faultOf('timeZone', zone).text).toContain('must be an IANA time zone such as Europe/Berlin'),
  );
});

describe('the precision of weights', () => {
  it.each([4, 8, 16, 32])('of %d bits is taken', (bits) => expect(accepts('modelPrecisionBits', bits)).toBe(true));
  it.each([0, 5, 64, '16', true, Number.NaN])('of %j is refused', (bits) =>
    expect(faultOf('modelPrecisionBits', bits).text).toContain('modelPrecisionBits must be 4, 8, 16 or 32'),
  );
});

describe('the name of an open model', () => {
  it('of 80 characters is taken, known or not', () => expect(accepts('modelId', 'm'.repeat(80))).toBe(true));
  it.each(['m'.repeat(81), 7])('%j is refused', (id) =>
    expect(faultOf('modelId', id).text).toContain('must be a text of at most 80 characters'),
  );
});

describe('what is missing', () => {
  it.each(WORKLOAD_FIELDS.filter((field) => field !== 'name'))(
    '%s may be null or absent, which is the same',
    (field) => {
      expect(parse(field, null)).toEqual({ ok: true, workload: { name: 'a workload' } });
      expect(parse(field, undefined)).toEqual({ ok: true, workload: { name: 'a workload' } });
    },
  );

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

  it('are refused apart from 1 bit per weight, which no workload has at all', () => {
    const bits = tokens({ modelPrecisionBits: 1 });
    expect(bits.ok ? [] : bits.faults.map(({ field }) => field)).toEqual(['modelPrecisionBits']);
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
