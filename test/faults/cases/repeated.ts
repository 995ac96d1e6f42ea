import { randomUUID } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';
import { isJson, type Json } from '../../../local-workspace/json.ts';
import type { Fault } from '../../../local-workspace/state/faults.ts';
import { ACTIONS } from '../../../src/slack/ids.ts';
import { freePort } from '../../support/free-port.ts';
import { postSigned, signed } from '../../support/signed-request.ts';
import {
  areAllPosted,
  askedSize,
  askPatiently,
  countAnswers,
  countPosts,
  namesFor,
  openForm,
  openPosted,
  toldTo,
} from '../reviews.ts';
import { type FaultCase, type FaultTools, type Finding, killWhen, until, type World } from '../world.ts';

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

    const send = (payload: Json, attempt: number) =>
      postSigned(world.port, JSON.stringify(payload), {
        headers: {
          'content-type': 'application/json',
          ...(attempt > 0 && { 'x-slack-retry-num': String(attempt), 'x-slack-retry-reason': 'timeout' }),
        },
      });
    const backwards = [...events].reverse();
    const statuses = await Promise.all(
      [0, 1, 2].flatMap((attempt) => backwards.map((payload) => send(payload, attempt))),
    );
    const answers = () => countAnswers(world, channel, ts, sizes);
    await until(() => answers().lost === 0, 10_000);
    await sleep(1000);
    return [
      {
        what: 'Ten mentions are delivered three times each, all at once, the last first',
        ...answers(),
        remark: `${statuses.filter((status) => status === 200).length} of ${statuses.length} acknowledged`,
      },
    ];
  },
};

const SIZE = 7;

/** What happens to the answer of a mention. */
interface Going {
  what: string;
  fault?: Fault;
  /** The process is killed when this is so, and a new one is started. */
  killWhen?(world: World): boolean;
}

const LIMITED = { kind: '429', retryAfter: 2 } as const;
const isLimited = ({ workspace }: World) => workspace.calls('chat.postMessage').some(({ fault }) => fault === '429');
const isDelivered = ({ workspace }: World) =>
  workspace.eventLog.some(
    ({ kind, ...entry }) => kind === 'delivered' && JSON.stringify(entry).includes('app_mention'),
  );

const GOINGS: Going[] = [
  { what: 'Slack answers the answer to a mention with 429 and Retry-After 2', fault: LIMITED },
  { what: 'Slack answers the answer to a mention with 500, once', fault: { kind: 'status', status: 500 } },
  { what: 'kill -9 as a mention arrives', killWhen: isDelivered },
  { what: 'kill -9 before the answer to a mention is made', fault: LIMITED, killWhen: isLimited },
];

/** A mention is answered once, or the person is told in private that it wasn't, and is answered when they ask again. */
export const mentions: FaultCase = {
  name: 'mentions',
  run: (tools) => Promise.all(GOINGS.map((going) => askIn(tools, going))),
};

async function askIn(tools: FaultTools, { what, fault, killWhen: isTime }: Going): Promise<Finding> {
  const { world, bot, root } = await openPosted(tools);
  const { workspace, ada, channel } = world;
  const ask = () => ada.mention(channel, askedSize(SIZE), root.ts);
  const counts = () => countAnswers(world, channel, root.ts, [SIZE]);
  const before = toldTo(world, ada).length;
  const isTold = () => toldTo(world, ada).length > before;
  if (fault !== undefined) workspace.faults.next('chat.postMessage', fault);
  const killing = isTime === undefined ? undefined : killWhen(world, bot, () => isTime(world));
  await ask();
  const isReached = await killing;
  if (killing !== undefined) await world.startBot();
  await until(() => counts().arrived > 0 || isTold(), 30_000);
  const asksAgain = counts().arrived === 0 && isTold();
  if (asksAgain) {
    await ask();
    await until(() => counts().arrived > 0, 10_000);
  }
  // An answer that was only put off would come twice now.
  await sleep(3000);
  return {
    what,
    ...counts(),
    remark: asksAgain ? 'told, and asked again' : '',
    ...(isReached === false && { fault: 'the step was not reached' }),
  };
}

