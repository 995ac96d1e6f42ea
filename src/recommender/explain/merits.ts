import { SOURCES } from '../facts/sources.ts';
import { estimateAgainst, figure, type Subject, say, type Words } from '../findings/words.ts';
import type { Economics, Judgement, Pair } from '../judge/judgement.ts';
import type { Reason } from '../recommendation.ts';
import { formatUsd, formatUsdApart } from '../workload/measures.ts';
import { type FitMerit, meritAgainst, sayFit } from './merits-of-fit.ts';
import { leadingMerits, trafficMerits } from './merits-of-traffic.ts';

/** What the estimates say for the choice, and that nothing else fits. */
export const MERITS = {
  'cheapest-by-estimate': {
    text: estimateAgainst,
    source: SOURCES.priceList,
  },
  'estimates-are-close': {
    text: ({ other, asked, allowed }) => {
      const [own, others] = formatUsdApart(figure(asked), figure(allowed));
      if (own === others)
        return `${other?.title} is estimated at the same ${formatUsd(figure(asked))} per month, so cost doesn't decide.`;
      return `The estimates are close (${own} per month, ${others} for ${other?.title}), so cost doesn't decide.`;
    },
    source: SOURCES.priceList,
  },
  'worth-its-price': {
    text: ({ needs, other, asked, allowed }) =>
      `${other?.title} costs ${formatUsd(figure(allowed))} against ${formatUsd(figure(asked))} per month, but ${needs.costPriority === 'performance' ? 'you put performance first' : "cost alone doesn't justify a queue"}.`,
    source: SOURCES.priceList,
  },
  'only-one-left': {
    text: ({ option }) => `${option.title} is the only option that fits.`,
  },
} satisfies Record<string, Words>;

/** What speaks for the choice. First what rules the most others out, then what the traffic and the hosting say. */
export function rationaleFor(judgement: Judgement, choice: Pair): Reason[] {
  const { needs } = judgement;
  const subject = { needs, option: choice.option, hosting: choice.hosting, scaling: choice.scaling };
  const reasons = [
    ...leadingMerits(subject, choice),
    ...decisiveMerits(judgement, choice).map((merit) => sayFit(merit, subject)),
    ...trafficMerits(subject, choice),
  ];
  if (judgement.ranked.length === 1) reasons.push(say('only-one-left', MERITS['only-one-left'], subject));
  return withEconomics(reasons, judgement.economics, subject);
}

/** What the options that are ruled out fail on and the choice does not; what most of them fail on comes first. */
function decisiveMerits({ verdicts, needs }: Judgement, choice: Pair): FitMerit[] {
  const merits = new Map<string, { merit: FitMerit; others: number }>();
  for (const verdict of verdicts) {
    if (verdict.best !== null) continue;
    for (const { code } of verdict.findings) {
      const merit = meritAgainst(code, needs, choice);
      if (!merit) continue;
      const key = `${merit.code} ${merit.asked}`;
      merits.set(key, { merit, others: (merits.get(key)?.others ?? 0) + 1 });
    }
  }
  return [...merits.values()].sort((a, b) => b.others - a.others).map(({ merit }) => merit);
}

const ECONOMICS_CODES: Record<Economics['kind'], keyof typeof MERITS> = {
  decides: 'cheapest-by-estimate',
  confirms: 'cheapest-by-estimate',
  close: 'estimates-are-close',
  'worth-it': 'worth-its-price',
};

/** Where the estimate decided, it leads; otherwise it stands behind what did. */
function withEconomics(reasons: Reason[], economics: Economics | null, subject: Subject): Reason[] {
  if (!economics) return reasons;
  const { kind, other, winnerUsd, otherUsd } = economics;
  const code = ECONOMICS_CODES[kind];
  const reason = say(code, MERITS[code], subject, { other: other.option, asked: winnerUsd, allowed: otherUsd });
  return kind === 'decides' ? [reason, ...reasons] : [...reasons, reason];
}
