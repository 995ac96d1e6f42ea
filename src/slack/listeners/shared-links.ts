import type { AllMiddlewareArgs, SlackEventMiddlewareArgs } from '@slack/bolt';
import type { Doubt, Workload } from '../../recommender/index.ts';
import { statesNothing } from '../../wording/heard.ts';
import { readAddress } from '../../wording/question-address.ts';
import { hearWorkload } from '../../wording/read-words.ts';
import { buildLinkPreview } from '../render/notices.ts';
import type { ListenerParts } from './parts.ts';
import { tryAgain } from './tell.ts';

type SharedArgs = SlackEventMiddlewareArgs<'link_shared'> & AllMiddlewareArgs;

/** More links in one message are left alone. */
const LINKS_MAX = 5;
/** Longer words, in characters, get no preview: reading them takes a while, and the link itself shows the answer. */
const WORDS_MAX = 500;

/**
 * Shows the answer below links to the page: the one that a team gives to the person who shared them. What asks or states
 * nothing, or was changed so that it can't be read, gets no preview: the page itself says what is wrong.
 */
export function handleLinkSharedEvent(parts: ListenerParts, domain: string): (args: SharedArgs) => Promise<void> {
  return async ({ event }) => {
    const { links = [] }: Partial<typeof event> = event;
    const previews = links
      .filter((link) => link.domain.toLowerCase() === domain)
      .slice(0, LINKS_MAX)
      .flatMap(({ url }) => {
        const asked = askedBehind(url);
        if (asked === undefined) return [];
        const context = { channel: event.channel, requestedBy: event.user };
        const recommendation = parts.advisor.advise(asked.workload, context, asked.doubts);
        return [[url, { blocks: buildLinkPreview(recommendation) }] as const];
      });
    if (previews.length === 0) return;
    const { channel, message_ts: ts, unfurl_id, source } = event;
    // In the composer, before a message is sent, there is only the id (docs.slack.dev/reference/methods/chat.unfurl).
    const place =
      unfurl_id !== undefined && (source === 'composer' || source === 'conversations_history')
        ? { unfurl_id, source: source as 'composer' | 'conversations_history' }
        : { channel, ts };
    await tryAgain(parts, () => parts.interactive.chat.unfurl({ ...place, unfurls: Object.fromEntries(previews) }), {
      twiceIsOnce: true,
    });
  };
}

function askedBehind(url: string): { workload: Workload; doubts?: Doubt[] } | undefined {
  const question = readAddress(url);
  switch (question.kind) {
    case 'workload':
      return { workload: question.workload };
    case 'words': {
      if (question.words.length > WORDS_MAX) return undefined;
      const { heard, parsed, doubts } = hearWorkload(question.words);
      return parsed.ok && !statesNothing(heard) ? { workload: parsed.workload, doubts } : undefined;
    }
    case 'none':
    case 'fault':
      return undefined;
  }
}
