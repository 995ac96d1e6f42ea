import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { MERITS } from '../../../src/recommender/explain/merits.ts';
import { NOTES } from '../../../src/recommender/explain/notes.ts';
import { REASON_WORDS, REJECTION_WORDS } from '../../../src/recommender/explain/rejected.ts';
import { WARNINGS } from '../../../src/recommender/explain/warnings/index.ts';
import { FINDINGS } from '../../../src/recommender/findings/index.ts';
import { say } from '../../../src/recommender/findings/words.ts';
import { SINGLE_MODEL } from '../../../src/recommender/hosting/single-model.ts';
import {
  briefReason,
  INFERENCE_OPTIONS,
  type InferenceOptionId,
  type Reason,
  type ReasonCode,
  type Workload,
} from '../../../src/recommender/index.ts';
import { understand } from '../../../src/recommender/needs/needs.ts';
import { REAL_TIME } from '../../../src/recommender/options/real-time.ts';
import { explained } from '../../support/answers.ts';
import { expectGolden } from '../../support/golden.ts';
import { runs } from '../../support/lane.ts';
import { everyReason, YOU } from '../../support/reading.ts';
import { anyWorkload, sparseWorkload, workload } from '../../support/workloads.ts';
import { EXAMPLES } from './examples.ts';

/** What a team's rules forbid has its examples in `judge/guardrails.test.ts`, and warnings and notes have theirs beside them. */
const codes = (Object.keys(REASON_WORDS) as ReasonCode[]).filter(
  (code) => !(code in WARNINGS) && !(code in NOTES) && code !== 'policy',
);

/** What rests on the workload alone, or on a judgement of ours, and on no fact of AWS's. */
const WITHOUT_SOURCE: readonly ReasonCode[] = [
  'answer-later-than-needed',
  'caller-timeout-shorter',
  'no-fixed-sequence',
  'one-endpoint-wanted',
  'many-endpoints-to-run',
  'sharing-saves-little',
  'components-not-needed',
  'scored-one-by-one',
  'called-by-scheduler',
  'only-one-left',
  'certain-preferred',
];

function toldOf(code: ReasonCode, stated: Partial<Workload>): Reason[] {
  return everyReason(explained(stated)).filter((reason) => reason.code === code);
}

/** Prices change, and the sentence stays. */
const unpriced = (text: string): string => text.replaceAll(/\$[\d,.]*\d/g, '$…');

const examples = (Object.keys(EXAMPLES) as ReasonCode[]).flatMap((code) =>
  (EXAMPLES[code] ?? []).map((stated) => [code, stated] as const),
);

describe('the list of codes', () => {
  it('has an example for every code but those of warnings and notes, so none that nobody is told', () => {
    expect(codes.filter((code) => EXAMPLES[code] === undefined)).toEqual([]);
  });
});

const EXAMPLES_TOLD = examples.map(([code, stated]) => [code, stated, toldOf(code, stated)] as const);