/** Somebody recorded the press that accepted a review, and sends it again after the review was re-opened. */
export const recordedPress: FaultCase = {
  name: 'recorded-press',
  async run({ open }) {
    const world = await open({ kind: 'http' });
    const { workspace, ada, ben, channel, port } = world;
    await world.startBot();
    const other = await freePort();
    await world.startBot({ PORT: String(other) });
    await askPatiently(world, ada, 'recorded');
    await until(() => areAllPosted(world, channel, ['recorded']), 10_000);
    const message = () => workspace.messages(channel)[0] ?? { ts: '', blocks: undefined, channelId: channel };
    const linesWith = (words: RegExp) =>
      workspace.thread(channel, message().ts).filter(({ text }) => words.test(text)).length;
    await ben.click(message(), ACTIONS.accept);
    await until(() => linesWith(/ accepted /) === 1, 10_000);
    const press = workspace.eventLog
      .flatMap((entry) => (entry.kind === 'delivered' && isJson(entry.payload) ? [entry.payload] : []))
      .findLast(({ type }) => type === 'block_actions');
    const body = new URLSearchParams({ payload: JSON.stringify(press) }).toString();
    // Not in the second of the press itself: that would be a copy of it.
    const headers = signed(body, { seconds: 5 });
    const reopen = async (times: number) => {
      const value = /"text":"Re-open"[^}]*\},"value":"([^"]+)"/.exec(JSON.stringify(message().blocks))?.[1];
      await ben.click(message(), ACTIONS.more, value);
      const dialog = await ben.waitForView();
      await ben.answer(dialog.id, 'decide_reason', 'to look again');
      await ben.submit(dialog.id);
      await until(() => linesWith(/ re-?opened /i) === times, 10_000);
    };
    await reopen(1);
    // The record of it is taken for the first time.
    await postSigned(port, body, { headers });
    await until(() => linesWith(/ accepted /) === 2, 10_000);
    await reopen(2);
    const copies = [port, other, port, other];
    const statuses = await Promise.all(copies.map((to) => postSigned(to, body, { headers })));
    await sleep(3000);
    const effects = linesWith(/ accepted /) - 2;
    const taken = statuses.filter((status) => status === 200).length;
    return [
      {
        what: 'Over HTTP a press that accepted a review is recorded, and sent to two processes again after the review was re-opened',
        sent: copies.length,
        arrived: 0,
        lost: 0,
        doubled: Math.max(0, effects),
        remark: `${taken} of ${copies.length} copies got 200, and ${effects === 0 ? 'none' : effects} had an effect`,
        ...(taken < copies.length && { fault: `statuses ${statuses.join(', ')}` }),
      },
    ];
  },
};

/** Two presses in the same millisecond: of the same form, of two people's button, of the same notice. */
export const twoPresses: FaultCase = {
  name: 'two-presses',
  async run({ open }) {
    const world = await open();
    const { workspace, ada, ben, channel } = world;
    await world.startBot();

    const names = namesFor('twice', 5);
    for (const name of names) {
      const form = await openForm(world, ada, name);
      if (form !== undefined) await Promise.all([ada.submit(form.id), ada.submit(form.id)]);
    }
    await until(() => areAllPosted(world, channel, names), 10_000);
    await sleep(500);
    const sent = countPosts(world, channel, names);

    const chen = workspace.addUser('chen', { channels: [channel] });
    const messages = workspace.messages(channel);
    for (const message of messages) {
      await Promise.all([chen.click(message, ACTIONS.accept), ben.click(message, ACTIONS.accept)]);
    }
    const decided = () =>
      messages.map(({ ts }) => workspace.thread(channel, ts).filter(({ text }) => / accepted /.test(text)).length);
    await until(() => decided().every((count) => count > 0), 10_000);
    await sleep(500);

    workspace.faults.next('chat.postMessage', { kind: 'dropRequest' });
    await askPatiently(world, ada, 'notice');
    const asked = await workspace.waitFor(
      () =>
        workspace.ephemerals(ada.id).findLast(({ blocks }) => JSON.stringify(blocks ?? []).includes(ACTIONS.postAgain)),
      10_000,
    );
    await Promise.all([ada.click(asked, ACTIONS.postAgain), ada.click(asked, ACTIONS.postAgain)]);
    await until(() => areAllPosted(world, channel, ['notice']), 10_000);
    await sleep(500);
    const again = countPosts(world, channel, ['notice']);

    const counts = decided();
    // biome-ignore format: one case a line.
    return [
      { what: 'A form is sent twice in the same millisecond', ...sent, remark: '' },
      {
        what: 'Two people accept the same review in the same millisecond',
        sent: counts.length,
        arrived: counts.filter((count) => count > 0).length,
        lost: counts.filter((count) => count === 0).length,
        doubled: counts.reduce((sum, count) => sum + Math.max(0, count - 1), 0),
        remark: 'the other is told who was first',
      },
      { what: '"Post again" is pressed twice in the same millisecond', ...again, remark: '' },
    ];
  },
};
