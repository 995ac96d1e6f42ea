import { isDeepStrictEqual } from 'node:util';
import type { AllMiddlewareArgs, SlackEventMiddlewareArgs } from '@slack/bolt';
import type { KnownBlock } from '@slack/types';
import { type Doubt, WORKLOAD_FIELDS, type Workload } from '../../recommender/index.ts';
import { findReview } from '../../reviews/review-store.ts';
import { statesNothing } from '../../wording/heard.ts';
import { readAddress } from '../../wording/question-address.ts';
import { hearWorkload } from '../../wording/read-words.ts';
import { findPostedAs } from '../outbox/posts.ts';
import { buildLinkPreview, buildReviewPreview, type LinkedReview } from '../render/link-preview.ts';
import { permalink } from '../render/mrkdwn.ts';
import { fitsButton } from '../render/notices.ts';
import type { ListenerParts } from './parts.ts';
import { personOf } from './parts.ts';
import { tryAgain } from './tell.ts';

type SharedArgs = SlackEventMiddlewareArgs<'link_shared'> & AllMiddlewareArgs;

/** More links in one message are left alone. */
const LINKS_MAX = 5;
/** Longer words, in characters, get no preview: reading them takes a while, and the link itself shows the answer. */
const WORDS_MAX = 500;

/**
 * Shows the answer below links to the page: the one that a team gives to the person who shared them, or the review of it that the
 * same channel has. What asks or states nothing, or was changed so that it can't be read, gets no preview: the page itself says
 * what is wrong. Nobody asked for a preview, so a failure is logged and nobody is told.
 */
export function handleLinkSharedEvent(parts: ListenerParts, domain: string): (args: SharedArgs) => Promise<void> {
  return async ({ event, context }) => {
    const { links = [] }: Partial<typeof event> = event;
    const { channel, message_ts: ts, unfurl_id, source, user } = event;
    const { teamId } = personOf(context, user);
    try {
      const previews: [url: string, preview: { blocks: KnownBlock[] }][] = [];
      for (const { url } of links.filter((link) => link.domain.toLowerCase() === domain).slice(0, LINKS_MAX)) {
        const asked = askedBehind(url);
        if (asked !== undefined)
          previews.push([url, { blocks: await preview(parts, asked, { teamId, channel, user }) }]);
      }
      if (previews.length === 0) return;
      // In the composer, before a message is sent, there is only the id (docs.slack.dev/reference/methods/chat.unfurl).
      const place =
        unfurl_id !== undefined && (source === 'composer' || source === 'conversations_history')
          ? { unfurl_id, source: source as 'composer' | 'conversations_history' }
          : { channel, ts };
      await tryAgain(parts, () => parts.interactive.chat.unfurl({ ...place, unfurls: Object.fromEntries(previews) }), {
        twiceIsOnce: true,
      });
    } catch (error) {
      parts.logger.warn({ err: error }, 'Could not show the preview of a link');
    }
  };
}

/** What a link asks, and the words that fill the form with it. */
interface Asked {
  workload: Workload;
  doubts?: Doubt[];
  isNamed: boolean;
  words: string | undefined;
}

async function preview(
  parts: ListenerParts,
  { workload, doubts, isNamed, words }: Asked,
  { teamId, channel, user }: { teamId: string; channel: string; user: string },
): Promise<KnownBlock[]> {
  const reviewed = isNamed ? await reviewOf(parts, workload, { teamId, channelId: channel }) : undefined;
  if (reviewed !== undefined) return buildReviewPreview(reviewed);
  return buildLinkPreview(parts.advisor.advise(workload, { channel, requestedBy: user }, doubts), words);
}

/** Reviews of one name that are looked at, newest first. */
const SAME_NAME_MAX = 5;

/** The newest review in the channel with this name whose answers have all that the link says. Everybody there can see it. */
async function reviewOf(
  { db, teamUrl }: ListenerParts,
  asked: Workload,
  { teamId, channelId }: { teamId: string; channelId: string },
): Promise<LinkedReview | undefined> {
  for (const { reviewId, messageTs } of await findPostedAs(
    db,
    { teamId, channelId, name: asked.name },
    SAME_NAME_MAX,
  )) {
    const review = await findReview(db, teamId, reviewId);
    if (review !== undefined && hasAll(review.latest.workload, asked)) {
      return { review, url: permalink(teamUrl, { channelId, messageTs }) };
    }
  }
  return undefined;
}

/** Whether answers have every fact that was asked. The description is no fact. */
function hasAll(answers: Workload, asked: Workload): boolean {
  return WORKLOAD_FIELDS.every(
    (field) => field === 'description' || asked[field] === undefined || isDeepStrictEqual(answers[field], asked[field]),
  );
}

function askedBehind(url: string): Asked | undefined {
  const question = readAddress(url);
  switch (question.kind) {
    case 'workload': {
      const { workload } = question;
      return { workload, isNamed: true, words: wordsFor(workload) };
    }
    case 'words': {
      const { words } = question;
      if (words.length > WORDS_MAX) return undefined;
      const { heard, parsed, doubts } = hearWorkload(words);
      if (!parsed.ok || statesNothing(heard)) return undefined;
      const isNamed = heard.says.name !== undefined;
      return { workload: parsed.workload, doubts, isNamed, words };
    }
    case 'none':
    case 'fault':
      return undefined;
  }
}

/** The form reads a workload as JSON. It fits into a button but for long descriptions. */
function wordsFor(workload: Workload): string | undefined {
  const { description: _, ...facts } = workload;
  return [workload, facts].map((some) => JSON.stringify(some)).find(fitsButton);
}
