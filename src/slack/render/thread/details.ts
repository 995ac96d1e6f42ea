import {
  formatCount,
  labelOf,
  type Reason,
  type Recommendation,
  type Source,
  WORKLOAD_FIELDS,
} from '../../../recommender/index.ts';
import { writeValue } from '../../../wording/quantities/index.ts';
import { HOSTINGS_MAX, WARNINGS_MAX } from '../message/answer.ts';
import type { Message } from '../message.ts';
import { escapeWithin, joinLines, link, mrkdwn, pageName, reasonLine } from '../mrkdwn.ts';
import { assumptionsDetail } from './assumptions.ts';
import { costLinesDetail } from './costs.ts';
import type { Detail, Told } from './detail.ts';
import { heardDetail } from './heard.ts';

const VISIBLE = /[\p{L}\p{N}\p{P}\p{S}]/u;

/** What the team wrote about it, word for word: rich text is never read as markup. */
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

const STATED_TEXT_MAX = 1800;

/** What the answer rests on, as the team stated it, so that a slip of the pen is seen. */
const statedDetail: Detail = {
  id: 'stated',
  build({ recommendation: { workload } }) {
    const stated = WORKLOAD_FIELDS.flatMap((field) => {
      const value = workload[field];
      if (value === undefined || field === 'name' || field === 'description') return [];
      return [`${labelOf(field)}: ${writeValue(field, value)}`];
    });
    const words = stated.length === 0 ? 'nothing but the name' : stated.join('; ');
    return [{ type: 'section', text: mrkdwn(`*Stated:* ${escapeWithin(words, STATED_TEXT_MAX)}`) }];
  },
};

const TITLE_MAX = 60;

const REASONS_TEXT_MAX = 2000;

/** Why not the other options and hosting patterns, beyond what the channel's message has room for. */
const furtherReasonsDetail: Detail = {
  id: 'further-reasons',
  build({ recommendation: { rejected, rejectedHosting } }) {
    const options = rejected.flatMap(({ title, reasons }) =>
      reasons.slice(1).map((reason) => `• Not ${escapeWithin(title, TITLE_MAX)}: ${reasonLine(reason)}`),
    );
    const hostings = rejectedHosting
      .slice(HOSTINGS_MAX)
      .flatMap(({ title, reasons }) =>
        reasons.slice(0, 1).map((reason) => `• Not ${escapeWithin(title, TITLE_MAX)}: ${reasonLine(reason)}`),
      );
    const lines = [...options, ...hostings];
    if (lines.length === 0) return [];
    return [{ type: 'section', text: mrkdwn(joinLines(['*Further reasons*', ...lines], REASONS_TEXT_MAX)) }];
  },
};

const WARNINGS_TEXT_MAX = 1200;

/** The warnings that the channel's message has no room for. */
const furtherWarningsDetail: Detail = {
  id: 'further-warnings',
  build({ recommendation: { warnings } }) {
    const lines = warnings.slice(WARNINGS_MAX).map((warning) => `• ${reasonLine(warning)}`);
    if (lines.length === 0) return [];
    return [{ type: 'section', text: mrkdwn(joinLines(['*Watch out* also', ...lines], WARNINGS_TEXT_MAX)) }];
  },
};

const ADDRESS_MAX = 500;

const DATE_MAX = 20;

const VERSION_MAX = 40;

const SOURCES_TEXT_MAX = 2000;

/** Every AWS page that the answer rests on, once, with the date on which it was read. */
const sourcesDetail: Detail = {
  id: 'sources',
  build({ recommendation }) {
    const sources = sourcesOf(recommendation);
    if (sources.length === 0) return [];
    const { quotasAsOf, version } = recommendation.facts;
    const opening = `*Sources* (facts of ${escapeWithin(quotasAsOf, DATE_MAX)}, version ${escapeWithin(version, VERSION_MAX)})`;
    const lines = sources.map(
      (source) => `• ${link(source.url, pageName(source))}, read ${escapeWithin(source.date, DATE_MAX)}`,
    );
    return [{ type: 'section', text: mrkdwn(joinLines([opening, ...lines], SOURCES_TEXT_MAX)) }];
  },
};

function sourcesOf({ rationale, rejected, rejectedHosting, warnings }: Recommendation): Source[] {
  const reasons: Reason[] = [
    ...rationale,
    ...rejected.flatMap((option) => option.reasons),
    ...rejectedHosting.flatMap((hosting) => hosting.reasons),
    ...warnings,
  ];
  const byAddress = new Map<string, Source>();
  for (const { source } of reasons) {
    if (source && source.url.length <= ADDRESS_MAX && !byAddress.has(source.url)) byAddress.set(source.url, source);
  }
  return [...byAddress.values()];
}

/** The parts of the first reply in the thread: after what was heard, what the team can answer comes first. */
export const DETAILS: readonly Detail[] = [
  heardDetail,
  assumptionsDetail,
  statedDetail,
  descriptionDetail,
  furtherReasonsDetail,
  furtherWarningsDetail,
  costLinesDetail,
  sourcesDetail,
];

const NAME_MAX = 200;

/** The first reply in the review's thread: assumptions as questions, what was stated, the rest of the reasons, the sources. */
export function buildDetails(told: Told): Message {
  const { assumptions, workload } = told.recommendation;
  const open =
    assumptions.length === 0 ? 'nothing was assumed' : `${formatCount(assumptions.length, 'assumption')} to check`;
  return {
    text: `Details for ${escapeWithin(workload.name, NAME_MAX)}: ${open}, and the sources.`,
    blocks: DETAILS.flatMap((detail) => detail.build(told)),
  };
}
