import { setTimeout as sleep } from 'node:timers/promises';
import type { Fault } from '../../../local-workspace/state/faults.ts';
import type { FaultCase, FaultTools, Finding } from '../fault-case.ts';
import { askedSize, countAnswers } from '../support/mentions.ts';
import { openPosted } from '../support/posted.ts';
import { toldTo } from '../support/told.ts';
import { killWhen, until, type World } from '../support/world.ts';

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
  { what: 'kill -9 as a mention arrives, and a new process', killWhen: isDelivered },
  { what: 'kill -9 before the answer to a mention is made, and a new process', fault: LIMITED, killWhen: isLimited },
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
    sent: 1,
    ...counts(),
    remark: asksAgain ? 'The person was told, and asked again' : '',
    ...(isReached === false && { fault: 'the step was not reached' }),
  };
}
