import type { Button } from '@slack/types';
import { type Heard, writeReading } from '../../wording/heard.ts';
import { ACTIONS, COMMAND } from '../ids.ts';
import { describeMissingScope } from '../scopes.ts';
import { actions, button, remark, say, section } from './blocks.ts';
import { SLACK_LIMITS } from './limits.ts';
import type { Message } from './message.ts';
import { channelWords, escapeMrkdwn, escapeWithin, mention } from './mrkdwn.ts';
import { readingLine } from './thread/details.ts';

const REFERENCE_MAX = 80;

export function buildFailure(reference: string): Message {
  return say(
    `Something went wrong on our side. Try again. If it keeps happening, give your administrator this reference: ${escapeWithin(reference, REFERENCE_MAX)}`,
  );
}

const FIRST_EXAMPLE = 'fraud-scoring 3 MB within 300 ms, steady, 50 rps';

/** What `help` says of a subject, on asking. */
const SUBJECTS = {
  numbers: [
    'Give sizes and times a unit: `500 MB`, `1.5 GB`, `300 ms`, `15 min`, `overnight` (12 hours). Use a decimal point.',
    '`50 rps` is the peak, `2000/day` and `60k a month` are averages, and `at once` counts concurrent requests.',
    'Describe traffic with `steady`, `variable` or `sporadic`, and requirements with `gpu`, `no gpu` or `vpc`.',
    'The first words that are none of these name the workload. Everything else goes into its description.',
  ],
  reviews: [
    `\`${COMMAND} status ct-scans\`: state, who decides and who has, concerns, due date and cost`,
    `\`${COMMAND} search scans\`: reviews in every state, by the start of each word of the name`,
    'My Home tab lists open reviews, those that wait for you first, and how the last 90 days went.',
  ],
  endpoints: [
    `\`${COMMAND} endpoint churn-scores\`: reads a SageMaker endpoint, and says what it should be. Add a Region if there are several.`,
    'All endpoints of the account: `endpoint-reviewer account audit`, on the command line.',
  ],
} satisfies Readonly<Record<string, readonly string[]>>;

export const isSubject = (key: string): key is keyof typeof SUBJECTS => Object.hasOwn(SUBJECTS, key);

/** Answers `help` after the command. `subject`: what the rest is asked of; one that is none gets the list of them. */
export function buildHelp(subject = ''): Message {
  const key = subject.toLowerCase();
  if (isSubject(key)) return say(SUBJECTS[key].map((line) => `• ${line}`).join('\n'));
  const lines = [
    `\`${COMMAND}\` recommends how to host your model on Amazon SageMaker AI. Words after it fill in the form:`,
    `• \`${COMMAND} ${FIRST_EXAMPLE}\``,
    `• \`${COMMAND} ct-scans 500 MB within 15 min, sporadic, gpu, 2000/day\``,
    `• \`${COMMAND} churn dataset 40 GB, every night\``,
    'I post the recommendation in the channel, and the team discusses and decides in its thread.',
    `More: ${Object.keys(SUBJECTS)
      .map((name) => `\`help ${name}\``)
      .join(', ')}. In a thread, mention me with \`help\`.`,
  ];
  return {
    text: `${COMMAND} recommends how to host your model on Amazon SageMaker AI. Example: ${COMMAND} ${FIRST_EXAMPLE}`,
    blocks: [section(lines.join('\n'))],
  };
}

/** What follows `help`, the empty text where nothing does; undefined for words that don't ask for help. */
export function helpSubject(words: string): string | undefined {
  const [first = '', subject = '', ...others] = words.trim().split(/\s+/);
  return /^(?:help|\?)$/i.test(first) && others.length === 0 ? subject : undefined;
}

export function buildGreeting(): Message {
  return say(
    `Hi. Describe a model and its traffic, such as \`${FIRST_EXAMPLE}\`, and I say how to host it and what it costs.\n\`help\` has more.`,
  );
}

/** Whether somebody asks for the audit of the account that the bot once made. */
export const asksForAudit = (words: string): boolean => words.trim().toLowerCase() === 'audit';

export function buildWhereAuditsAre(): Message {
  return say(
    'Audits of the AWS account are on the command line: run `endpoint-reviewer account audit`, and post what `--markdown` or `--csv` prints.',
  );
}

/** A post that did not get into its channel. */
interface Unposted {
  reviewId: string;
  channelId: string;
  /** What is missing there, in mrkdwn: "*fraud-scoring*", "your change to *fraud-scoring*". */
  what: string;
}

interface NotInChannel extends Unposted {
  /** False where no app can be added, as in a direct message between people. */
  canBeInvited: boolean;
  /** Whether it can go elsewhere. A reply cannot: it belongs in its thread. */
  canMove: boolean;
  /** The bot's own user id, which makes the invitation ready to copy. */
  botUserId?: string;
}

