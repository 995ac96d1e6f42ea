import type { Needs } from './needs.ts';
import type { InferenceOptionId } from './recommendation.ts';
import { QUEUE_RESPONSE_TIME_MIN_SECONDS } from './working-figures.ts';

/** An order of the options, best first, for one shape of traffic and what the team will pay for it. */
interface Preference {
  readonly applies: (needs: Needs) => boolean;
  readonly order: readonly InferenceOptionId[];
}

/** Among what fits, the first that applies decides. */
const PREFERENCES: readonly Preference[] = [
  { applies: (needs) => needs.isDataset, order: ['batch-transform', 'serverless', 'asynchronous', 'real-time'] },
  {
    applies: (needs) => isIntermittent(needs) && isPerformanceFirst(needs),
    order: ['real-time', 'serverless', 'asynchronous', 'batch-transform'],
  },
  {
    applies: (needs) => isIntermittent(needs) && needs.coldStarts === 'unacceptable' && !minutesAreAllowed(needs),
    order: ['serverless', 'real-time', 'asynchronous', 'batch-transform'],
  },
  { applies: isIntermittent, order: ['serverless', 'asynchronous', 'real-time', 'batch-transform'] },
  {
    applies: (needs) => minutesAreAllowed(needs) && needs.traffic !== 'steady' && needs.costPriority !== 'performance',
    order: ['asynchronous', 'real-time', 'serverless', 'batch-transform'],
  },
  { applies: isUnpredictableAndTolerant, order: ['serverless', 'real-time', 'asynchronous', 'batch-transform'] },
];

const OTHERWISE: Preference['order'] = ['real-time', 'serverless', 'asynchronous', 'batch-transform'];

function isIntermittent(needs: Needs): boolean {
  return needs.traffic === 'intermittent';
}

/**
 * Nobody knows when requests come, and it was said that a cold start is accepted: AWS's decision guide sends such traffic to
 * Serverless Inference as well as traffic with idle stretches (SOURCES.faqs).
 */
export function isUnpredictableAndTolerant({ traffic, stated, coldStarts, costPriority }: Needs): boolean {
  if (traffic !== 'variable' || stated.trafficPredictable !== false || costPriority === 'performance') return false;
  return stated.coldStarts !== undefined && coldStarts !== 'unacceptable';
}

/** It was said that an answer may take minutes; silence says nothing of the kind. */
function minutesAreAllowed({ responseTimeSeconds }: Needs): boolean {
  return responseTimeSeconds !== undefined && responseTimeSeconds >= QUEUE_RESPONSE_TIME_MIN_SECONDS;
}

/** Performance gives up nothing for a lower price: not even a cold start that would be accepted. */
function isPerformanceFirst(needs: Needs): boolean {
  return needs.costPriority === 'performance' && needs.coldStarts !== 'unacceptable';
}

/** The options for these needs, the one that suits the traffic best first. */
export function orderFor(needs: Needs): readonly InferenceOptionId[] {
  return PREFERENCES.find((preference) => preference.applies(needs))?.order ?? OTHERWISE;
}
