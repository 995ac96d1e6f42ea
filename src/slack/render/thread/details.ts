import type { KnownBlock } from '@slack/types';
import {
  asksForFacts,
  type CostCurve,
  optionTitle,
  type Reason,
  type Recommendation,
  type Source,
} from '../../../recommender/index.ts';
import type { Revision } from '../../../reviews/record.ts';
import { fitWords, hostingsApart, reasonsApart, underName } from '../../../wording/differences.ts';
import { type ReadingLine, writeReading } from '../../../wording/heard.ts';
import { OUTSIDE_TITLE } from '../../../wording/savings.ts';
import { joinClauses, warningsBeside } from '../../../wording/sentences.ts';
import { addMeasurementButton } from '../measurements.ts';
import { shownInMessage } from '../message/index.ts';
import type { Message, MessageBlock } from '../message.ts';
import { escapeWithin, joinLines, link, mrkdwn, pageName, reasonLine } from '../mrkdwn.ts';
import { assumptionCount, assumptionLines } from './assumptions.ts';
import { buildCosts, buildCostsByVolume } from './bill.ts';
import { sizingWordsOf } from './sizing.ts';

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

const section = (lines: readonly string[], max: number): KnownBlock[] =>
  lines.length === 0 ? [] : [{ type: 'section', text: mrkdwn(joinLines(lines, max)) }];

const LINE_MAX = 900;

/** "*Not used:* "from the clinic"", with people's words escaped. */
export const readingLine = ({ title, text }: ReadingLine): string => `*${title}:* ${escapeWithin(text, LINE_MAX)}`;

const READING_MAX = 1500;

/** What is stated now, and what was missed in the words that the review began with. */
const understoodDetail: Detail = {
  id: 'understood',
  build({ recommendation: { workload }, heard = [], revision = 1 }) {
    const [understood] = writeReading({ says: workload, from: {}, unclear: [], notUsed: [] });
    const known = escapeWithin(understood?.text ?? 'nothing but the name', LINE_MAX);
    const title = revision === 1 ? 'Understood' : `Understood, revision ${revision}`;
    const missed = heard.filter((line) => line.title !== 'Understood');
    return section([`*${title}:* ${known}`, ...missed.map(readingLine)], READING_MAX);
  },
};

const VISIBLE = /[\p{L}\p{N}\p{P}\p{S}]/u;

/** The team's description, verbatim: rich text is never read as markup. */
const descriptionDetail: Detail = {
  id: 'description',
  build({ recommendation: { workload } }) {
    const { description } = workload;
    if (description === undefined || !VISIBLE.test(description)) return [];
    return [
      {
        type: 'rich_text',
        elements: [{ type: 'rich_text_quote', elements: [{ type: 'text', text: description }] }],
      },
    ];
  },
};

const ASSUMPTIONS_TEXT_MAX = 1800;

const assumptionsDetail: Detail = {
  id: 'assumptions',
  build({ recommendation }) {
    if (recommendation.assumptions.length === 0) return [];
    return section(assumptionLines(recommendation, { isLong: false }), ASSUMPTIONS_TEXT_MAX);
  },
};

const SIZING_TEXT_MAX = 2000;

/** What decides the size, what users see, what it was chosen against, and how to measure it. */
const sizingDetail: Detail = {
  id: 'sizing',
  build({ recommendation, reviewId }) {
    const [first, ...rest] = sizingWordsOf(recommendation);
    if (first === undefined) return [];
    const words = section([`*Sizing* · ${first}`, ...rest.map((line) => `• ${line}`)], SIZING_TEXT_MAX);
    if (reviewId === undefined) return words;
    return [...words, { type: 'actions', block_id: 'measuring', elements: [addMeasurementButton(reviewId)] }];
  },
};

const POLICY_TEXT_MAX = 800;

/** The rules that the answer keeps to, whether or not they changed it. */
const policyDetail: Detail = {
  id: 'policy',
  build({ recommendation: { policy } }) {
    const names = policy?.rules.map(({ name }) => `"${name}"`) ?? [];
    if (policy === undefined || names.length === 0) return [];
    const text = `keeps to ${joinClauses(names, 'and')}, version ${policy.version}`;
    return section([`*Policy* · ${escapeWithin(text, POLICY_TEXT_MAX)}`], POLICY_TEXT_MAX);
  },
};

/** The bill of each option that fits, and the chart. */
const costDetail: Detail = {
  id: 'cost',
  build({ recommendation, curve = null }, look) {
    if (recommendation.costs.length === 0) return [];
    return [...buildCosts(recommendation).blocks, ...buildCostsByVolume(curve, recommendation, look).blocks];
  },
};

const WHY_TEXT_MAX = 1200;

/** The reasons for the choice that the message has no room for. */
const whyDetail: Detail = {
  id: 'why',
  build({ recommendation }) {
    if (recommendation.choice === null) return [];
    const own = recommendation.rationale.filter(({ code }) => code !== 'only-one-left');
    const shown = shownInMessage(recommendation).reasons;
    const lines = own.slice(shown).map((reason) => `• ${reasonLine(reason)}`);
    return lines.length === 0
      ? []
      : section(
          [`*${shown === 0 ? 'For' : 'Also for'} ${optionTitle(recommendation.choice.option)}*`, ...lines],
          WHY_TEXT_MAX,
        );
  },
};