describe('a workload', () => {
  it.each(EXAMPLES_TOLD)('is told %s: %j', (code, _, told) => {
    expect(told.length).toBeGreaterThan(0);
    for (const { text, source } of told) {
      expect(text).toMatch(/^[A-Z0-9].*[^.]\.$/);
      expect(text).not.toMatch(/undefined|null|NaN|Infinity|\[object| {2}/);
      if (WITHOUT_SOURCE.includes(code)) {
        expect(source).toBeUndefined();
      } else {
        expect(source?.title).toBeTruthy();
        expect(source?.url).toMatch(/^https:\/\//);
        expect(source?.date).toMatch(/^20\d\d/);
      }
    }
  });
});

describe('the figures of a reason', () => {
  it.each([
    ['payload-over-quota', { payloadSizeMB: 500 }],
    ['processing-over-quota', { processingTimeSeconds: 90 }],
    ['concurrency-over-quota', { burstRequests: 250 }],
    ['model-over-memory', { modelSizeGB: 8 }],
    ['image-over-quota', { containerImageSizeGB: 12 }],
    ['queue-gives-no-promise', { responseTimeSeconds: 5 }],
    ['job-over-deadline', { trafficPattern: 'dataset', datasetDeadlineHours: 0.05 }],
  ] as const)('of %s are data as well as words', (code, stated) => {
    for (const { asked, allowed, text } of toldOf(code, stated)) {
      expect(typeof asked).toBe('number');
      expect(typeof allowed).toBe('number');
      expect(text).toMatch(code === 'queue-gives-no-promise' ? /\d/ : /\d.*\d/);
    }
  });

  const said = { needs: understand(workload()), option: REAL_TIME, hosting: SINGLE_MODEL };

  it('that are beyond measure are said in words and left out of the data', () => {
    const reason = say(FINDINGS, 'job-over-deadline', said, {
      asked: Number.POSITIVE_INFINITY,
      allowed: 3600,
    });
    expect(reason).not.toHaveProperty('asked');
    expect(reason.allowed).toBe(3600);
    expect(reason.text).toContain('1.8e+308');
  });

  it('that there are none of are left out', () => {
    expect(say(MERITS, 'only-one-left', said)).toEqual({
      code: 'only-one-left',
      text: 'Real-time Inference is the only option that fits.',
    });
  });

  it('may be a text: a Region, an instance type', () => {
    const [reason] = toldOf('region-not-listed', { region: 'me-central-1' });
    expect(reason).toMatchObject({ asked: 'me-central-1' });
  });
});

describe('the sentences of a reason', () => {
  it('are what people read', async () => {
    const lines = EXAMPLES_TOLD.flatMap(([code, stated, told]) => [
      `${code}  ${JSON.stringify(stated)}`,
      ...new Set(told.map(({ text, source }) => `  ${unpriced(text)}${source ? `\n    ${source.title}` : ''}`)),
      '',
    ]);
    await expectGolden(lines.join('\n'), 'recommender/reasons.txt');
    expect(lines.filter((line) => YOU.test(line))).toEqual([]);
  });
});

describe('a reason in a cell of the table', () => {
  const rejectionsOf = (stated: Workload): [Reason, InferenceOptionId][] => {
    const { choice, rejected, rejectedHosting } = explained(stated);
    const told = rejected.flatMap(({ option, reasons }) =>
      reasons.map((reason): [Reason, InferenceOptionId] => [reason, option]),
    );
    const ofHosting = rejectedHosting.flatMap(({ reasons }) => reasons);
    return choice
      ? [...told, ...ofHosting.map((reason): [Reason, InferenceOptionId] => [reason, choice.option])]
      : told;
  };
  const expectCell = (cell: string) => {
    expect(cell).toMatch(/^[A-Z0-9].*[^.…]$/);
    expect(cell).not.toMatch(/undefined|null|NaN|Infinity|\[object| {2}/);
    expect([...cell].length).toBeLessThanOrEqual(60);
  };

  it('is a clause of at most 60 characters for any workload', () => {
    fc.assert(
      fc.property(fc.oneof(sparseWorkload, anyWorkload), (stated) => {
        for (const [reason, option] of rejectionsOf(stated)) expectCell(briefReason(reason, option));
      }),
      { numRuns: runs(300, { costly: true }) },
    );
  });

  it('is one for each code, whatever the figures are', () => {
    const figure = fc.double({ min: 0, noNaN: true, noDefaultInfinity: true });
    fc.assert(
      fc.property(figure, figure, fc.constantFrom(...INFERENCE_OPTIONS), (asked, allowed, { id }) => {
        for (const code of Object.keys(REJECTION_WORDS))
          expectCell(briefReason({ code, text: '', asked, allowed }, id));
      }),
      { numRuns: runs(300) },
    );
  });

  // biome-ignore format: one case a line.
  it.each([
    ['payload-over-quota', { payloadSizeMB: 500 }, ['At most 6 MB; 25 MB disputed', 'At most 4 MB']],
    ['payload-disputed', { payloadSizeMB: 7 }, ['At most 6 MB; 25 MB disputed']],
    ['processing-over-quota', { processingTimeSeconds: 90 }, ['At most 60 s per request']],
    ['processing-over-quota', { trafficPattern: 'dataset', processingTimeSeconds: 4000 }, ['At most 1 hour per record']],
    ['gpu-not-supported', { requiresGpu: true }, ['No GPUs']],
    ['cold-starts-not-accepted', { responseTimeSeconds: 0.2 }, ['Cold starts whenever it scales up']],
    ['requests-not-a-data-set', {}, ['Scores datasets']],
    ['hosting-not-on-option', { modelCount: 50 }, ['No multi-model endpoints']],
  ] as const)('of %s for %j is %j', (code, stated, cells) => {
    const told = rejectionsOf(workload(stated)).filter(([reason]) => reason.code === code);
    expect([...new Set(told.map(([reason, option]) => briefReason(reason, option)))]).toEqual(
      expect.arrayContaining([...cells]),
    );
  });

  it('of a code that is no longer known, or without its figure, is the beginning of its sentence', () => {
    const text = 'Its container image holds more libraries than the service of that time would ever have loaded.';
    const cell = 'Its container image holds more libraries than the service o…';
    expect(briefReason({ code: 'image-of-old', text }, 'serverless')).toBe(cell);
    expect(briefReason({ code: 'image-over-quota', text }, 'serverless')).toBe(cell);
    expect(briefReason({ code: 'toString', text: 'Too small.' }, 'serverless')).toBe('Too small');
    expect(briefReason({ code: 'hosting-not-on-option', text }, 'serverless')).toBe('No hosting for these models');
  });
});
