import type { Reason, Recommendation, Source } from '../../../recommender/index.ts';
import { link, mrkdwn } from '../../block-kit/text.ts';
import { escapeWithin } from '../../message/escape-within.ts';
import { joinLines } from '../../message/join-lines.ts';
import { pageName } from '../../message/reason-line.ts';
import type { Detail } from './detail.ts';

const ADDRESS_MAX = 500;
const DATE_MAX = 20;
const VERSION_MAX = 40;
const TEXT_MAX = 2000;

/** Every AWS page that the answer rests on, once, with the date on which it was read. */
export const sourcesDetail: Detail = {
  id: 'sources',
  build({ recommendation }) {
    const sources = sourcesOf(recommendation);
    if (sources.length === 0) return [];
    const { quotasAsOf, version } = recommendation.facts;
    const opening = `*Sources* (facts of ${escapeWithin(quotasAsOf, DATE_MAX)}, version ${escapeWithin(version, VERSION_MAX)})`;
    const lines = sources.map(
      (source) => `• ${link(source.url, pageName(source))}, read ${escapeWithin(source.date, DATE_MAX)}`,
    );
    return [{ type: 'section', text: mrkdwn(joinLines([opening, ...lines], TEXT_MAX)) }];
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
