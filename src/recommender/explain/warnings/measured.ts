import { requestsAtOnce } from '../../costs/capacity.ts';
import { measuredPaces } from '../../costs/measured-pace.ts';
import { componentOf } from '../../costs/priced-instance.ts';
import { writingModel, writingOn } from '../../costs/writing-types.ts';
import { instanceTypeOf } from '../../facts/instance-types.ts';
import { figure } from '../../findings/words.ts';
import type { Needs } from '../../needs/needs.ts';
import { hasInstances } from '../../options/index.ts';
import type { Disagreement, Level } from '../../throughput/measured-types.ts';
import { type Measurement, SOURCE_NAMES } from '../../workload/measurements/measurement.ts';
import { formatCount, formatNumber, formatSeconds } from '../../workload/measures.ts';
import { runWords } from '../sizing/measured.ts';
import type { Situation, Warning, WarningFigures } from './warning.ts';

/** What of a team's measurements doesn't count, or contradicts what else is known. */
export const MEASURED = {
  /** `asked`: how many points wait. `allowed`: whose. */
  'measurement-without-type': {
    rule: ({ needs: { measured } }) => pointsOf(measured?.untyped ?? []),
    text: ({ asked, allowed }) =>
      `Say which instance type was measured (${allowed}): until then its ${pointsWords(figure(asked))} for nothing.`,
  },
  'measurement-of-other-model': {
    rule: ({ needs: { measured } }) => pointsOf(measured?.otherModels ?? []),
    text: ({ needs: { measured, stated }, asked, allowed }) =>
      `The measurement of ${measured?.otherModels[0]?.model} (${allowed}) isn't of ${stated.modelId}, so its ${pointsWords(figure(asked))} for nothing.`,
  },
  /** `asked`: how many points. `allowed`: whose. */
  'measurement-without-tokens': {
    rule: ({ needs: { measured } }) => pointsOf(measured?.tokenless ?? []),
    text: ({ asked, allowed }) =>
      `${allowed} doesn't say how many tokens a request wrote, so its ${pointsWords(figure(asked))} for nothing: measure with GuideLLM or AIPerf.`,
  },
  /** `asked` and `allowed`: per second of one instance, of what counts and of the other. */
  'measurements-disagree': {
    rule: ({ needs: { measured } }) => {
      const [first] = measured?.disagreements ?? [];
      if (first === undefined) return null;
      const [asked, allowed] = speedsOf(first);
      return { asked, allowed };
    },
    text: ({ needs: { measured }, asked, allowed }) => {
      const [counts, other] = [digits(figure(asked)), digits(figure(allowed))];
      return (measured?.disagreements ?? [])
        .slice(0, 1)
        .map((two) => {
          const which = two.counts.of.measuredAt === two.other.of.measuredAt ? 'slower' : 'later';
          return `Two measurements of ${two.type} are at least 2 times apart, ${counts} per second (${runWords(two.counts)}) and ${other} (${runWords(two.other)}): the ${which} one counts.`;
        })
        .join('');
    },
  },
  /** `asked`: the stated seconds. `allowed`: the measured ones. */
  'stated-time-differs': {
    rule: (situation) => {
      const { needs } = situation;
      const { processingTimeSeconds, answerSeconds } = needs.stated;
      const { type, seconds: allowed } = quickest(needs) ?? {};
      if (type === undefined || allowed === undefined) return null;
      // Nothing counts there, and the next warning says both times.
      if (typesOf(situation).includes(type) && !isHeld(situation, type)) return null;
      if (processingTimeSeconds !== undefined && apart(processingTimeSeconds, allowed) >= DIFFERS)
        return { asked: processingTimeSeconds, allowed };
      // What people accept may be longer.
      return answerSeconds !== undefined && allowed >= answerSeconds * DIFFERS
        ? { asked: answerSeconds, allowed }
        : null;
    },
    text: ({ needs, asked, allowed }) =>
      `${formatSeconds(figure(asked))} per request is stated, and ${formatSeconds(Number(figure(allowed).toPrecision(2)))} was measured on ${quickest(needs)?.type}, where that counts.`,
  },
  /** `asked`: the shortest that was measured, in seconds. `allowed`: the type. */
  'measurement-over-limit': {
    rule: (situation) => {
      const late = typesOf(situation).find((type) => !isHeld(situation, type));
      if (late === undefined) return null;
      const seconds = levelsOn(situation, late).flatMap(({ latency }) => latency?.seconds ?? []);
      return { asked: Math.min(...seconds), allowed: late };
    },
    text: ({ needs: { stated }, asked, allowed }) => {
      const { processingTimeSeconds: own } = stated;
      const fastest = `the fastest in ${formatSeconds(Number(figure(asked).toPrecision(2)))}`;
      const times = own === undefined ? fastest : `${fastest} (${formatSeconds(own)} per request is stated)`;
      const known = Number.isFinite(asked) ? `, ${times},` : ',';
      return `No load that was measured on ${allowed} was answered as fast as asked${known} so none counts: measure with fewer in progress, or another type.`;
    },
  },
  /** `asked`: the highest share that failed, in percent. `allowed`: how many points. */
  'measurement-failed': {
    rule: ({ needs: { measured } }) => {
      const failed = measured?.failed ?? [];
      const shares = failed.map(({ point }) => (point.failedShare ?? 0) * 100);
      return failed.length === 0 ? null : { asked: Math.max(...shares), allowed: failed.length };
    },
    text: ({ asked, allowed }) =>
      `${formatCount(figure(allowed), 'measured point')} had up to ${digits(figure(asked))}% of failed requests: over 1% is no capacity.`,
  },
} satisfies Record<string, Warning>;

