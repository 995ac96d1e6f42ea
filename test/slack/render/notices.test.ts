import { describe, expect, it } from 'vitest';
import { validateMessage } from '../../../local-workspace/block-kit/validate.ts';
import type { Message } from '../../../src/slack/render/message.ts';
import {
  buildFailure,
  buildHelp,
  buildNotInChannelNotice,
  buildUncertainNotice,
  buildUnknownAction,
} from '../../../src/slack/render/notices.ts';
import { readWords } from '../../../src/wording/read-words.ts';

const REVIEW = { reviewId: 'review-1', channelId: 'C0RISK0001' };

const INVITABLE = buildNotInChannelNotice({ ...REVIEW, canBeInvited: true, botUserId: 'U0BOT00001' });

const NEVER = buildNotInChannelNotice({ reviewId: 'review-1', channelId: 'D0PAIR0001', canBeInvited: false });

const NOTICES: readonly [name: string, message: Message][] = [
  ['not in the channel', INVITABLE],
  ['not in the channel, own id unknown', buildNotInChannelNotice({ ...REVIEW, canBeInvited: true })],
  ['never in the channel', NEVER],
  [
    'not in the channel any more, with a line',
    buildNotInChannelNotice({ ...REVIEW, canBeInvited: true, what: 'a line' }),
  ],
  ['uncertain', buildUncertainNotice(REVIEW)],
  ['uncertain, of a line', buildUncertainNotice({ ...REVIEW, what: 'a line' })],
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

  it('tell how to invite the bot, and offer to post now or into the own conversation', () => {
    expect(INVITABLE.text).toContain('`/invite` and <@U0BOT00001>');
    expect(INVITABLE.text).toContain('<#C0RISK0001>');
    expect(buttonsOf(INVITABLE)).toMatchObject([
      { action_id: 'post_again', value: 'review-1', style: 'primary' },
      { action_id: 'post_to_me', value: 'review-1' },
    ]);
  });

  it('offer only the own conversation where no app can be added, and say why', () => {
    expect(NEVER.text).toContain('apps cannot be added to that conversation');
    expect(buttonsOf(NEVER)).toMatchObject([{ action_id: 'post_to_me', value: 'review-1' }]);
  });

  it('offer no other place for what belongs into a thread', () => {
    const notice = buildNotInChannelNotice({ ...REVIEW, canBeInvited: true, what: 'the line about your change' });
    expect(notice.text).toContain('the line about your change could not be posted');
    expect(buttonsOf(notice)).toMatchObject([{ action_id: 'post_again' }]);
  });

  it('ask a person whether an unconfirmed post arrived, before it is posted again', () => {
    expect(buttonsOf(buildUncertainNotice(REVIEW))).toMatchObject([{ action_id: 'post_again', value: 'review-1' }]);
  });

  it('give the reference of a failure, which is in the log', () => {
    expect(buildFailure('ref-1').text).toMatch(/on our side.*ref-1$/);
  });
});

describe('the help', () => {
  const commands = [...JSON.stringify(buildHelp().blocks).matchAll(/`\/sagemaker-endpoint ([^`]+)`/g)].map(
    ([, words]) => words ?? '',
  );

  it('has three examples', () => {
    expect(commands).toHaveLength(3);
  });

  it.each(commands)('has an example that the command understands wholly: %s', (words) => {
    const { unclear, notUsed, name } = readWords(words);
    expect({ unclear, notUsed }).toEqual({ unclear: [], notUsed: [] });
    expect(name).toMatch(/^[a-z-]+$/);
  });
});
