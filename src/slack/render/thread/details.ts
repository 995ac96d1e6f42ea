import type { Button, KnownBlock } from '@slack/types';
import {
  asksForFacts,
  type CostCurve,
  type Reason,
  type Recommendation,
  type Source,
  whatWouldChange,
} from '../../../recommender/index.ts';
import type { Revision } from '../../../reviews/record.ts';
import { type ReadingLine, writeReading } from '../../../wording/heard.ts';
import { warningsBeside } from '../../../wording/sentences.ts';
import { ACTIONS } from '../../ids.ts';
import { actions, button, context, linesIn } from '../blocks.ts';
import { addMeasurementButton } from '../measurements.ts';
import type { Message, MessageBlock } from '../message.ts';
import { clip, escapeWithin, firstOf, joinLines, link, pageName, reasonLine } from '../mrkdwn.ts';
import { assumptionCount, decisiveLines } from './assumptions.ts';
import { buildCostsByVolume } from './bill.ts';

/**
 * What the first reply shows of a revision. `heard`: of the words that the review began with, unless it is settled. `curve`: the
 * costs at other volumes.
 */
export type Told = Pick<Revision, 'recommendation' | 'heard'> & {
  /** Absent outside of a review. */
  reviewId?: string;
  revision?: number;
  curve?: CostCurve | null;
};

interface Look {
  /** False leaves out the chart, which not every workspace has. */
  chart: boolean;
}

/** One part of the first reply in the thread; nothing when there is nothing to say. At most 3,000 characters. */
interface Detail {
  /** Unique among the details. */
  id: string;
  build(told: Told, look: Look): MessageBlock[];
}

const LINE_MAX = 900;

/** "*Not used:* "from the clinic"", with people's words escaped. */
export const readingLine = ({ title, text }: ReadingLine, max = LINE_MAX): string =>
  `*${title}:* ${escapeWithin(text, max)}`;

const READING_MAX = 1500;

/** What was missed in the words that the review began with. */
const missedDetail: Detail = {
  id: 'missed',
  build: ({ heard = [] }) =>
    linesIn(
      heard.filter(({ title }) => title !== 'Understood').map((line) => readingLine(line)),
      READING_MAX,
    ),
};

const understoodDetail: Detail = {
  id: 'understood',
  build({ recommendation: { workload }, revision = 1 }) {
    const [understood] = writeReading({ says: workload, from: {}, unclear: [], notUsed: [] });
    const known = escapeWithin(understood?.text ?? 'nothing but the name', LINE_MAX);
    const title = revision === 1 ? 'Understood' : `Understood, revision ${revision}`;
    return linesIn([`*${title}:* ${known}`], READING_MAX);
  },
};

const VISIBLE = /[\p{L}\p{N}\p{P}\p{S}]/u;

/** The team's description, verbatim: rich text is never read as markup. */
const described = ({ recommendation: { workload } }: Told, max = Infinity): KnownBlock[] => {
  const { description } = workload;
  if (description === undefined || !VISIBLE.test(description)) return [];
  const text = description.length <= max ? description : clip(description, max);
  return [{ type: 'rich_text', elements: [{ type: 'rich_text_quote', elements: [{ type: 'text', text }] }] }];
};

const QUOTED_MAX = 200;

/** How the description begins; all of it is for who asks. */
const quoteDetail: Detail = { id: 'description', build: (told) => described(told, QUOTED_MAX) };

const CHANGES = 3;
const CHANGES_TEXT_MAX = 900;
const TEXT_MAX = 300;

const changesDetail: Detail = {
  id: 'changes',
  build({ recommendation }) {
    if (recommendation.choice === null || asksForFacts(recommendation)) return [];
    const lines = whatWouldChange(recommendation, CHANGES).map((text) => `• ${escapeWithin(text, TEXT_MAX)}`);
    return lines.length === 0 ? [] : linesIn(['*What would change it*', ...lines], CHANGES_TEXT_MAX);
  },
};

const chartDetail: Detail = {
  id: 'chart',
  build: ({ recommendation, curve = null }, look) => buildCostsByVolume(curve, recommendation, look).blocks,
};

const moreBy = (ask: string) => (rest: number) => `… and ${rest} more: ask \`${ask}\``;

const CONFIRMED = 3;
const CONFIRM_TEXT_MAX = 1200;

const confirmDetail: Detail = {
  id: 'confirm',
  build({ recommendation }) {
    const decisive = decisiveLines(recommendation);
    if (decisive.length === 0 || asksForFacts(recommendation)) return [];
    return linesIn(['*To confirm*', ...firstOf(decisive, CONFIRMED, moreBy('assumptions'))], CONFIRM_TEXT_MAX);
  },
};

