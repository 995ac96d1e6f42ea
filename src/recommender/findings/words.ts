import type { DisputedQuota, Quota } from '../facts/quotas.ts';
import { WAKE_UP_SECONDS } from '../facts/scaling-times.ts';
import type { Source } from '../facts/sources.ts';
import { type FeatureSupport, isModelled, type LimitedField, type Needs } from '../needs/needs.ts';
import type { HostingPatternId, InferenceOptionId, Reason, Scaling } from '../recommendation.ts';
import { formatSeconds } from '../workload/measures.ts';
import { formatUsdApart, roundedUsd } from '../workload/money.ts';
import type { Workload } from '../workload/workload.ts';

/** The quotas of an option, by what is held against them; absent where it has no limit. */
export type Limits = Readonly<Partial<Record<LimitedField, Quota | DisputedQuota>>>;

export interface SpokenOption {
  readonly id: InferenceOptionId;
  /** AWS's name: "Real-time Inference". */
  readonly title: string;
  readonly supports: FeatureSupport;
  readonly supportsSource: Source;
  readonly limits: Limits;
  /** How long one request may take while it is streamed; absent where it does not stream. */
  readonly streams?: Readonly<Record<'response' | 'bidirectional', Quota>>;
  /** How many endpoints it can have side by side; absent where only the account's instances limit them. */
  readonly endpoints?: DisputedQuota;
  /** How an answer reaches its caller. */
  readonly answers: 'on-the-call' | 'from-a-queue' | 'as-a-job';
  /** What it takes to score a dataset that a job doesn't, as a clause and as a sentence. */
  readonly besideAJob: { readonly brief: string; readonly text: string };
}

/** What a sentence may say of a hosting pattern. */
export interface SpokenHosting {
  readonly id: HostingPatternId;
  /** AWS's name: "Multi-model endpoint". */
  readonly title: string;
}

/** What reasons are given about: an option with its hosting. */
export interface Subject {
  readonly needs: Needs;
  readonly option: SpokenOption;
  readonly hosting: SpokenHosting;
  readonly scaling?: Scaling | undefined;
}

/** The two figures that met, the team's rule that says so, and the options that it is compared with. */
export interface Figures {
  readonly asked?: number | string | undefined;
  readonly allowed?: number | string | undefined;
  readonly rule?: string | undefined;
  readonly other?: SpokenOption | undefined;
  /** The options that it rules out. */
  readonly lacking?: readonly SpokenOption[] | undefined;
  /** What would take the model instead: a type with fewer bits per weight, or in another Region. */
  readonly instead?: readonly { readonly type: string; readonly bits?: number; readonly region?: string }[] | undefined;
}

export interface Said extends Subject, Figures {}

/** How one code is said, and the page it rests on; no source where it rests on no AWS fact. */
export interface Words {
  readonly text: (said: Said) => string;
  readonly source?: Source | ((said: Said) => Source | undefined);
}

/** Words against an option or a pattern, with a clause of at most 60 characters for a table's cell, whatever the figures are. */
export interface RejectionWords extends Words {
  readonly brief: string | ((said: BrieflySaid) => string);
}

/** What a stored reason still tells of itself. */
export type BrieflySaid = Pick<Said, 'option' | 'asked' | 'allowed' | 'rule'>;

/** Words for what is in the way, with the changes of the workload that would clear it: each is tried by the search. */
export interface ObstacleWords extends RejectionWords {
  readonly fix: (figures: FixFigures, needs: Needs) => Partial<Workload>[];
}

/** The two figures that met, as numbers; NaN where the finding has none. */
export interface FixFigures {
  readonly asked: number;
  readonly allowed: number;
}

/** A code of a table as a reason: its sentence with the numbers in it, the figures as data, and its source. */
export function say<Code extends string>(
  table: Readonly<Record<Code, Words>>,
  code: Code,
  subject: Subject,
  figures: Figures = {},
): Reason {
  const words = table[code];
  const { needs, option, hosting, scaling } = subject;
  const { asked, allowed, rule } = figures;
  const said: Said = { ...figures, needs, option, hosting, scaling };
  const source = typeof words.source === 'function' ? words.source(said) : words.source;
  const reason: Reason = { code, text: words.text(said) };
  if (isShown(asked)) reason.asked = asked;
  if (isShown(allowed)) reason.allowed = allowed;
  if (rule !== undefined) reason.rule = rule;
  if (source) reason.source = source;
  return reason;
}

/** A number beyond measure has no place in JSON; the sentence says it in words. */
function isShown(value: number | string | undefined): value is number | string {
  return typeof value === 'string' || (typeof value === 'number' && Number.isFinite(value));
}

/** A figure of the finding as a number; a rule that states none never asks for it. */
export const figure = (value: number | string | undefined): number => Number(value);

/** An estimate as it is said: to two digits where it rests on a modelled speed. */
export const estimated = (needs: Needs, usd: Figures['asked']): number =>
  roundedUsd(figure(usd), isModelled(needs) ? 'modelled' : 'listed');

/** "Estimated at $12 per month, against $172 for Real-time Inference." */
export function estimateAgainst({ needs, other, asked, allowed }: Said): string {
  const [own, others] = formatUsdApart(estimated(needs, asked), estimated(needs, allowed));
  return `Estimated at ${own} per month, against ${others} for ${other?.title}.`;
}

/** What a workload consists of, in the singular. */
export const unitOf = ({ isDataset }: Needs): string => (isDataset ? 'record' : 'request');

/** "8 min": from zero until an instance serves. */
export const wakeUpWords = ({ answers }: Pick<SpokenOption, 'answers'>): string =>
  formatSeconds(WAKE_UP_SECONDS[answers === 'from-a-queue' ? 'queue' : 'components']);

/** "Cold starts are ruled out"; where nothing is said of them, the response time does. */
export function noColdStarts({ stated, responseTimeSeconds }: Needs): string {
  if (stated.coldStarts !== undefined || responseTimeSeconds === undefined) return 'Cold starts are ruled out';
  return `${formatSeconds(responseTimeSeconds)} leaves no time for cold starts`;
}

/** "multi-model endpoints", "inference components": as it stands within a sentence. */
export function pluralTitle({ title }: SpokenHosting): string {
  const name = title.toLowerCase();
  return name.endsWith('s') ? name : `${name}s`;
}

/** How long one request may take on this option: with streaming there is more time, and its own limit. */
export function processingLimit({ limits, streams }: SpokenOption, { streaming }: Needs): Quota | undefined {
  return (streaming === 'none' ? undefined : streams?.[streaming]) ?? limits.processingTimeSeconds;
}
