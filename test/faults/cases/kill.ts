import { setTimeout as sleep } from 'node:timers/promises';
import type { FaultCase, FaultTools, Finding } from '../fault-case.ts';
import { countPosts, heedNotices, openForm } from '../support/reviews.ts';
import { killWhen, type World } from '../support/world.ts';

/**
 * A step at which the process is killed: `prepare` makes it last, `isThere` sees that it is reached, `isPast` that the kill
 * came too late for it.
 */
interface Step {
  when: string;
  prepare(world: World): void;
  isThere(world: World): boolean;
  isPast?(world: World): boolean;
  /** How long after it, in milliseconds: what Slack answers has arrived by then. */
  laterMs?: number;
}

const HELD_MS = 2000;
const posts = ({ workspace }: World) => workspace.calls('chat.postMessage').length;
const delivered = ({ workspace }: World, payloadType: string) =>
  workspace.eventLog.some(({ kind, ...entry }) => kind === 'delivered' && JSON.stringify(entry).includes(payloadType));

const STEPS: Step[] = [
  {
    when: 'as the command arrives',
    prepare() {},
    isThere: (world) => delivered(world, '/sagemaker-endpoint'),
    isPast: ({ workspace }) => workspace.calls('views.open').length > 0,
  },
  {
    when: 'while Slack opens the form',
    prepare: ({ workspace }) => workspace.faults.next('views.open', { kind: 'slowAnswer', ms: HELD_MS }),
    isThere: ({ workspace }) => workspace.calls('views.open').length > 0,
  },
  {
    when: 'as the form arrives',
    prepare() {},
    isThere: (world) => delivered(world, 'view_submission'),
    isPast: (world) => posts(world) > 0,
  },
  {
    when: 'when the review is stored and Slack puts off its post',
    prepare: ({ workspace }) => workspace.faults.next('chat.postMessage', { kind: '429', retryAfter: 1 }),
    isThere: (world) => posts(world) > 0,
    laterMs: 100,
  },
  {
    when: 'when the post is made and its answer has not come',
    prepare: ({ workspace }) => workspace.faults.next('chat.postMessage', { kind: 'slowAnswer', ms: HELD_MS }),
    isThere: ({ workspace, channel }) => workspace.messages(channel).length > 0,
  },
  {
    when: 'when the first reply is made and its answer has not come',
    prepare({ workspace }) {
      workspace.subscribe((entry) => {
        if (entry.kind !== 'message' || entry.change !== 'posted' || workspace.calls('chat.postMessage').length > 0)
          return;
        workspace.faults.next('chat.postMessage', { kind: 'slowAnswer', ms: HELD_MS });
      });
    },
    isThere: ({ workspace, channel }) =>
      workspace.messages(channel).some(({ ts }) => workspace.thread(channel, ts).length > 1),
  },
];

export const killed: FaultCase = {
  name: 'killed',
  long: true,
  async run(tools) {
    const findings: Finding[] = [];
    // The waiting is long and the work is little: three at a time.
    for (let at = 0; at < STEPS.length; at += 3) {
      findings.push(...(await Promise.all(STEPS.slice(at, at + 3).map((step) => killAt(tools, step)))));
    }
    return findings;
  },
};

/** One review is asked for, the process is killed and started again, and the person goes on as a person does. */
async function killAt({ open }: FaultTools, { when, prepare, isThere, isPast, laterMs }: Step): Promise<Finding> {
  const world = await open();
  const { workspace, ada, channel } = world;
  const bot = await world.startBot();
  prepare(world);
  const killing = killWhen(world, bot, () => isThere(world), laterMs).then((isReached) => {
    if (!isReached) return 'the step was not reached';
    return isPast?.(world) === true ? 'the kill came too late' : undefined;
  });
  let repeats = 0;
  let form = await openForm(world, ada, 'killed');
  let outcome = form && (await ada.submit(form.id));
  const missed = await killing;
  await world.startBot();
  for (; outcome?.kind !== 'closed' && repeats < 10; repeats++) {
    form ??= await openForm(world, ada, 'killed');
    outcome = form && (await ada.submit(form.id));
    await sleep(200);
  }
  const { presses, notices } = await heedNotices(world, ada, ['killed'], 60_000);
  await sleep(500);
  const { arrived, doubled } = countPosts(world, channel, ['killed']);
  return {
    what: `kill -9 ${when}, and a new process`,
    sent: 1,
    arrived,
    lost: 1 - arrived,
    doubled,
    remark: [
      repeats > 0 ? `The person did it again ${repeats} time(s)` : '',
      notices > 0 ? `asked ${notices} time(s) to look, pressed ${presses} time(s)` : '',
      workspace.breaches.length > 0 ? `${workspace.breaches.length} late or missing acknowledgements` : '',
    ]
      .filter((part) => part !== '')
      .join('; '),
    ...(missed !== undefined && { fault: missed }),
  };
}
