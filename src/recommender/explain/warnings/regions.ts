import { FEATURE_FIGURES } from '../../facts/hosting-features.ts';
import { SOURCES } from '../../facts/sources.ts';
import { figure, type Said } from '../../findings/words.ts';
import type { Needs } from '../../needs/needs.ts';
import { formatMB, formatNumber, formatSeconds } from '../../workload/measures.ts';
import { above, answersOnCall, type Situation, type Warning, type WarningFigures } from './warning.ts';

/** What SageMaker's inference router can't carry between Regions while callers wait. */
const unrouted = (rule: (needs: Needs) => WarningFigures | null, words: (said: Said) => string): Warning => ({
  rule: (situation) => (situation.needs.regions.length > 1 && answersOnCall(situation) ? rule(situation.needs) : null),
  text: (said) => `SageMaker's inference router ${words(said)}, so the application or DNS has to choose the Region.`,
  source: SOURCES.invokeInferenceRouter,
});

const ROUTER = {
  'router-streaming': unrouted(
    ({ streaming }) => (streaming === 'none' ? null : {}),
    () => "has no streaming call on AWS's page",
  ),
  'router-payload': unrouted(
    ({ payloadSizeMB }) => above(payloadSizeMB, FEATURE_FIGURES.routerPayloadMB),
    ({ asked, allowed }) => `takes ${formatMB(figure(allowed))} per request, not ${formatMB(figure(asked))}`,
  ),
  'router-time': unrouted(
    ({ processingTimeSeconds }) => above(processingTimeSeconds, FEATURE_FIGURES.routerAttemptSeconds),
    ({ asked, allowed }) => `waits ${formatSeconds(figure(allowed))} per attempt, not ${formatSeconds(figure(asked))}`,
  ),
};

export const REGIONS = {
  ...ROUTER,
  'two-regions-data': {
    rule: ({ needs: { regions } }) => (regions.length > 1 ? { asked: regions.length } : null),
    text: ({ asked }) =>
      `Copies of model and input in ${formatNumber(figure(asked))} Regions, and data between them, aren't priced.`,
  },
} satisfies Record<string, Warning>;

/** Nothing of what several Regions answer is against the router's limits. A job needs none. */
export const canBeRouted = (situation: Situation): boolean =>
  situation.needs.regions.length > 1 &&
  situation.option.answers !== 'as-a-job' &&
  Object.values(ROUTER).every(({ rule }) => rule(situation) === null);
