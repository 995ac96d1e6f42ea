import { bookFor, type PriceBook } from '../costs/price-book.ts';
import type { PriceList } from '../facts/price-list.ts';
import { SOURCES } from '../facts/sources.ts';
import { HOSTING, type HostingCode } from '../findings/hosting.ts';
import { FINDINGS, type Finding, fixesOf, type Obstacle, reasonsOf } from '../findings/index.ts';
import { estimateAgainst, pluralTitle, type RejectionWords, type Subject, say, type Words } from '../findings/words.ts';
import { HOSTING_MERITS, HOSTING_PATTERNS, type HostingMeritCode } from '../hosting/index.ts';
import type { HostingPattern, Weighing } from '../hosting/pattern.ts';
import { SINGLE_MODEL } from '../hosting/single-model.ts';
import { forbiddenBeside } from '../judge/judge.ts';
import type { Judgement, Pair, Priced, Verdict } from '../judge/judgement.ts';
import type { Needs } from '../needs/needs.ts';
import { LOSSES, type LossCode, optionOf } from '../options/index.ts';
import type { InferenceOptionId, Reason, RejectedHosting, RejectedOption } from '../recommendation.ts';
import { FARTHEST, isAskedFor, isCount, isFactOfModel } from '../search/would-fit.ts';
import type { Workload, WorkloadField } from '../workload/workload.ts';
import { FIT_MERITS, MERITS } from './merits.ts';
import { TRAFFIC_MERITS } from './merits-of-traffic.ts';
import { NOTES, type NoteCode } from './notes.ts';
import { WARNINGS } from './warnings/index.ts';

/** What any option can lose on; what only one of them can is in its file. */
export const REJECTED = {
  'costs-more': {
    brief: 'Costs more',
    text: (said) => `${said.option.title} is ${lowered(estimateAgainst(said))}`,
    source: SOURCES.priceList,
  },
  'job-suits-stored-data': {
    brief: ({ option }) => option.besideAJob.brief,
    text: ({ option }) => option.besideAJob.text,
    source: SOURCES.batchTransform,
  },
  'certain-preferred': {
    brief: 'Fits only under a condition',
    text: ({ option, other }) => `${option.title} fits only on that condition; ${other?.title} fits without one.`,
  },
} satisfies Record<string, RejectionWords>;

/** Every option but the choice: those that fit, best first, then those that are ruled out. */
export function rejectedOptions(judgement: Judgement, prices: PriceList): RejectedOption[] {
  const book = bookFor(prices, judgement.needs.region);
  const [winner, ...outranked] = judgement.ranked;
  const ruledOut = judgement.verdicts
    .filter((verdict) => verdict.best === null)
    .map((verdict) => heldAgainst(verdict, judgement, book));
  const losers = winner ? outranked.map((loser) => outrankedOption(loser, winner, judgement)) : [];
  const said = losers.flatMap(({ reasons: [first] }) => (first ? [factOf(first)] : []));
  const reasons = leadApart(
    ruledOut.map(({ held }) => held),
    said,
  );
  return [
    ...losers,
    ...ruledOut.map(({ option: { id, title } }, index): RejectedOption => {
      return { option: id, title, verdict: 'ruled-out', reasons: reasons[index] ?? [], wouldFitIf: null };
    }),
  ];
}

function outrankedOption(loser: Priced, winner: Priced, judgement: Judgement): RejectedOption {
  const { needs } = judgement;
  const { pair } = loser;
  const { option, hosting, scaling } = pair;
  const subject = { needs, option, hosting, scaling };
  const other = winner.pair.option;
  const reasons: Reason[] = [];
  if (pair.fit === 'doubtful' && winner.pair.fit === 'yes') {
    reasons.push(...reasonsOf(doubtsOf(loser), subject), say(REJECTED, 'certain-preferred', subject, { other }));
  } else if (!wasOvertaken(loser, judgement)) {
    const losses =
      other.answers === 'as-a-job'
        ? [say(REJECTED, 'job-suits-stored-data', subject)]
        : option.losesTo(winner.pair, subject);
    reasons.push(...losses);
  }
  const asked = loser.monthlyUsd;
  const allowed = winner.monthlyUsd;
  if (asked !== null && allowed !== null && asked > allowed)
    reasons.push(say(REJECTED, 'costs-more', subject, { asked, allowed, other }));
  return { option: option.id, title: option.title, verdict: 'outranked', reasons, wouldFitIf: null };
}

