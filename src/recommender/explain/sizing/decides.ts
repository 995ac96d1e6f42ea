import { monthlyUsd } from '../../costs/bill.ts';
import type { Plan, Pricing } from '../../costs/costing.ts';
import { type PlannedInstances, plannedInstances } from '../../costs/priced-instance.ts';
import { QUOTAS } from '../../facts/quotas.ts';
import { STREAM_TOKENS_PER_SECOND } from '../../facts/working-figures.ts';
import { type Granted, type Needs, restated, writesTokens } from '../../needs/needs.ts';
import { optionOf } from '../../options/index.ts';
import type { Decider, DecidingField } from '../../recommendation.ts';
import { formatNumber, formatSeconds } from '../../workload/measures.ts';
import { formatUsd } from '../../workload/money.ts';

/** Half more time, half of what is asked for; of GPUs the double memory. */
const RELAXED: Readonly<Record<DecidingField, number>> = {
  responseTimeSeconds: 1.5,
  processingTimeSeconds: 1.5,
  answerSeconds: 1.5,
  'invocation-limit': 1.5,
  streamTokensPerSecond: 0.5,
  concurrentRequests: 0.5,
  inputTokens: 0.5,
  outputTokens: 0.5,
  contextTokens: 0.5,
  memory: 0.5,
};

/** What a constraint was relaxed to, in its unit. */
export const relaxedTo = ({ field, value }: Pick<Decider, 'field' | 'value'>): number =>
  Number((value * RELAXED[field]).toPrecision(3));

/** A bill is another one from this share on: a tenth less. */
const LESS = 0.9;

/**
 * The constraints that bind, the one that costs most first: with it relaxed by half, the bill is a tenth lower, or somewhat lower
 * with another type or fewer instances. Each is tried alone.
 */
export function decidersOf(pricing: Pricing, planned: PlannedInstances): Decider[] {
  const { plan, needs } = pricing;
  const usd = monthlyUsd(pricing);
  const found = constraintsOf(plan, needs).flatMap((constraint): Decider[] => {
    const tried = { ...pricing, needs: relaxed(needs, constraint) };
    const other = plannedInstances(tried);
    if (other === null) return [];
    const relaxedMonthlyUsd = monthlyUsd(tried);
    const isKnown = usd !== null && relaxedMonthlyUsd !== null;
    const isOther = other.capacity.type !== planned.capacity.type || other.busiest < planned.busiest;
    const binds = isKnown ? relaxedMonthlyUsd <= usd * LESS || (isOther && relaxedMonthlyUsd < usd) : isOther;
    return binds ? [{ ...constraint, relaxedMonthlyUsd }] : [];
  });
  return found.sort((a, b) => Number(a.relaxedMonthlyUsd) - Number(b.relaxedMonthlyUsd));
}

type Constraint = Pick<Decider, 'field' | 'value'>;

function constraintsOf({ option }: Plan, needs: Needs): Constraint[] {
  const { stated, isDataset, streaming } = needs;
  const known = (field: DecidingField, value: number | undefined): Constraint[] => (value ? [{ field, value }] : []);
  const waits = isDataset ? [] : known('responseTimeSeconds', stated.responseTimeSeconds);
  if (!writesTokens(needs))
    return [...waits, ...known('concurrentRequests', stated.concurrentRequests), ...known('memory', needs.modelSizeGB)];
  // Of a named machine it corrects the model, and limits nothing.
  const timed = needs.timedOn || stated.instanceType ? undefined : stated.processingTimeSeconds;
  const isCall = optionOf(option).answers === 'on-the-call';
  const assumedSpeed = isCall ? STREAM_TOKENS_PER_SECOND : undefined;
  return [
    ...waits,
    ...known('processingTimeSeconds', timed),
    ...known('answerSeconds', stated.answerSeconds),
    ...known('streamTokensPerSecond', stated.streamTokensPerSecond ?? assumedSpeed),
    ...known('invocation-limit', isCall && streaming === 'none' ? QUOTAS.realTimeProcessing.value : undefined),
    ...known('concurrentRequests', stated.concurrentRequests),
    ...known('inputTokens', stated.inputTokens),
    ...known('outputTokens', stated.outputTokens),
    ...known('contextTokens', stated.contextTokens),
    ...known('memory', needs.modelSizeGB),
  ];
}

function relaxed(needs: Needs, constraint: Constraint): Needs {
  const { field } = constraint;
  const to = relaxedTo(constraint);
  const granting = (granted: Granted): Needs => restated(needs, {}, { ...needs.granted, ...granted });
  if (field === 'invocation-limit') return granting({ callTimes: RELAXED[field] });
  if (field !== 'memory') return restated(needs, { [field]: to });
  return writesTokens(needs) ? granting({ memoryTimes: 1 / RELAXED.memory }) : restated(needs, { modelSizeGB: to });
}

/** " Limited by 60 tokens per second to each stream ($12,000 per month at 30)." Of the load the sentence before speaks. */
export function limitedText(deciders: readonly Decider[], { streaming }: Needs): string {
  const isStream = streaming !== 'none';
  const clauses = deciders.flatMap((decider) => {
    const { field, value, relaxedMonthlyUsd: usd } = decider;
    const words = LIMITED_BY[field];
    if (words === undefined) return [];
    const to = field === 'memory' ? 'with half as much' : `at ${words.unit(relaxedTo(decider))}`;
    const bill = usd === null ? '' : ` (${formatUsd(usd, 'modelled')} per month ${to})`;
    return [`${words.clause(words.unit(value), isStream)}${bill}`];
  });
  return clauses.length === 0 ? '' : ` Limited by ${clauses.join(', then by ')}.`;
}

interface LimitWords {
  readonly unit: (value: number) => string;
  readonly clause: (value: string, isStream: boolean) => string;
}

/** Absent: what the load is counted in. */
const LIMITED_BY: Readonly<Partial<Record<DecidingField, LimitWords>>> = {
  responseTimeSeconds: {
    unit: formatSeconds,
    clause: (time, isStream) => `the ${time} ${isStream ? 'to the first token' : 'for an answer'}`,
  },
  processingTimeSeconds: { unit: formatSeconds, clause: (time) => `the stated ${time} per request` },
  answerSeconds: { unit: formatSeconds, clause: (time) => `the ${time} for a whole answer` },
  'invocation-limit': { unit: formatSeconds, clause: (time) => `the ${time} that AWS gives a call` },
  streamTokensPerSecond: { unit: formatNumber, clause: (speed) => `${speed} tokens per second to each stream` },
  contextTokens: { unit: formatNumber, clause: (tokens) => `${tokens} tokens of context` },
  memory: { unit: formatNumber, clause: () => "the model's memory" },
};
