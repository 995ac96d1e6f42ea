import { setTimeout as sleep } from 'node:timers/promises';
import type { Message } from '../../../local-workspace/state/messages.ts';
import { ACTIONS } from '../../../src/slack/ids.ts';
import type { FaultCase, FaultTools, Finding } from '../fault-case.ts';
import { askedSize, countAnswers } from '../support/mentions.ts';
import { openPosted } from '../support/posted.ts';
import { heedUntil } from '../support/told.ts';
import { killWhen, until, type World } from '../support/world.ts';

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
const ACCEPTED = { line: /> accepted /, title: /^Accepted\./ };

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

const STEPS: LaterStep[] = [
  {
    when: 'when a decision is stored and the answer to its update has not come',
    prepare: ({ workspace }) => workspace.faults.next('chat.update', HELD),
    act: accept,
    isThere: ({ workspace }) => workspace.calls('chat.update').some(({ fault }) => fault === HELD.kind),
    ...ACCEPTED,
    isQuick: true,
  },
  {
    when: "when a decision's line is made and its answer has not come",
    prepare: ({ workspace }) => workspace.faults.next('chat.postMessage', HELD),
    act: accept,
    isThere: (world, root) => isSaid(world, root, ACCEPTED.line),
    ...ACCEPTED,
  },
  {
    when: "when a revision's line is made and its answer has not come",
    act: revise,
    isThere: (world, root) => isSaid(world, root, /^Revision 2 by/),
    line: /^Revision 2 by/,
    title: /Revision 2\b/,
  },
];

export const killedLater: FaultCase = {
  name: 'killed-later',
  long: true,
  async run(tools) {
    return Promise.all(STEPS.map((step) => killAt(tools, step)));
  },
};

async function killAt(tools: FaultTools, step: LaterStep): Promise<Finding> {
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
    what: `kill -9 ${step.when}, and a new process`,
    sent: 1,
    arrived: isDone() ? 1 : 0,
    lost: isDone() ? 0 : 1,
    doubled: Math.max(0, lines() - 1),
    remark: notices > 0 ? `told ${notices} time(s), pressed ${presses} time(s)` : '',
    ...(!isReached && { fault: 'the step was not reached' }),
  };
}