/** It suits the traffic best and lost on its price alone. */
function wasOvertaken(loser: Priced, { economics }: Judgement): boolean {
  return economics?.kind === 'decides' && economics.other === loser.verdict;
}

function doubtsOf({ verdict, pair }: Priced): Finding[] {
  return [...verdict.findings, ...pair.findings].filter(({ effect }) => effect === 'doubtful');
}

function heldAgainst(
  verdict: Verdict,
  judgement: Judgement,
  book: PriceBook,
): { option: Verdict['option']; held: Held[] } {
  const { option, findings, pairs } = verdict;
  const { needs } = judgement;
  const subject = { needs, option, hosting: pairs[0]?.hosting ?? SINGLE_MODEL };
  const holding = (found: readonly Finding[], about: Subject): Held[] =>
    found.filter(isRuling).flatMap((finding) => {
      return reasonsOf([finding], about).map((reason) => ({ reason, hardness: hardnessOf(finding, needs) }));
    });
  const held: Held[] = [
    ...holding(findings, subject),
    ...hostingMissing(verdict, judgement).map((hosting): Held => {
      return { reason: sayHosting('hosting-not-on-option', { ...subject, hosting }), hardness: 'fixed' };
    }),
    ...pairs.flatMap((pair) => holding(pair.findings, { ...subject, hosting: pair.hosting })),
    ...holding(forbiddenBeside(verdict, judgement, book), subject),
  ];
  return { option, held: distinct(held) };
}

/** The patterns that the workload asks for first and that this option doesn't have; a job runs each model separately anyway. */
function hostingMissing({ option }: Verdict, { needs, weighings }: Judgement): HostingPattern[] {
  if (needs.arrangement === 'one' || option.answers === 'as-a-job') return [];
  const wanted = HOSTING_PATTERNS.filter((_, index) => {
    const weighing = weighings[index];
    return weighing?.serves && weighing.tier === 0 && weighing.preference === 0;
  });
  return wanted.filter((pattern) => !option.hostings.includes(pattern.id));
}

const isRuling = (finding: Finding): finding is Obstacle => finding.effect === 'rules-out';

function distinct(held: Held[]): Held[] {
  return held.filter(({ reason }, index) => held.findIndex((other) => other.reason.text === reason.text) === index);
}

/** The patterns that were in question beside the chosen one, each with why not. */
export function rejectedHostings(judgement: Judgement, choice: Pair): RejectedHosting[] {
  return HOSTING_PATTERNS.flatMap((pattern, index) => {
    const weighing = judgement.weighings[index];
    if (pattern === choice.hosting || !weighing) return [];
    const reasons = reasonsAgainst(pattern, weighing, judgement, choice);
    return reasons.length > 0 ? [{ hosting: pattern.id, title: pattern.title, reasons }] : [];
  });
}

/** None where the pattern was in no question. */
function reasonsAgainst(pattern: HostingPattern, weighing: Weighing, judgement: Judgement, choice: Pair): Reason[] {
  const subject = { needs: judgement.needs, option: choice.option, hosting: pattern };
  if (weighing.serves) {
    const verdict = judgement.verdicts.find(({ option }) => option === choice.option);
    const pair = verdict?.pairs.find(({ hosting }) => hosting === pattern);
    if (!pair) return [sayHosting('hosting-not-on-option', subject)];
    if (isOutbid(pair, choice)) return [sayHosting('sharing-saves-little', subject)];
    if (pair.findings.length > 0) return reasonsOf(pair.findings, subject);
  }
  return weighing.code === null ? [] : [sayHosting(weighing.code, subject)];
}

/** It serves the models together, as they ask for it, and lost by its bill alone. */
const isOutbid = (pair: Pair, choice: Pair): boolean =>
  pair.fit === choice.fit && pair.tier === 0 && choice.tier === 1 && pair.preference === 0;

const sayHosting = (code: HostingCode, subject: Subject): Reason =>
  say(HOSTING, code, subject, code === 'hosting-not-on-option' ? { asked: pluralTitle(subject.hosting) } : {});

type RejectionCode = keyof typeof FINDINGS | keyof typeof HOSTING | keyof typeof REJECTED | LossCode;

/** The closed list of why, made of the tables that say it. A code says one thing, whatever the numbers are. */
export type ReasonCode =
  | RejectionCode
  | keyof typeof MERITS
  | keyof typeof FIT_MERITS
  | keyof typeof TRAFFIC_MERITS
  | HostingMeritCode
  | keyof typeof WARNINGS
  | NoteCode;

