import { createHmac, randomUUID } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';
import { isJson, type Json } from '../../../local-workspace/json.ts';
import type { FaultCase } from '../fault-case.ts';
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
    const thread = () => workspace.thread(channel, review?.ts ?? '');
    await ada.mention(channel, 'what if payload 5 MB', review?.ts);
    await until(() => thread().length >= 4, 10_000);
    const before = thread().length;

    const template = workspace.eventLog
      .flatMap((entry) => (entry.kind === 'delivered' && entry.type === 'events_api' ? [entry.payload] : []))
      .findLast(({ event }) => isJson(event) && event['type'] === 'app_mention');
    if (template === undefined || !isJson(template['event'])) throw new Error('There is no event to send again');
    const { event } = template;
    const events = Array.from({ length: 10 }, (_, index): Json => {
      const ts = `${Number(event['ts']) + index}`;
      const text = `<@${workspace.botUserId}> what if payload ${6 + index} MB`;
      return { ...template, event_id: `Ev${randomUUID()}`, event: { ...event, ts, event_ts: ts, text } };
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
    const answers = () => thread().length - before;
    await until(() => answers() >= events.length, 10_000);
    await sleep(1000);
    return [
      {
        what: 'Ten mentions are delivered three times each, the last one first, all at once',
        sent: events.length,
        arrived: Math.min(events.length, answers()),
        lost: Math.max(0, events.length - answers()),
        doubled: Math.max(0, answers() - events.length),
        remark: `${statuses.filter((status) => status === 200).length} of ${statuses.length} deliveries were acknowledged`,
      },
    ];
  },
};