const TITLE_MAX = 120;
const REASON_MAX = 300;
const REASONS_MAX = 4;
const WHY_NOT_TEXT_MAX = 1600;

/** What each other option would need, and the reasons against it that the message's table has no room for. */
const whyNotDetail: Detail = {
  id: 'why-not',
  build({ recommendation: { rejected, rejectedHosting, workload } }) {
    const apart = reasonsApart(rejected);
    const options = rejected.map((other, index) => {
      const { title } = other;
      const reasons = apart[index] ?? [];
      const fits = fitWords(other, workload);
      const said = reasons
        .slice(fits === undefined && reasons.length === 1 ? 0 : 1, REASONS_MAX)
        .map((reason) => escapeWithin(underName(reason, title).text, REASON_MAX));
      const needed = fits === undefined ? [] : [`_${escapeWithin(fits, REASON_MAX)}_`];
      return `• *${escapeWithin(title, TITLE_MAX)}:* ${[...said, ...needed].join(' ')}`;
    });
    const hostings = hostingsApart(rejectedHosting).map(
      ({ title, reasons: [first] }) =>
        `• *${escapeWithin(title, TITLE_MAX)}:* ${escapeWithin(first?.text ?? '', REASON_MAX)}`,
    );
    const lines = [...options, ...hostings];
    return lines.length === 0 ? [] : section(['*Why not*', ...lines], WHY_NOT_TEXT_MAX);
  },
};

const OUTSIDE_TEXT_MAX = 1200;

/** What else of AWS's to look at: the message has the first, unless it asks for facts. */
const outsideDetail: Detail = {
  id: 'outside',
  build({ recommendation }) {
    const lines = (recommendation.outside ?? [])
      .slice(asksForFacts(recommendation) ? 0 : 1)
      .map((line) => `• ${reasonLine(line)}`);
    return lines.length === 0 ? [] : section([`*${OUTSIDE_TITLE}*`, ...lines], OUTSIDE_TEXT_MAX);
  },
};

const WARNINGS_TEXT_MAX = 800;

/** The warnings that the channel's message has no room for. */
const warningsDetail: Detail = {
  id: 'warnings',
  build({ recommendation }) {
    const lines = warningsBeside(recommendation)
      .slice(shownInMessage(recommendation).warnings)
      .map((warning) => `• ${reasonLine(warning)}`);
    return lines.length === 0 ? [] : section(['*Also before you deploy*', ...lines], WARNINGS_TEXT_MAX);
  },
};

const NOTES_TEXT_MAX = 1500;

/** Settings and features of AWS's that suit the choice. */
const notesDetail: Detail = {
  id: 'notes',
  build({ recommendation: { notes = [] } }) {
    const lines = notes.map((note) => `• ${reasonLine(note)}`);
    return lines.length === 0 ? [] : section(['*Worth knowing*', ...lines], NOTES_TEXT_MAX);
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
    return [{ type: 'context', elements: [mrkdwn(text)] }];
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

/** The parts of the first reply in the thread: what was understood, then what the team can confirm. */
export const DETAILS: readonly Detail[] = [
  understoodDetail,
  descriptionDetail,
  assumptionsDetail,
  sizingDetail,
  policyDetail,
  costDetail,
  whyDetail,
  whyNotDetail,
  outsideDetail,
  warningsDetail,
  notesDetail,
  sourcesDetail,
];

const NAME_MAX = 200;
const FIGURES_MAX = 3000;

/** The first reply in the review's thread. */
export function buildDetails(told: Told, look: Look = { chart: true }): Message {
  const { recommendation, revision = 1, curve = null } = told;
  const { assumptions, workload, costs } = recommendation;
  const open = assumptions.length === 0 ? 'nothing was assumed' : assumptionCount(recommendation);
  const figures = costs.length === 0 ? '' : buildCostsByVolume(curve, recommendation, look).text;
  return {
    text: [
      `Details for ${escapeWithin(workload.name, NAME_MAX)}${revision === 1 ? '' : `, revision ${revision}`}: ${open}.`,
      ...(figures === '' ? [] : [figures.slice(0, FIGURES_MAX)]),
    ].join('\n'),
    blocks: DETAILS.flatMap((detail) => detail.build(told, look)),
  };
}

/** The AWS pages that the latest revision rests on. */
export function buildSources(recommendation: Recommendation): Message {
  const blocks = sourcesDetail.build({ recommendation }, { chart: false });
  if (blocks.length > 0) return { text: 'The AWS pages behind this answer.', blocks };
  const text = 'No AWS page is behind this answer.';
  return { text, blocks: section([text], SOURCES_TEXT_MAX) };
}

/** What the latest revision states, with what was missed in the words it began with. */
export function buildStated(told: Told): Message {
  const blocks = [understoodDetail, descriptionDetail].flatMap((detail) => detail.build(told, { chart: false }));
  return { text: 'What this review knows about the workload.', blocks };
}