const lowered = (text: string): string => text.charAt(0).toLowerCase() + text.slice(1);

/** How everything is said that speaks against an option or a pattern. */
export const REJECTION_WORDS: Readonly<Record<RejectionCode, RejectionWords>> = {
  ...FINDINGS,
  ...HOSTING,
  ...REJECTED,
  ...LOSSES,
};

export const REASON_WORDS: Readonly<Record<ReasonCode, Words>> = {
  ...REJECTION_WORDS,
  ...FIT_MERITS,
  ...TRAFFIC_MERITS,
  ...HOSTING_MERITS,
  ...MERITS,
  ...WARNINGS,
  ...NOTES,
};

/** In characters: what a cell of the message's table may hold. */
const BRIEF_MAX = 60;

/**
 * Why not, as a clause of at most 60 characters without a full stop: "At most 4 MB". For a code without one, or a stored
 * reason that lacks a figure, the beginning of its sentence.
 */
export function briefReason({ code, text, asked, allowed, rule }: Reason, option: InferenceOptionId): string {
  const brief = Object.hasOwn(REJECTION_WORDS, code) ? REJECTION_WORDS[code as RejectionCode].brief : undefined;
  const clause = typeof brief === 'function' ? brief({ option: optionOf(option), asked, allowed, rule }) : brief;
  return clause === undefined || clause.includes('NaN') ? beginningOf(text) : clause;
}

function beginningOf(text: string): string {
  const characters = [...text.replace(/\.$/, '')];
  if (characters.length <= BRIEF_MAX) return characters.join('');
  return `${characters
    .slice(0, BRIEF_MAX - 1)
    .join('')
    .trimEnd()}…`;
}

/** How hard it is to lift what is in the way: nobody can, at the cost of a must-have, or by a number that is near. */
export type Hardness = 'fixed' | 'gives-up' | 'light';

const HARDEST_FIRST: readonly Hardness[] = ['fixed', 'gives-up', 'light'];

/** A reason against an option, and how hard it is to lift. */
export interface Held {
  readonly reason: Reason;
  readonly hardness: Hardness;
}

/** By the lightest of the changes that would clear it. A rule of the team's own is the team's to change. */
export function hardnessOf(obstacle: Obstacle, needs: Needs): Hardness {
  if (obstacle.code === 'policy') return 'light';
  const ways = fixesOf(obstacle, needs).map((fix) => hardnessOfFix(fix, needs));
  return HARDEST_FIRST.findLast((hardness) => ways.includes(hardness)) ?? 'fixed';
}

function hardnessOfFix(fix: Partial<Workload>, { stated, model }: Needs): Hardness {
  const changed = Object.entries(fix) as [WorkloadField, unknown][];
  const isFixed = ([field, value]: [WorkloadField, unknown]): boolean =>
    field === 'trafficPattern' || isCount(field) || isFactOfModel(field, model) || isFar(stated[field], value);
  if (changed.length === 0 || changed.some(isFixed)) return 'fixed';
  return changed.some(([field]) => isAskedFor(field, stated[field])) ? 'gives-up' : 'light';
}

/** A number that has to move further than this is another workload. */
const isFar = (from: unknown, to: unknown): boolean =>
  typeof from === 'number' && typeof to === 'number' && Math.max(from / to, to / from) > FARTHEST;

/** Two reasons of one fact say the same of two options: no GPUs, but not 6 MB of one and 4 MB of another. */
export const factOf = ({ code, allowed }: Reason): string => `${code} ${allowed ?? ''}`;

/**
 * The reasons against each option, first the one that nothing lifts, unless another option leads with that fact already and
 * there is something else to say. `said`: facts that lead elsewhere.
 */
export function leadApart(options: readonly (readonly Held[])[], said: readonly string[]): Reason[][] {
  const ofOne = options.flatMap((held) => {
    const facts = new Set(held.map(({ reason }) => factOf(reason)));
    return facts.size === 1 ? [...facts] : [];
  });
  const led = new Set([...said, ...ofOne]);
  return options.map((held) => {
    const reasons = HARDEST_FIRST.flatMap((hardness) => held.filter((each) => each.hardness === hardness)).map(
      ({ reason }) => reason,
    );
    const lead = reasons.find((reason) => !led.has(factOf(reason))) ?? reasons[0];
    if (lead === undefined) return [];
    led.add(factOf(lead));
    return [lead, ...reasons.filter((reason) => reason !== lead)];
  });
}
