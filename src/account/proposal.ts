import { formatUsd, type Reason } from '../recommender/index.ts';
import { joinClauses } from '../wording/sentences.ts';
import { writeCount } from '../wording/sizes.ts';
import { lowered } from '../wording/text.ts';
import type { Line } from './rank.ts';
import type { EndpointLine } from './review.ts';
import type { Condition, Likely } from './saving.ts';

// What to do with an endpoint, why, and what else was found: decided here, and said in as few words as a row takes.

export type FindingCode = keyof typeof FOUND;

/** Each finding as it stands in a row. Its sentence has the figures. */
const FOUND = {
  idle: 'It gets no requests',
  'gpu-idle': 'The GPU is idle',
  'never-at-zero': 'It never scales to zero',
  'provisioned-unused': 'Provisioned concurrency is unused',
  'provisioned-short': 'Provisioned concurrency is too low',
  'metric-never-published': "Its scaling policy can't scale out",
  'no-wake-up': 'No request wakes it from zero',
  'cannot-scale': "It can't scale",
  'alarm-without-data': 'An alarm has no data',
  'one-instance': 'One instance serves it',
  'serverless-throttled': 'Requests are throttled',
  'timeout-too-short': 'Requests are close to the timeout',
  'old-generation': 'A newer instance type costs less',
  merge: 'It could share an endpoint',
  quota: 'Scaling out can exceed the quota',
} as const;

/** "The GPU is idle" */
export const findingWords = ({ code, text }: Reason): string => FOUND[code as FindingCode] ?? text;

const isIdle = ({ findings }: Pick<Line, 'findings'>): boolean => findings.some(({ code }) => code === 'idle');

/** Whether what is recommended is what runs, for the same money. */
function isKept({ runs, monthlyUsd, recommendation: { choice } }: EndpointLine): boolean {
  const { now = null, recommended = null } = monthlyUsd ?? {};
  const isSame =
    choice?.option === runs.option &&
    choice.scaling === runs.scaling &&
    (choice.instance?.type ?? null) === runs.instance;
  return isSame && now !== null && recommended !== null && Math.abs(now - recommended) < 0.005;
}

/** "Delete it", "Keep it", "Move to serverless inference, $102 per month" */
export function proposalWords(line: EndpointLine): string {
  const { runs, recommendation } = line;
  const { choice } = recommendation;
  if (isIdle(line)) return 'Delete it';
  if (runs.option === null) return 'not known';
  if (choice === null) return 'no option fits';
  if (isKept(line)) return 'Keep it';
  const usd = line.monthlyUsd?.recommended ?? null;
  const isRounded = choice.sizing?.basis === 'modelled';
  const cost = usd === null ? 'cost not known' : `${formatUsd(usd, isRounded ? 'modelled' : 'listed')} per month`;
  const move = `${choice.option === runs.option ? 'Change' : 'Move'} to ${lowered(choice.title)}`;
  // The title says that it scales to zero, and a table's cell is cut at its end.
  const count = writeCount(choice)?.replace(' while busy', '');
  return [move, count, cost, isRounded ? 'modelled' : undefined].filter((part) => part !== undefined).join(', ');
}

/** The findings that a move answers, by what it moves to. */
const ANSWERED: readonly [code: FindingCode, isAnsweredBy: (line: EndpointLine) => boolean][] = [
  ['idle', () => true],
  ['gpu-idle', ({ workload }) => workload.requiresGpu === false],
  ['never-at-zero', ({ recommendation: { choice } }) => choice?.scaling === 'scale-to-zero'],
  ['provisioned-unused', ({ recommendation: { choice } }) => choice?.scaling === 'on-demand'],
  [
    'cannot-scale',
    ({ recommendation: { choice }, runs }) => choice?.option === runs.option && choice?.scaling === 'auto-scaling',
  ],
];

/** The finding that the proposed move answers, else why the recommended option is. Undefined where nothing moves. */
function reasonOf(line: EndpointLine): Reason | undefined {
  if (!isIdle(line) && (line.runs.option === null || line.recommendation.choice === null || isKept(line)))
    return undefined;
  const answered = ANSWERED.find(
    ([code, isAnsweredBy]) => line.findings.some((reason) => reason.code === code) && isAnsweredBy(line),
  );
  return line.findings.find(({ code }) => code === answered?.[0]) ?? line.recommendation.rationale[0];
}

/** Why the move is proposed, as a sentence; undefined where nothing moves. */
export const reasonWords = (line: Line): string | undefined =>
  line.kind === 'endpoint' ? reasonOf(line)?.text : undefined;

export function otherFindings(line: Line): string[] {
  const reason = line.kind === 'endpoint' ? reasonOf(line) : undefined;
  return line.findings.filter((one) => one !== reason).map(findingWords);
}

/** Facts that a row names; the others are counted. */
const NAMED_MAX = 2;

/** "if the payload is under 513 KB, unless performance comes first. Check 2 more facts" */
export function conditionWords({ conditions }: Pick<Likely, 'conditions'>, most = NAMED_MAX): string {
  const named = conditions.slice(0, most);
  const more = conditions.length - named.length;
  const textsOf = (holds: boolean) => named.filter((one: Condition) => one.holds === holds).map(({ text }) => text);
  const [ifs, unless] = [textsOf(true), textsOf(false)];
  const clauses = [
    ...(ifs.length === 0 ? [] : [`if ${joinClauses(ifs, 'and')}`]),
    ...(unless.length === 0 ? [] : [`unless ${joinClauses(unless, 'or')}`]),
  ].join(', ');
  return more === 0 ? clauses : `${clauses}. Check ${more} more ${more === 1 ? 'fact' : 'facts'}`;
}
