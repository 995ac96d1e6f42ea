import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Workload, WorkloadField } from '../../src/recommender/index.ts';
import { readWords } from '../../src/wording/read-words.ts';
import { runs } from '../support/lane.ts';

/** A fact in words, and what it states. */
interface Fact {
  words: string;
  says: Partial<Workload>;
}

const amount = (from: number, to: number) => fc.integer({ min: from, max: to });

/** One way of stating each field, with any amount. */
const FACTS: Readonly<Record<string, fc.Arbitrary<Fact>>> = {
  payload: amount(1, 900).map((n) => ({ words: `payload ${n} MB`, says: { payloadSizeMB: n } })),
  model: amount(1, 80).map((n) => ({ words: `model ${n} GB`, says: { modelSizeGB: n } })),
  image: amount(1, 20).map((n) => ({ words: `container image ${n} GB`, says: { containerImageSizeGB: n } })),
  wait: amount(1, 59).map((n) => ({ words: `response within ${n} s`, says: { responseTimeSeconds: n } })),
  work: amount(1, 900).map((n) => ({ words: `takes ${n} ms per request`, says: { processingTimeSeconds: n / 1000 } })),
  timeout: amount(1, 60).map((n) => ({ words: `client timeout ${n} s`, says: { callerTimeoutSeconds: n } })),
  volume: amount(1, 9000).map((n) => ({ words: `${n} requests per day`, says: { monthlyRequests: n * 30 } })),
  peak: amount(1, 900).map((n) => ({ words: `peak ${n} rps`, says: { peakRequestsPerSecond: n } })),
  users: amount(2, 300).map((n) => ({ words: `${n} concurrent users`, says: { concurrentRequests: n } })),
  models: amount(2, 5000).map((n) => ({ words: `${n} models`, says: { modelCount: n } })),
  budget: amount(10, 9000).map((n) => ({ words: `budget $${n} per month`, says: { monthlyBudgetUsd: n } })),
  prompt: amount(10, 9000).map((n) => ({ words: `prompts of ${n} tokens`, says: { inputTokens: n } })),
  gpu: fc.constantFrom<Fact>(
    { words: 'needs a GPU', says: { requiresGpu: true } },
    { words: 'no GPU', says: { requiresGpu: false } },
  ),
  cold: fc.constantFrom<Fact>(
    { words: 'no cold starts', says: { coldStarts: 'unacceptable' } },
    { words: 'cold starts are fine', says: { coldStarts: 'acceptable' } },
  ),
  traffic: fc.constantFrom<Fact>(
    { words: 'steady traffic', says: { trafficPattern: 'steady' } },
    { words: 'sporadic', says: { trafficPattern: 'intermittent' } },
  ),
  region: fc.constantFrom<Fact>(
    { words: 'in Frankfurt', says: { region: 'eu-central-1' } },
    { words: 'region us-west-2', says: { region: 'us-west-2' } },
  ),
  vpc: fc.constant<Fact>({ words: 'must run in our VPC', says: { requiresVpc: true } }),
};

const someFacts = fc
  .shuffledSubarray(Object.keys(FACTS), { minLength: 1, maxLength: 6 })
  .chain((names) => fc.tuple(...names.map((name) => FACTS[name] as fc.Arbitrary<Fact>)));

const UNRELATED = [
  ...'Ada owns the dashboard.|Greetings from the whole crew.|The wiki has a drawing of it.'.split('|'),
  ...'Feel free to ask Grace.|Our code is on GitHub.|We are looking forward to it.'.split('|'),
];

const saysOf = (words: string) => readWords(words).says;

/**
 * What facts state together. Steady traffic contradicts a peak of more than 8 times its mean, and the smallest peak here is
 * 9.7 times the mean of the largest volume: beside it, neither of the two is stated.
 */
function joined(facts: readonly Fact[]): Partial<Workload> {
  const says: Partial<Workload> = Object.assign({}, ...facts.map((fact) => fact.says));
  const { peakRequestsPerSecond, monthlyRequests, ...others } = says;
  const contradict = says.trafficPattern === 'steady' && peakRequestsPerSecond && monthlyRequests;
  return contradict ? others : says;
}