const WARNED = 3;
const WARNINGS_TEXT_MAX = 1000;

/** What must be done before deploying, the first step first. */
const warningsDetail: Detail = {
  id: 'warnings',
  build({ recommendation }) {
    if (asksForFacts(recommendation)) return [];
    const warnings = warningsBeside(recommendation);
    const lines = warnings.map((warning) => `• ${reasonLine(warning)}`);
    const shown = firstOf(lines, WARNED, moreBy('warnings'));
    return lines.length === 0 ? [] : linesIn(['*Before you deploy*', ...shown], WARNINGS_TEXT_MAX);
  },
};

/** What a press asks for, and the same words in a mention. */
const ASKED: readonly (readonly [label: string, words: string])[] = [
  ['Assumptions', 'assumptions'],
  ['Cost', 'cost'],
  ['Compare', 'compare'],
  ['Sources', 'sources'],
];

/** Everything else, on asking. */
const askDetail: Detail = {
  id: 'ask',
  build({ reviewId }) {
    if (reviewId === undefined) return [];
    const buttons = ASKED.map(([label, words]): Button => {
      return button(`${ACTIONS.ask}:${words}`, label, reviewId);
    });
    return [actions('asking', [...buttons, addMeasurementButton(reviewId)])];
  },
};

const ADDRESS_MAX = 500;
const DATE_MAX = 20;
const VERSION_MAX = 40;
const SOURCES_TEXT_MAX = 1400;

/** Every AWS page behind the answer, once, with the date it was read. */
const sourcesDetail: Detail = {
  id: 'sources',
  build({ recommendation }) {
    const sources = sourcesOf(recommendation);
    const [first] = sources;
    if (first === undefined) return [];
    const date = escapeWithin(first.date, DATE_MAX);
    const links = sources.map((source) => {
      const own = escapeWithin(source.date, DATE_MAX);
      return `${link(source.url, pageName(source))}${own === date ? '' : ` (read ${own})`}`;
    });
    const version = escapeWithin(recommendation.facts.version, VERSION_MAX);
    const text = `*Sources* (read ${date}, facts version ${version}): ${joinLines(links, SOURCES_TEXT_MAX).replaceAll('\n', ' · ')}`;
    return [context(text)];
  },
};

function sourcesOf({ rationale, rejected, rejectedHosting, warnings, outside = [] }: Recommendation): Source[] {
  const reasons: Pick<Reason, 'source'>[] = [
    ...rationale,
    ...rejected.flatMap((option) => option.reasons),
    ...rejectedHosting.flatMap((hosting) => hosting.reasons),
    ...warnings,
    ...outside,
  ];
  const byAddress = new Map<string, Source>();
  for (const { source } of reasons) {
    if (source && source.url.length <= ADDRESS_MAX && !byAddress.has(source.url)) byAddress.set(source.url, source);
  }
  return [...byAddress.values()];
}

/** The parts of the first reply in the thread: what was understood, what would change the answer, what is left to do. */
export const DETAILS: readonly Detail[] = [
  understoodDetail,
  missedDetail,
  quoteDetail,
  changesDetail,
  chartDetail,
  confirmDetail,
  warningsDetail,
  askDetail,
];

const NAME_MAX = 200;
const FIGURES_MAX = 3000;

export function buildDetails(told: Told, look: Look = { chart: true }): Message {
  const { recommendation, revision = 1, curve = null } = told;
  const { assumptions, workload } = recommendation;
  const open = assumptions.length === 0 ? 'nothing was assumed' : assumptionCount(recommendation);
  const figures = buildCostsByVolume(curve, recommendation, look).text;
  return {
    text: [
      `Details for ${escapeWithin(workload.name, NAME_MAX)}${revision === 1 ? '' : `, revision ${revision}`}: ${open}.`,
      ...(figures === '' ? [] : [figures.slice(0, FIGURES_MAX)]),
    ].join('\n'),
    blocks: DETAILS.flatMap((detail) => detail.build(told, look)),
  };
}

export function buildSources(recommendation: Recommendation): Message {
  const blocks = sourcesDetail.build({ recommendation }, { chart: false });
  if (blocks.length > 0) return { text: 'The AWS pages behind this answer.', blocks };
  const text = 'No AWS page is behind this answer.';
  return { text, blocks: linesIn([text], SOURCES_TEXT_MAX) };
}

/** What the latest revision states, with what was missed in the words it began with. */
export function buildStated(told: Told): Message {
  const said = [understoodDetail, missedDetail].flatMap((detail) => detail.build(told, { chart: false }));
  const blocks = [...said, ...described(told)];
  return { text: 'What this review knows about the workload.', blocks };
}
