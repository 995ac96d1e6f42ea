import { App, type ReceiverEvent } from '@slack/bolt';
import { describe, expect, it } from 'vitest';
import { createBoltLogger, createLogger, currentReference } from '../../../src/logger.ts';
import { createInFlight, followEvents } from '../../../src/slack/connection/transport.ts';
import { createSignal } from '../../support/signal.ts';

/** An app, and a way to feed it events as a receiver does. */
function handFed() {
  const logLines: string[] = [];
  const logger = createLogger({ level: 'debug', destination: { write: (line: string) => void logLines.push(line) } });
  const app = new App({
    receiver: { init: () => {}, start: async () => {}, stop: async () => {} },
    logger: createBoltLogger(logger, 'debug'),
    convoStore: false,
    ignoreSelf: false,
    authorize: async () => ({ botToken: 'xoxb-1', botId: 'B1', botUserId: 'U0' }),
  });
  const inFlight = createInFlight();
  const take = followEvents(app, inFlight, {
    logger: createBoltLogger(logger, 'debug'),
    slackApiUrl: 'https://slack.com/api/',
  });
  const command = { command: '/sagemaker-endpoint', text: '', team_id: 'T1', user_id: 'U1', channel_id: 'C1' };
  const feed = (ack: ReceiverEvent['ack'] = async () => {}, body: ReceiverEvent['body'] = command) =>
    take({ body, ack });
  return { app, inFlight, feed, logLines };
}

describe('followEvents', () => {
  it('gives every interaction a different reference, ten letters and digits long', async () => {
    const { app, feed } = handFed();
    const references: (string | undefined)[] = [];
    app.command('/sagemaker-endpoint', async ({ ack }) => {
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
    const { app, feed } = handFed();
    const answers: unknown[] = [];
    app.command('/sagemaker-endpoint', async ({ ack }) => {
      await ack('first');
      await ack('second');
    });
    await feed(async (answer) => void answers.push(answer));
    expect(answers).toEqual(['first']);
  });

  it('acknowledges at the end what no listener did, also after one failed', async () => {
    const { app, feed } = handFed();
    const answers: unknown[] = [];
    app.error(async () => {});
    app.command('/sagemaker-endpoint', async () => {
      throw new Error('before the acknowledgement');
    });
    await feed(async (answer) => void answers.push(answer));
    expect(answers).toEqual([undefined]);
  });

  it('counts an interaction as in progress until its listener is done', async () => {
    const { app, feed, inFlight } = handFed();
    const done = createSignal();
    app.command('/sagemaker-endpoint', async ({ ack }) => {
      await ack();
      await done.given;
    });
    const fed = feed();
    expect(await inFlight.settled(10)).toBe(false);
    done.give();
    await fed;
    expect(await inFlight.settled(1000)).toBe(true);
  });

  it('acknowledges, and does not reject, where Bolt itself fails at what came', async () => {
    const { feed, logLines } = handFed();
    const answers: unknown[] = [];
    // A view's submission without the view: Bolt throws before any listener.
    await feed(async (answer) => void answers.push(answer), { type: 'view_submission', user: { id: 'U1' } });
    expect(answers).toEqual([undefined]);
    expect(logLines.join()).toContain('Could not read an event');
  });

  it('goes on where the acknowledgement cannot be delivered, and says so in the log', async () => {
    const { app, feed, logLines } = handFed();
    let wentOn = false;
    app.command('/sagemaker-endpoint', async ({ ack }) => {
      await ack();
      wentOn = true;
    });
    await feed(async () => {
      throw new Error('the connection is gone');
    });
    expect(wentOn).toBe(true);
    expect(logLines.join()).toContain('Could not deliver');
  });
});
