import { App, type Receiver, type ReceiverEvent } from '@slack/bolt';
import { describe, expect, it } from 'vitest';
import { currentReference } from '../../../src/logger.ts';
import { createInFlight } from '../../../src/slack/transport/in-flight.ts';
import { followInteractions } from '../../../src/slack/transport/interactions.ts';

/** A receiver that takes events from the test and hands them to whatever Bolt gave it. */
function handFed() {
  let target: App | undefined;
  const receiver: Receiver = {
    init(app) {
      target = app;
    },
    start: async () => {},
    stop: async () => {},
  };
  const feed = async (ack: ReceiverEvent['ack'] = async () => {}) => {
    const command = { command: '/sagemaker-endpoint', text: '', team_id: 'T1', user_id: 'U1', channel_id: 'C1' };
    await target?.processEvent({ body: command, ack });
  };
  return { receiver, feed };
}

function appOn(receiver: Receiver) {
  return new App({
    receiver,
    convoStore: false,
    ignoreSelf: false,
    authorize: async () => ({ botToken: 'xoxb-1', botId: 'B1', botUserId: 'U0' }),
  });
}

describe('followInteractions', () => {
  it('gives every interaction a reference of its own, ten letters and digits long', async () => {
    const { receiver, feed } = handFed();
    const references: (string | undefined)[] = [];
    appOn(followInteractions(receiver, createInFlight())).command('/sagemaker-endpoint', async ({ ack }) => {
      await ack();
      references.push(currentReference());
    });
    await feed();
    await feed();
    expect(references[0]).toMatch(/^[0-9a-f]{10}$/);
    expect(references[1]).toMatch(/^[0-9a-f]{10}$/);
    expect(references[0]).not.toBe(references[1]);
    expect(currentReference()).toBeUndefined();
  });

  it('acknowledges once, whatever the listeners do', async () => {
    const { receiver, feed } = handFed();
    const answers: unknown[] = [];
    appOn(followInteractions(receiver, createInFlight())).command('/sagemaker-endpoint', async ({ ack }) => {
      await ack('first');
      await ack('second');
    });
    await feed(async (answer) => void answers.push(answer));
    expect(answers).toEqual(['first']);
  });

  it('acknowledges at the end what no listener did, also after one failed', async () => {
    const { receiver, feed } = handFed();
    const answers: unknown[] = [];
    const app = appOn(followInteractions(receiver, createInFlight()));
    app.error(async () => {});
    app.command('/sagemaker-endpoint', async () => {
      throw new Error('before the acknowledgement');
    });
    await feed(async (answer) => void answers.push(answer));
    expect(answers).toEqual([undefined]);
  });

  it('keeps an interaction in hand until its listener is done', async () => {
    const { receiver, feed } = handFed();
    const inFlight = createInFlight();
    let finish = () => {};
    appOn(followInteractions(receiver, inFlight)).command('/sagemaker-endpoint', async ({ ack }) => {
      await ack();
      await new Promise<void>((resolve) => {
        finish = resolve;
      });
    });
    const fed = feed();
    expect(await inFlight.settled(10)).toBe(false);
    finish();
    await fed;
    expect(await inFlight.settled(1000)).toBe(true);
  });
});
