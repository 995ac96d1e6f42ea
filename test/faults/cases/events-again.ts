import { createHmac, randomUUID } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';
import { isJson, type Json } from '../../../local-workspace/json.ts';
import type { FaultCase } from '../fault-case.ts';
import { askedSize, countAnswers } from '../support/mentions.ts';
import { areAllPosted, askPatiently } from '../support/reviews.ts';
import { until } from '../support/world.ts';

/** Each event three times, the last one first, from both ends at once. */
export const eventsAgain: FaultCase = {
  name: 'events-again',
  async run({ open }) {
    const world = await open({ kind: 'http' });
    const { workspace, ada, channel } = world;
    await world.startBot();
    await askPatiently(world, ada, 'events');
    await until(() => areAllPosted(world, channel, ['events']), 10_000);
    const [review] = workspace.messages(channel);
    const ts = review?.ts ?? '';
    await ada.mention(channel, askedSize(5), ts);
    await until(() => countAnswers(world, channel, ts, [5]).lost === 0, 10_000);

    const template = workspace.eventLog
      .flatMap((entry) => (entry.kind === 'delivered' && entry.type === 'events_api' ? [entry.payload] : []))
      .findLast(({ event }) => isJson(event) && event['type'] === 'app_mention');
    if (template === undefined || !isJson(template['event'])) throw new Error('There is no event to send again');
    const { event } = template;
    const sizes = Array.from({ length: 10 }, (_, index) => 6 + index);
    const events = sizes.map((size): Json => {
      const saidAt = `${Number(event['ts']) + size}`;
      const text = `<@${workspace.botUserId}> ${askedSize(size)}`;
      return { ...template, event_id: `Ev${randomUUID()}`, event: { ...event, ts: saidAt, event_ts: saidAt, text } };
    });

    const send = async (payload: Json, attempt: number) => {
      const body = JSON.stringify(payload);
      const timestamp = String(Math.floor(Date.now() / 1000));
      const signature = createHmac('sha256', world.signingSecret).update(`v0:${timestamp}:${body}`).digest('hex');
      const headers = {
        'content-type': 'application/json',
        'x-slack-request-timestamp': timestamp,
        'x-slack-signature': `v0=${signature}`,
        ...(attempt > 0 && { 'x-slack-retry-num': String(attempt), 'x-slack-retry-reason': 'timeout' }),
      };
      return (await fetch(`http://127.0.0.1:${world.port}/slack/events`, { method: 'POST', headers, body })).status;
    };
    const backwards = [...events].reverse();
    const statuses = await Promise.all(
      [0, 1, 2].flatMap((attempt) => backwards.map((payload) => send(payload, attempt))),
    );
    const answers = () => countAnswers(world, channel, ts, sizes);
    await until(() => answers().lost === 0, 10_000);
    await sleep(1000);
    return [
      {
        what: 'Ten mentions are delivered three times each, the last one first, all at once',
        sent: events.length,
        ...answers(),
        remark: `${statuses.filter((status) => status === 200).length} of ${statuses.length} deliveries were acknowledged`,
      },
    ];
  },
};
