import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { renderDeployment } from '../../../../src/deploy/index.ts';
import { recommend, type ScalingTimes, type Workload } from '../../../../src/recommender/index.ts';
import { buildReviewMessage } from '../../../../src/slack/render/message/index.ts';
import { buildCode } from '../../../../src/slack/render/thread/deploy.ts';
import { buildDetails } from '../../../../src/slack/render/thread/details.ts';
import { buildScaling } from '../../../../src/slack/render/thread/sizing.ts';
import { writeRecommendation } from '../../../../src/terminal/write-recommendation.ts';
import { runs } from '../../../support/lane.ts';
import { reviewOf } from '../../../support/reviews.ts';

/** Workloads that scale to zero, stated well enough for a bill; some without a few facts. */
const idle: fc.Arbitrary<Workload> = fc
  .record({
    stated: fc.record({
      name: fc.constant('scans'),
      trafficPattern: fc.constantFrom('intermittent', 'dataset' as const),
      processingTimeSeconds: fc.constantFrom(0.3, 4, 25, 90, 600),
      responseTimeSeconds: fc.constantFrom(60, 400, 600, 900, 3600),
      monthlyRequests: fc.constantFrom(500, 20_000),
      coldStarts: fc.constantFrom('acceptable', 'minutes-acceptable' as const),
      requiresGpu: fc.boolean(),
      payloadSizeMB: fc.constantFrom(1, 500),
      modelCount: fc.constantFrom(1, 3),
      modelsScaleIndependently: fc.boolean(),
      datasetRecordsPerRun: fc.constantFrom(1000, 500_000),
      datasetRunsPerMonth: fc.constantFrom(4, 30),
      requiresScaleToZero: fc.boolean(),
    }),
    silent: fc.subarray(['responseTimeSeconds', 'processingTimeSeconds', 'coldStarts', 'requiresScaleToZero']),
  })
  .map(({ stated, silent }) => {
    const entries = Object.entries(stated).filter(([field]) => !silent.includes(field));
    return Object.fromEntries(entries) as unknown as Workload;
  });

/** How a time until an instance serves is said, and one until none is left. */
const WAKE_UP = [
  /[Ww]aking from zero (?:instances )?takes about ([\d.,]+ \w+)/g,
  /waking takes about ([\d.,]+ \w+)/g,
  /fail for about ([\d.,]+ \w+)/g,
  /Each wake-up takes ([\d.,]+ \w+)/g,
  /\(([\d.,]+ \w+) of waking assumed\)/g,
  /is assumed to take ([\d.,]+ \w+) of your/g,
  /until an instance serves, after about ([\d.,]+ \w+)/g,
  /about ([\d.,]+ \w+) after idle periods/g,
  /, ([\d.,]+ \w+) of it to wake/g,
];
const ZERO = [
  /zero comes ([\d.,]+ \w+) after/g,
  /zero again after about ([\d.,]+ \w+)/g,
  /Scales to zero after ([\d.,]+ \w+)/g,
];
const said = (patterns: readonly RegExp[], text: string): string[] =>
  patterns.flatMap((pattern) => [...text.matchAll(pattern)].map(([, time = '']) => time));

/** Every text that people read of an answer, with what its code says. */
async function surfacesOf(workload: Workload): Promise<{ times: ScalingTimes; texts: string[] } | null> {
  // A rejected option wakes in another time.
  const recommendation = { ...recommend(workload), rejected: [], rejectedHosting: [] };
  const { choice } = recommendation;
  if (!choice?.times || choice.times.wakeUpSeconds === null) return null;
  const review = reviewOf(recommendation);
  const code = renderDeployment(recommendation, { format: 'cloudformation' });
  if (!code.ok) return null;
  const reply = await buildCode(review, { format: 'cloudformation', tags: {}, asFiles: true });
  const texts = [
    JSON.stringify(buildReviewMessage(review)),
    JSON.stringify(buildDetails({ recommendation })),
    JSON.stringify(buildScaling(recommendation, 'how long is a cold start?')),
    writeRecommendation(recommendation, null),
    reply?.text ?? '',
    ...code.notes,
    ...code.behaviour.basis,
    code.files[0]?.content ?? '',
  ];
  const { firstAnswerAfterIdleSeconds: first, zeroAfterSeconds: zero } = code.behaviour;
  expect(Number(first) - secondsOf(code.behaviour.maxRequestsPerSecond, workload)).toBeCloseTo(
    choice.times.wakeUpSeconds,
    3,
  );
  expect(zero).toBe(choice.times.removedAfterSeconds);
  return { times: choice.times, texts };
}

/** Of a behaviour that knows how long requests take. */
const secondsOf = (mostPerSecond: number | null, { processingTimeSeconds = 0 }: Workload): number =>
  mostPerSecond === null ? 0 : processingTimeSeconds;

const minutes = (seconds: number): string => `${Math.round(seconds / 60)} min`;

describe('what goes to zero', () => {
  it('wakes after one time and is at zero again after one, in bill, message, thread, answers, terminal, code and its notes', async () => {
    const kinds = new Set<number>();
    let sentences = 0;
    await fc.assert(
      fc.asyncProperty(idle, async (workload) => {
        const surfaces = await surfacesOf(workload);
        if (surfaces === null) return;
        const { times, texts } = surfaces;
        const wakeUp = Number(times.wakeUpSeconds);
        kinds.add(wakeUp);
        for (const text of texts) {
          const [wake, zero] = [said(WAKE_UP, text), said(ZERO, text)];
          sentences += wake.length + zero.length;
          expect(new Set([...wake, minutes(wakeUp)])).toEqual(new Set([minutes(wakeUp)]));
          expect(new Set([...zero, minutes(times.removedAfterSeconds)])).toEqual(
            new Set([minutes(times.removedAfterSeconds)]),
          );
          expect(text).not.toMatch(/\b5 min(?:utes)? (?:to wake|of waking)|count(?:s)? on 5|10 min of cool/);
        }
      }),
      { numRuns: Math.max(30, runs(100, { costly: true })) },
    );
    expect([...kinds].toSorted()).toEqual([420, 480]);
    expect(sentences).toBeGreaterThan(50);
  });
});
