import fc from 'fast-check';
import { EVENTS, STEPS } from '../../../src/slack/ids.ts';
import { hostileText, ping } from './hostile.ts';
import { type Drawn, event, HOME_CHANNEL, type Person, person, STRANGER, THREADS } from './payload.ts';

const asked = fc.oneof(
  { weight: 4, arbitrary: hostileText },
  // Something that is answered with what was said, and something behind it that is not understood.
  { weight: 1, arbitrary: ping.map((odd) => `what if payload 30 MB ${odd.replace('<', '&lt;').replace('>', '&gt;')}`) },
);

/** The bot is spoken to, in a review's thread and elsewhere. Strangers speak in a channel with the same id. */
export const mention: fc.Arbitrary<Drawn> = fc
  .tuple(person, asked, fc.constantFrom(undefined, ...THREADS, '9.9'))
  .map(([who, text, thread_ts]) => mentionWith(who, text, thread_ts));

/** What somebody says to the bot, in a thread or beside one. */
export function mentionWith(who: Person, text: string, thread_ts: string | undefined): Drawn {
  return {
    kind: 'mention',
    expectsWords: true,
    body: event(who, {
      type: 'app_mention',
      user: who.userId,
      channel: HOME_CHANNEL,
      ts: '5.6',
      event_ts: '5.6',
      text: `<@U0BOT> ${text}`,
      ...(thread_ts !== undefined && { thread_ts }),
    }),
  };
}

/** Somebody writes in their own conversation with the bot. */
export const directMessage: fc.Arbitrary<Drawn> = fc
  .tuple(person, asked, fc.constantFrom(undefined, ...THREADS, '9.9'))
  .map(([who, text, thread_ts]) => ({
    kind: 'direct message',
    expectsWords: true,
    body: event(who, {
      type: 'message',
      channel_type: 'im',
      user: who.userId,
      channel: 'D0ADA',
      ts: '5.7',
      event_ts: '5.7',
      text,
      ...(thread_ts !== undefined && { thread_ts }),
    }),
  }));

/** A workflow comes to a step, with what somebody typed into a form, or with what no form has. */
export const workflowStep: fc.Arbitrary<Drawn> = fc
  .tuple(person, fc.oneof(hostileText, fc.constantFrom('', '{"name":3}', '500 MB, sporadic')), fc.boolean())
  .map(([who, workload, isKnown]) => ({
    kind: 'workflow step',
    expectsWords: false,
    body: event(who, {
      type: EVENTS.functionExecuted,
      function: { id: 'Fn1', callback_id: isKnown ? STEPS.recommend : 'recommend_2019' },
      inputs: { workload },
      function_execution_id: 'Fx1',
      bot_access_token: 'xwfp-1',
    }),
  }));

/** The stranger's team takes the app out, or somebody's token is revoked: what is another team's stays. */
export const leaving: fc.Arbitrary<Drawn> = fc
  .tuple(
    person,
    fc.constantFrom({ type: EVENTS.uninstalled }, { type: EVENTS.tokensRevoked, tokens: { oauth: ['U0BEN'] } }),
  )
  .map(([who, inner]) => ({ kind: 'leaving', expectsWords: false, body: event({ ...who, teamId: STRANGER }, inner) }));
