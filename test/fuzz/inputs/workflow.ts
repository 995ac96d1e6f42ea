import fc from 'fast-check';
import { STEPS, WORKFLOW_EVENTS } from '../../../src/slack/ids.ts';
import { hostileText } from './hostile-text.ts';
import type { Drawn } from './input.ts';
import { HOME_CHANNEL } from './known-ids.ts';
import { event, person } from './people.ts';

/** A workflow comes to a step, with what somebody typed into a form, or with what no form has. */
export const workflowStep: fc.Arbitrary<Drawn> = fc
  .tuple(person, fc.oneof(hostileText, fc.constantFrom('', '{"name":3}', '500 MB, sporadic')), fc.boolean())
  .map(([who, workload, isKnown]) => ({
    kind: 'workflow step',
    expectsWords: false,
    body: event(who, {
      type: WORKFLOW_EVENTS.functionExecuted,
      function: { id: 'Fn1', callback_id: isKnown ? STEPS.recommend : 'recommend_2019' },
      inputs: { workload },
      function_execution_id: 'Fx1',
      bot_access_token: 'xwfp-1',
    }),
  }));

/** Somebody writes a link to the page, which anybody may have changed. */
export const sharedLink: fc.Arbitrary<Drawn> = fc
  .tuple(person, hostileText, fc.constantFrom('words', 'workload', 'other'))
  .map(([who, text, field]) => ({
    kind: 'shared link',
    expectsWords: false,
    body: event(who, {
      type: WORKFLOW_EVENTS.linkShared,
      user: who.userId,
      channel: HOME_CHANNEL,
      message_ts: '5.8',
      links: [
        { domain: 'page.example.com', url: `https://page.example.com/#${new URLSearchParams({ [field]: text })}` },
      ],
    }),
  }));
