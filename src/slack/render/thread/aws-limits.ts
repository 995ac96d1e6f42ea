import { labelOf, type Source, type Workload, type WorkloadField } from '../../../recommender/index.ts';
import { answerLimit, type Limit, type LimitAsk, type Limited } from '../../../wording/limits.ts';
import { writeValue } from '../../../wording/quantities/index.ts';
import { section } from '../blocks.ts';
import type { Message } from '../message.ts';
import { joinLines, link, pageName } from '../mrkdwn.ts';

const TEXT_MAX = 2900;

/** What a workload states of what is limited. */
const STATED: Partial<Record<Limited, WorkloadField>> = {
  payload: 'payloadSizeMB',
  time: 'processingTimeSeconds',
  memory: 'modelSizeGB',
  image: 'containerImageSizeGB',
};

/** What AWS allows, each figure with its page; both where AWS's pages disagree. `workload`: the review's, in a review's thread. */
export function buildLimits(ask: LimitAsk, workload?: Workload): Message {
  const { heading, limits, missing } = answerLimit(ask);
  const field = ask.of === 'all' ? 'payloadSizeMB' : ask.of === null ? undefined : STATED[ask.of];
  const value = field === undefined ? undefined : workload?.[field];
  const stated =
    field === undefined || value === undefined ? [] : [`You said: ${labelOf(field)} ${writeValue(field, value)}.`];
  const [only] = limits;
  const lines =
    limits.length === 1 && only !== undefined
      ? [`${missing}${missing === '' ? '' : ' '}*${only.title}:* ${limitWords(only)}`]
      : [
          ...(missing === '' ? [] : [missing]),
          ...(limits.length === 0 ? [] : [`*${heading}*`]),
          ...limits.map((limit) => `• ${limit.title}: ${limitWords(limit)}`),
        ];
  const said = [missing, ...limits.slice(0, TOLD_MAX).map(({ title, says }) => `${title}: ${says}.`)];
  return {
    text: said.filter((line) => line !== '').join(' '),
    blocks: [section(joinLines([...lines, ...stated], TEXT_MAX))],
  };
}

/** As many as a notification has room for. */
const TOLD_MAX = 4;

function limitWords({ says, source, disputed, holds }: Limit): string {
  const verdict = holds === undefined ? '' : holds ? 'That fits: ' : "That doesn't fit: ";
  const stated = `${verdict}${says} (${pageOf(source)}).`;
  if (disputed === undefined) return stated;
  return `${stated} Another AWS page says ${disputed.says} (${pageOf(disputed.source)}). Test anything above ${disputed.above}.`;
}

/** The page, and when it was read. */
const pageOf = (source: Source): string => `${link(source.url, pageName(source))}, read ${source.date}`;
