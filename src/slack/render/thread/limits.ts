import {
  formatGB,
  formatMB,
  formatSeconds,
  INFERENCE_OPTIONS,
  labelOf,
  type Recommendation,
} from '../../../recommender/index.ts';
import type { Message } from '../message.ts';
import { joinLines, link, mrkdwn, pageName } from '../mrkdwn.ts';

const LIMITED = ['payloadSizeMB', 'processingTimeSeconds', 'modelSizeGB'] as const;

type Limited = (typeof LIMITED)[number];

const WRITE: Readonly<Record<Limited, (value: number) => string>> = {
  payloadSizeMB: formatMB,
  processingTimeSeconds: formatSeconds,
  modelSizeGB: formatGB,
};

const HEADINGS: Readonly<Record<Limited, string>> = {
  payloadSizeMB: 'Payload limits',
  processingTimeSeconds: 'Processing time limits',
  modelSizeGB: 'Model size limits',
};

/** Words by which people mean a limit; the payload's where they name none. */
const MEANT: readonly (readonly [field: Limited, pattern: RegExp])[] = [
  ['modelSizeGB', /\b(?:model|memory|ram|weights)\b/i],
  [
    'processingTimeSeconds',
    /\d ?(?:s|sec|secs|seconds?|min|mins|minutes?|h|hours?)\b|\b(?:time|timeout|long|seconds|minutes)\b/i,
  ],
];

const TEXT_MAX = 2900;

/** What each option takes at most, of what the question names; where AWS's pages disagree, both figures. */
export function buildLimits({ workload }: Recommendation, words: string): Message {
  const field = MEANT.find(([, pattern]) => pattern.test(words))?.[0] ?? 'payloadSizeMB';
  const write = WRITE[field];
  const lines = INFERENCE_OPTIONS.flatMap(({ title, limits }) => {
    const limit = limits[field];
    if (limit === undefined) return [];
    const stated = `${write(limit.value)} (${link(limit.source.url, pageName(limit.source))})`;
    if (!('disputed' in limit)) return [`• ${title}: at most ${stated}`];
    const { value, source } = limit.disputed;
    return [
      `• ${title}: ${stated}, disputed: another AWS page says ${write(value)} (${link(source.url, pageName(source))}). Test it above ${write(limit.value)}.`,
    ];
  });
  const asked = workload[field];
  const yours = asked === undefined ? [] : [`Stated here: ${labelOf(field)} ${write(asked)}.`];
  const heading = HEADINGS[field];
  return {
    text: `${heading} of each option.`,
    blocks: [{ type: 'section', text: mrkdwn(joinLines([`*${heading}*`, ...lines, ...yours], TEXT_MAX)) }],
  };
}