/** Tells the requester that the bot isn't in the channel, how to invite it, and offers to post then or elsewhere. */
export function buildNotInChannelNotice(notice: NotInChannel): Message {
  const { reviewId, channelId, what, canBeInvited, canMove, botUserId } = notice;
  const where = channelWords(channelId);
  const bot = botUserId ? mention(botUserId) : 'this app';
  const text = canBeInvited
    ? `I can't post ${what} in ${where} because I'm not a member. Invite me with \`/invite\` and ${bot}, then press *Post now*. It's saved until then.`
    : `I can't post ${what} in ${where}: apps can't be added there. I can send it to you instead, and you can still change its answers.`;
  const toMe = button(ACTIONS.postToMe, 'Send it to me', reviewId);
  const now: Button = { ...postButton('Post now', reviewId), style: 'primary' };
  return buildNotice(text, [...(canBeInvited ? [now] : []), ...(canMove ? [toMe] : [])]);
}

/** A post that Slack refuses until an admin changes something. */
interface NotPermitted extends Unposted {
  error: string;
  /** The missing scope, '' where Slack doesn't name it; undefined where the reason is another one. */
  scope: string | undefined;
}

/** Tells the requester what an admin has to change, and offers to post then. */
export function buildNotPermittedNotice({ reviewId, channelId, what, error, scope }: NotPermitted): Message {
  const why =
    scope !== undefined
      ? describeMissingScope(scope)
      : `This workspace doesn't let the app post (\`${error}\`). Ask an admin to allow it.`;
  const text = `I can't post ${what} in ${channelWords(channelId)}. ${why} Then press *Post now*. It's saved until then.`;
  return buildNotice(text, [postButton('Post now', reviewId)]);
}

/** Asks the requester to check whether a post arrived, because Slack never answered and posting again might post twice. */
export function buildUncertainNotice({ reviewId, channelId, what }: Unposted): Message {
  const text = `I couldn't confirm that ${what} was posted in ${channelWords(channelId)}. If it isn't there, press *Post again*.`;
  return buildNotice(text, [postButton('Post again', reviewId)]);
}

/** Tells the requester that the bot may no longer write in the channel. Nothing can be pressed. */
export const buildNoAccessNotice = ({ channelId, what }: Omit<Unposted, 'reviewId'>): Message =>
  say(`I'm no longer allowed to post in ${channelWords(channelId)}, so ${what} is missing there. It's saved.`);

/** Tells the requester that a post failed for good, with the reference to find it in the log. */
export function buildFailedNotice({ reviewId, what }: Omit<Unposted, 'channelId'>, hasCrashed = false): Message {
  return say(
    `I couldn't post ${what}${hasCrashed ? ' because I crashed each of the 3 times I tried' : ''}. It's saved. Give your administrator this reference: ${escapeWithin(reviewId, REFERENCE_MAX)}.`,
  );
}

const postButton = (label: 'Post now' | 'Post again', reviewId: string): Button =>
  button(ACTIONS.postAgain, label, reviewId);

const buildNotice = (text: string, buttons: Button[]): Message =>
  buttons.length === 0 ? say(text) : say(text, actions('notice_actions', buttons));

export function buildUnknownAction(): Message {
  return say(
    `This button is from an older version and no longer works. Nothing was changed. Start a new review with \`${COMMAND}\`.`,
  );
}

/** What the button that opens the form carries: the words, or the id under which they are stored; undefined for none. */
export type FormWords = { kind: 'words'; words: string } | { kind: 'stored'; id: string } | undefined;

/** Returns whether a button can carry these words. Slack may count them escaped. */
export const fitsButton = (words: string): boolean => escapeMrkdwn(words).length <= SLACK_LIMITS.button.value;

const LINE_MAX = 600;

/** The answer to a direct message that describes a workload, or seems to. */
export function buildDirectAnswer(heard: Heard, carried: FormWords, reader?: string): Message {
  const lines = writeReading(heard, { max: LINE_MAX }).map((line) => readingLine(line, LINE_MAX));
  const [found, next] = lines.some((line) => line.startsWith('*Understood'))
    ? [lines, "Open the form to check it and add what's missing."]
    : [
        ["I didn't find any facts about a workload in your message.", ...lines],
        'Open the form to describe one. Your message goes into its description.',
      ];
  const text = `${found.join('\n')}\n${next} Write \`help\` for examples.`;
  return say(text, ...readerLine(reader), formButton(carried));
}

export const readerLine = (reader: string | undefined): Message['blocks'] =>
  reader === undefined ? [] : [remark(reader)];

export function buildDirectHelp(subject?: string): Message {
  const { text, blocks } = buildHelp(subject);
  return { text, blocks: [...blocks, formButton(undefined)] };
}

export function formButton(carried: FormWords): Message['blocks'][number] {
  const value = carried?.kind === 'words' ? carried.words : carried?.id;
  const actionId = carried?.kind === 'stored' ? ACTIONS.fillFormFromStored : ACTIONS.fillForm;
  return actions('direct_actions', [button(actionId, 'Open the form', value, { style: 'primary' })]);
}