describe('facts in plain words', () => {
  it.each(Object.keys(FACTS))('say the same alone: %s', (name) => {
    fc.assert(
      fc.property(FACTS[name] as fc.Arbitrary<Fact>, ({ words, says }) => {
        expect(saysOf(words)).toEqual(says);
      }),
      { numRuns: runs(60) },
    );
  });

  it('say the same in any number and any order, with commas or on separate lines, and are no name', () => {
    fc.assert(
      fc.property(someFacts, fc.constantFrom(', ', '; ', '\n', '. '), (facts, between) => {
        const { says, isNamed } = readWords(facts.map(({ words }) => words).join(between));
        expect(says).toEqual(joined(facts));
        expect(isNamed).toBeUndefined();
      }),
      { numRuns: runs(400) },
    );
  });

  it('say the same beside sentences about something else', () => {
    fc.assert(
      fc.property(someFacts, fc.shuffledSubarray(UNRELATED, { minLength: 1 }), fc.boolean(), (facts, others, first) => {
        const words = `${facts.map((fact) => fact.words).join(', ')}.`;
        const text = first ? [...others, words] : [words, ...others];
        expect(saysOf(text.join(' '))).toEqual(joined(facts));
      }),
      { numRuns: runs(300) },
    );
  });

  it('state a volume beside a steady peak of up to 8 times its mean, and neither above that', () => {
    const beside = (perDay: number) => readWords(`steady traffic, peak 1 rps, ${perDay} requests per day`);
    expect(beside(11_000).says).toEqual({
      trafficPattern: 'steady',
      peakRequestsPerSecond: 1,
      monthlyRequests: 330_000,
    });
    expect(beside(10_000)).toMatchObject({
      says: { trafficPattern: 'steady' },
      unclear: [{ field: 'monthlyRequests' }, { field: 'peakRequestsPerSecond' }],
    });
    expect(beside(10_000).says).toEqual({ trafficPattern: 'steady' });
  });

  it('are found again in the words that each was read from', () => {
    fc.assert(
      fc.property(someFacts, (facts) => {
        const text = facts.map(({ words }) => words).join(', ');
        const { says, from } = readWords(text);
        for (const field of Object.keys(says)) expect(text).toContain(from[field as WorkloadField]);
      }),
      { numRuns: runs(200) },
    );
  });
});

describe('an amount', () => {
  it('of time is the same in milliseconds, seconds and minutes', () => {
    fc.assert(
      fc.property(amount(1, 59), (minutes) => {
        const seconds = minutes * 60;
        for (const words of [`${minutes} min`, `${seconds} s`, `${seconds} seconds`, `${seconds * 1000} ms`]) {
          expect(saysOf(`response within ${words}`)).toEqual({ responseTimeSeconds: seconds });
        }
      }),
      { numRuns: runs(60) },
    );
  });

  it('of data is the same in KB, MB and GB, glued to its unit or not', () => {
    fc.assert(
      fc.property(amount(1, 20), (gigabytes) => {
        const megabytes = gigabytes * 1024;
        for (const words of [`${gigabytes} GB`, `${gigabytes}GB`, `${megabytes} MB`, `${megabytes * 1024}kb`]) {
          expect(saysOf(`model size ${words}`)).toEqual({ modelSizeGB: gigabytes });
        }
      }),
      { numRuns: runs(60) },
    );
  });

  it('of requests is the same with k, with commas and in words', () => {
    for (const words of ['2k', '2,000', '2000', 'two thousand']) {
      expect(saysOf(`${words} requests per day`)).toEqual({ monthlyRequests: 60_000 });
    }
  });
});

/** What is asked for by a key, in words, and what the field says of yes and no. */
const KEYS: readonly (readonly [words: string, field: WorkloadField, yes: unknown, no: unknown])[] = [
  ['gpu required', 'requiresGpu', true, false],
  ['vpc required', 'requiresVpc', true, false],
  ['streaming enabled', 'requiresStreaming', 'response', 'none'],
  ['data capture enabled', 'requiresDataCapture', true, false],
  ['cold start ok', 'coldStarts', 'acceptable', 'unacceptable'],
  ['multi az required', 'availability', 'multi-az', 'single-instance'],
  ['scale to zero allowed', 'requiresScaleToZero', true, false],
];

/** How keys are written, one after the other. */
const NOTATIONS: readonly ((entries: readonly (readonly [words: string, isYes: boolean])[]) => string)[] = [
  (entries) => JSON.stringify(Object.fromEntries(entries.map(([words, isYes]) => [words.replaceAll(' ', '_'), isYes]))),
  (entries) => entries.map(([words, isYes]) => `${words.replaceAll(' ', '_')}: ${isYes}`).join('\n'),
  (entries) => entries.map(([words, isYes]) => `${words.replaceAll(' ', '_')} = ${isYes ? 'yes' : 'no'}`).join('\n'),
  (entries) => entries.map(([words, isYes]) => `${words}: ${isYes ? 'yes' : 'no'}`).join(', '),
  (entries) => entries.map(([words, isYes]) => `- ${words}: ${isYes ? 'yes' : 'no'}`).join('\n'),
  (entries) => entries.map(([words, isYes]) => `| ${words} | ${isYes ? 'yes' : 'no'} |`).join('\n'),
];

it('a key with yes or no never comes out as its opposite among other keys, in six notations', () => {
  const asked = fc.uniqueArray(fc.constantFrom(...KEYS), { minLength: 1, selector: ([words]) => words });
  fc.assert(
    fc.property(asked, fc.array(fc.boolean(), { minLength: 7, maxLength: 7 }), fc.nat(5), (keys, answers, notation) => {
      const entries = keys.map(([words], at) => [words, answers[at] === true] as const);
      const { says } = readWords(NOTATIONS[notation]?.(entries) ?? '');
      for (const [at, [, field, yes, no]] of keys.entries())
        expect([undefined, answers[at] ? yes : no]).toContain(says[field]);
    }),
    { numRuns: runs(300) },
  );
});
