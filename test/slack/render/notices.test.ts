import { describe, expect, it } from 'vitest';
import { validateMessage } from '../../../local-workspace/block-kit/validate.ts';
import { readEndpointWords } from '../../../src/slack/account/reader.ts';
import type { Message } from '../../../src/slack/render/message.ts';
import {
  buildFailedNotice,
  buildFailure,
  buildGreeting,
  buildHelp,
  buildNoAccessNotice,
  buildNotInChannelNotice,
  buildNotPermittedNotice,
  buildUncertainNotice,
  buildUnknownAction,
} from '../../../src/slack/render/notices.ts';
import { buildThreadGreeting } from '../../../src/slack/render/thread/help.ts';
import { readReviewCommand } from '../../../src/wording/read-command.ts';
import { readWords } from '../../../src/wording/read-words.ts';
import { expectGolden } from '../../support/golden.ts';
import { mrkdwnIn } from '../markup.ts';

const WHAT = '*fraud-scoring*';
const REVIEW = { reviewId: 'review-1', channelId: 'C0RISK0001', what: WHAT };
const OF_MESSAGE = { ...REVIEW, canMove: true };

const INVITABLE = buildNotInChannelNotice({ ...OF_MESSAGE, canBeInvited: true, botUserId: 'U0BOT00001' });
const NEVER = buildNotInChannelNotice({ ...OF_MESSAGE, channelId: 'D0PAIR0001', canBeInvited: false });
const REPLY = buildNotInChannelNotice({ ...REVIEW, canMove: false, canBeInvited: true });

const NOTICES: readonly [name: string, message: Message][] = [
  ['not in the channel', INVITABLE],
  ['not in the channel, own id unknown', buildNotInChannelNotice({ ...OF_MESSAGE, canBeInvited: true })],
  ['never in the channel', NEVER],
  ['removed from the channel, with a reply', REPLY],
  ['no longer allowed', buildNoAccessNotice(REVIEW)],
  ['missing scope', buildNotPermittedNotice({ ...REVIEW, error: 'missing_scope', scope: 'chat:write' })],
  [
    'not allowed by the workspace',
    buildNotPermittedNotice({ ...REVIEW, error: 'ekm_access_denied', scope: undefined }),
  ],
  ['uncertain', buildUncertainNotice(REVIEW)],
  ['failed', buildFailedNotice(REVIEW)],
  ['failure', buildFailure('ref-1 <!channel>')],
  ['unknown action', buildUnknownAction()],
  ['help', buildHelp()],
];

const buttonsOf = ({ blocks }: Message) => blocks.flatMap((block) => (block.type === 'actions' ? block.elements : []));

describe('notices', () => {
  it.each(NOTICES)('the notice "%s" is a message that Slack takes', (_, message) => {
    expect(validateMessage(message)).toEqual([]);
    expect(JSON.stringify(message)).not.toContain('<!channel>');
  });

  it('read as reviewed', async () => {
    const lines = NOTICES.map(([name, message]) => {
      const labels = buttonsOf(message).map((button) => ('text' in button ? ` [${button.text?.text}]` : ''));
      return `${name}: ${message.text}${labels.join('')}`;
    });
    await expectGolden(`${lines.join('\n')}\n`, 'slack/notices.txt');
  });

  it('offer to post now or in the own conversation, and no other place for a reply or for what nobody confirmed', () => {
    expect(buttonsOf(INVITABLE)).toMatchObject([
      { action_id: 'post_again', value: 'review-1', style: 'primary' },
      { action_id: 'post_to_me', value: 'review-1' },
    ]);
    expect(buttonsOf(NEVER)).toMatchObject([{ action_id: 'post_to_me', value: 'review-1' }]);
    const again = [{ action_id: 'post_again', value: 'review-1' }];
    for (const notice of [REPLY, buildUncertainNotice(REVIEW)]) expect(buttonsOf(notice)).toMatchObject(again);
  });
});

const wordsIn = ({ blocks }: Message): number => mrkdwnIn(blocks).join(' ').split(/\s+/).length;

describe('the help', () => {
  const whole = ['', 'reviews', 'endpoints'].map((subject) => JSON.stringify(buildHelp(subject).blocks)).join();
  const commands = [...whole.matchAll(/`\/sagemaker-endpoint ([^`]+)`/g)].map(([, words]) => words ?? '');
  const ofReviews = commands.flatMap((words) => {
    const read = readReviewCommand(words);
    return read === undefined || read === 'home' ? [] : read.command.kind;
  });
  const workloads = commands.filter(
    (words) => readEndpointWords(words) === undefined && readReviewCommand(words) === undefined,
  );

  it('has three examples of workloads in at most 90 words, and the rest by subject', () => {
    expect(workloads).toHaveLength(3);
    expect(ofReviews).toEqual(['status', 'search']);
    expect(commands.map((words) => readEndpointWords(words)?.name).filter(Boolean)).toEqual(['churn-scores']);
    expect(wordsIn(buildHelp())).toBeLessThanOrEqual(90);
    expect(buildHelp('Numbers')).not.toEqual(buildHelp());
    for (const none of ['nonsense', 'constructor', '__proto__']) expect(buildHelp(none)).toEqual(buildHelp());
  });

  it('greets in two lines', () => {
    for (const { text } of [buildGreeting(), buildThreadGreeting()]) expect(text.split('\n')).toHaveLength(2);
  });

  it.each(workloads)('has an example that the command understands wholly: %s', (words) => {
    const { unclear, notUsed, name } = readWords(words);
    expect({ unclear, notUsed }).toEqual({ unclear: [], notUsed: [] });
    expect(name).toMatch(/^[a-z-]+$/);
  });
});
