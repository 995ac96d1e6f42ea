import { setTimeout as sleep } from 'node:timers/promises';
import type { Message } from '../../../local-workspace/state/messages.ts';
import { ACTIONS } from '../../../src/slack/ids.ts';
import { askedSize, countAnswers, countPosts, heedNotices, heedUntil, openForm, openPosted } from '../reviews.ts';
import { type FaultCase, type FaultTools, type Finding, killWhen, until, type World } from '../world.ts';

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
  return {
    what: `kill -9 ${when}`,
    ...countPosts(world, channel, ['killed']),
    remark: [
      repeats > 0 ? `done again ${repeats}×` : '',
      notices > 0 ? `asked to look ${notices}×, pressed ${presses}×` : '',
      workspace.breaches.length > 0 ? `${workspace.breaches.length} late or missing acknowledgements` : '',
    ]
      .filter((part) => part !== '')
      .join('; '),
    ...(missed !== undefined && { fault: missed }),
  };
}

/** Something that somebody does to a posted review, and the step of it at which the process is killed. */
interface LaterStep {
  when: string;
  prepare?(world: World): void;
  act(world: World, root: Message): Promise<unknown>;
  /** Of Slack's log, from the act on. */
  isThere(world: World, root: Message): boolean;
  /** The lines in the thread that must be there once in the end. */
  line: RegExp;
  /** What the review's message must say in the end. */
  title: RegExp;
  /** Nobody is told, and what is done again is done at once. */
  isQuick?: boolean;
}

const SIZE = 7;
const HELD = { kind: 'slowAnswer', ms: 60_000 } as const;
const thread = ({ workspace, channel }: World, { ts }: Message) => workspace.thread(channel, ts);
const isSaid = (world: World, root: Message, line: RegExp) => thread(world, root).some(({ text }) => line.test(text));
const ACCEPTED = { line: / accepted /, title: /^Accepted\./ };

const accept = ({ ben }: World, root: Message) => ben.click(root, ACTIONS.accept);
/** Asks what would be if, and makes the answer the next revision. */
async function revise(world: World, root: Message): Promise<void> {
  const { ada, channel } = world;
  await ada.mention(channel, askedSize(SIZE), root.ts);
  await until(() => countAnswers(world, channel, root.ts, [SIZE]).arrived === 1, 10_000);
  const answer = thread(world, root).at(-1);
  world.workspace.faults.next('chat.postMessage', HELD);
  if (answer !== undefined) await ada.click(answer, ACTIONS.makeRevision);
}

// biome-ignore format: one case a line.
const LATER_STEPS: LaterStep[] = [
  { when: 'when a decision is stored and the answer to its update has not come', prepare: ({ workspace }) => workspace.faults.next('chat.update', HELD),
    act: accept, isThere: ({ workspace }) => workspace.calls('chat.update').some(({ fault }) => fault === HELD.kind), ...ACCEPTED, isQuick: true },
  { when: "when a decision's line is made and its answer has not come", prepare: ({ workspace }) => workspace.faults.next('chat.postMessage', HELD),
    act: accept, isThere: (world, root) => isSaid(world, root, ACCEPTED.line), ...ACCEPTED },
  { when: "when a revision's line is made and its answer has not come", act: revise, isThere: (world, root) => isSaid(world, root, /^Revision 2 by/),
    line: /^Revision 2 by/, title: /Revision 2\b/ },
];

export const killedLater: FaultCase = {
  name: 'killed-later',
  long: true,
  async run(tools) {
    return Promise.all(LATER_STEPS.map((step) => killLaterAt(tools, step)));
  },
};

async function killLaterAt(tools: FaultTools, step: LaterStep): Promise<Finding> {
  const { world, bot, root } = await openPosted(tools);
  step.prepare?.(world);
  const killing = killWhen(world, bot, () => step.isThere(world, root));
  await step.act(world, root);
  const isReached = await killing;
  world.workspace.faults.clear();
  await world.startBot();
  const lines = () => thread(world, root).filter(({ text }) => step.line.test(text)).length;
  const shown = () => {
    const [message] = world.workspace.messages(world.channel);
    return `${message?.text ?? ''}\n${JSON.stringify(message?.blocks ?? [])}`;
  };
  const isDone = () => lines() > 0 && step.title.test(shown());
  if (step.isQuick === true) await until(isDone, 60_000);
  const person = step.act === accept ? world.ben : world.ada;
  const { notices, presses } = await heedUntil(world, person, isDone, step.isQuick === true ? 1000 : 45_000);
  await sleep(500);
  return {
    what: `kill -9 ${step.when}`,
    sent: 1,
    arrived: isDone() ? 1 : 0,
    lost: isDone() ? 0 : 1,
    doubled: Math.max(0, lines() - 1),
    remark: notices > 0 ? `told ${notices}×, pressed ${presses}×` : '',
    ...(!isReached && { fault: 'the step was not reached' }),
  };
}