const digits = (value: number): string => formatNumber(Number(value.toPrecision(3)));

const pointsWords = (points: number): string =>
  points === 1 ? '1 point counts' : `${formatNumber(points)} points count`;

/** "AIPerf and GuideLLM" */
function pointsOf(measurements: readonly Measurement[]): WarningFigures | null {
  if (measurements.length === 0) return null;
  const points = measurements.reduce((sum, measurement) => sum + measurement.points.length, 0);
  const names = [...new Set(measurements.map(({ source }) => SOURCE_NAMES[source]))];
  return { asked: points, allowed: names.join(' and ') };
}

function speedsOf({ counts, other }: Disagreement): readonly [counts: number, other: number] {
  const [one, two] = [counts.outputTokensPerSecond, other.outputTokensPerSecond];
  return one !== null && two !== null ? [one, two] : [counts.requestsPerSecond, other.requestsPerSecond];
}

const levelsOn = ({ needs: { measured } }: Situation, type: string): readonly Level[] =>
  measured?.levels.get(type) ?? [];

/** Measured types that may serve the choice. */
function typesOf({ needs: { measured, stated }, option }: Situation): string[] {
  if (measured === undefined || !hasInstances(option.id)) return [];
  return [...measured.levels.keys()].filter(
    (type) => instanceTypeOf(type) !== undefined && (stated.instanceType ?? type) === type,
  );
}

/** Whether any load of those that were measured counts: of what can't hold the model, memory is what lacks. */
function isHeld(situation: Situation, type: string): boolean {
  const { plan, needs } = situation;
  const writing = writingModel(plan, needs);
  if (writing === undefined) {
    const spec = instanceTypeOf(type);
    const paces = measuredPaces(componentOf(plan), needs);
    return spec === undefined || paces === undefined || paces.isHeld(spec);
  }
  const served = writingOn(writing, componentOf(plan), needs, type);
  if ('kind' in served) return served.kind === 'does-not-hold' || served.kind === 'not-covered';
  return served.basis === 'measured';
}

const DIFFERS = 2;

const apart = (one: number, other: number): number => Math.max(one / other, other / one);

/** Where a request took least, and how long. On a processor the rest of its time was spent behind others. */
function quickest({ measured, modelSizeGB }: Needs): { readonly type: string; readonly seconds: number } | undefined {
  const timed = [...(measured?.levels ?? [])].flatMap(([type, levels]) => {
    const spec = instanceTypeOf(type);
    const most = spec?.acceleratorCount === 0 ? requestsAtOnce(spec, modelSizeGB) : Infinity;
    return levels.flatMap(({ latency, concurrency }) =>
      latency === null ? [] : [{ type, seconds: latency.seconds * Math.min(1, most / (concurrency ?? 1)) }],
    );
  });
  return timed.toSorted((a, b) => a.seconds - b.seconds)[0];
}
