import type { Button } from '@slack/types';
import { ACTIONS, COMMAND } from '../ids.ts';
import { describeMissingScope } from '../scopes.ts';
import type { Message } from './message.ts';
import { channelWords, escapeWithin, mention, mrkdwn, plain } from './mrkdwn.ts';

const REFERENCE_MAX = 80;

/** Told privately when something broke; the reference is in the log. */
export function buildFailure(reference: string): Message {
  const text = `Something went wrong on our side, and it has been logged. Please try again; if it stays so, give your administrator this reference: ${escapeWithin(reference, REFERENCE_MAX)}`;
  return { text, blocks: [{ type: 'section', text: mrkdwn(text) }] };
}

const FIRST_EXAMPLE = 'fraud-scoring 3 MB within 300 ms, steady, 50 rps';

const EXAMPLES: readonly [words: string, meaning: string][] = [
  [FIRST_EXAMPLE, 'a caller waits on the line'],
  ['ct-scans 500 MB within 15 min, sporadic, gpu, 2000/day', 'someone comes back for the answer'],
  ['churn stored data, 40 GB, every night', 'nobody waits: a job scores the data'],
];

const WORDS: readonly string[] = [
  'Sizes and times have units: `500 MB`, `1.5 GB`, `300 ms`, `15 min`. `overnight` is 12 hours. Decimals take a point.',
  '`rps` is the busiest second, `a day` and `a month` are averages, `at once` is how many arrive together.',
  '`steady`, `variable` and `sporadic` say how the requests come; `gpu`, `no gpu` and `vpc` say what the model needs.',
  'The first words that are none of these become the name; the rest goes into the description.',
];

/** The private answer to the command's `help`: three examples, and what the words mean. */
export function buildHelp(): Message {
  const opening = `\`${COMMAND}\` asks about your model and recommends how to serve it on Amazon SageMaker AI. Words after it fill in the form:`;
  const examples = EXAMPLES.map(([words, meaning]) => `• \`${COMMAND} ${words}\`: ${meaning}`);
  const words = WORDS.map((word) => `• ${word}`);
  const closing = 'The answer is posted in the channel, for everyone to discuss in its thread.';
  return {
    text: `${COMMAND} asks about your model and recommends how to serve it. Example: ${COMMAND} ${FIRST_EXAMPLE}`,
    blocks: [
      { type: 'section', text: mrkdwn([opening, ...examples].join('\n')) },
      { type: 'section', text: mrkdwn(['*What the words mean*', ...words].join('\n')) },
      { type: 'section', text: mrkdwn(closing) },
    ],
  };
}

interface NotInChannel {
  reviewId: string;
  /** Where the answer could not be posted. */
  channelId: string;
  /** False where no app can be added, as in a direct message between people. */
  canBeInvited: boolean;
  /** The bot's own user id, which makes the invitation ready to copy. */
  botUserId?: string;
  /** What could not be posted, in mrkdwn, where it is not the answer itself. That can only go where the answer stands. */
  what?: string | undefined;
}

/** Told privately: the answer is stored, why it is not in the channel, and the one click that posts it. */
export function buildNotInChannelNotice({ reviewId, channelId, canBeInvited, botUserId, what }: NotInChannel): Message {
  const where = channelWords(channelId);
  const bot = botUserId ? mention(botUserId) : 'this app';
  const told =
    what === undefined
      ? `Your answer is ready and stored, but I am not in ${where} and cannot post it there.`
      : `I am not in ${where} any more: ${what} could not be posted. It is stored.`;
  const text = canBeInvited
    ? `${told} Invite me with \`/invite\` and ${bot}, then press *Post it now*.`
    : `Your answer is ready and stored, but apps cannot be added to ${where}. I can post it into the conversation between you and me, where its answers can be changed later.`;
  const postNow: Button = {
    type: 'button',
    action_id: ACTIONS.postAgain,
    text: plain('Post it now'),
    value: reviewId,
    style: 'primary',
  };
  const postToMe: Button = {
    type: 'button',
    action_id: ACTIONS.postToMe,
    text: plain('Post it in our conversation'),
    value: reviewId,
  };
  const elements = !canBeInvited ? [postToMe] : what === undefined ? [postNow, postToMe] : [postNow];
  return {
    text,
    blocks: [
      { type: 'section', text: mrkdwn(text) },
      { type: 'actions', block_id: 'notice_actions', elements },
    ],
  };
}

/** A post that Slack refuses until an admin changes something. */
interface NotPermitted {
  reviewId: string;
  channelId: string;
  /** In mrkdwn, where it is not the answer itself. */
  what?: string | undefined;
  /** Slack's word for the refusal. */
  error: string;
  /** The scope that is missing, '' where nobody knows which; undefined where the reason is another one. */
  scope: string | undefined;
}

/** Told privately: what is stored, what an admin has to do, and the click that then posts it. */
export function buildNotPermittedNotice({ reviewId, channelId, what, error, scope }: NotPermitted): Message {
  const where = channelWords(channelId);
  const told =
    what === undefined
      ? `Your answer is stored, but I can't post it in ${where}.`
      : `I can't post ${what} in ${where}. It is stored.`;
  const why =
    scope !== undefined
      ? describeMissingScope(scope)
      : `This workspace doesn't let the app post (\`${error}\`). Ask an admin to allow it.`;
  const text = `${told} ${why} Then press *Post it now*.`;
  return {
    text,
    blocks: [
      { type: 'section', text: mrkdwn(text) },
      {
        type: 'actions',
        block_id: 'notice_actions',
        elements: [{ type: 'button', action_id: ACTIONS.postAgain, text: plain('Post it now'), value: reviewId }],
      },
    ],
  };
}

/** What somebody asked for and Slack did not confirm. */
interface Unconfirmed {
  reviewId: string;
  channelId: string;
  /** In mrkdwn, where it is not the answer itself. */
  what?: string | undefined;
}

/** Told privately when Slack's reply to a post was lost: only a person can see whether it arrived, and a repeat may be a second one. */
export function buildUncertainNotice({ reviewId, channelId, what = 'your answer' }: Unconfirmed): Message {
  const where = channelWords(channelId);
  const text = `Slack did not confirm that ${what} was posted in ${where}. Please look there. If it is missing, press *Post it now*; it is stored.`;
  return {
    text,
    blocks: [
      { type: 'section', text: mrkdwn(text) },
      {
        type: 'actions',
        block_id: 'notice_actions',
        elements: [{ type: 'button', action_id: ACTIONS.postAgain, text: plain('Post it now'), value: reviewId }],
      },
    ],
  };
}

/** Told privately when a button of an older version is pressed. */
export function buildUnknownAction(): Message {
  const text = `This button is from an older version and no longer works. Nothing was changed. \`${COMMAND}\` starts a new review.`;
  return { text, blocks: [{ type: 'section', text: mrkdwn(text) }] };
}
