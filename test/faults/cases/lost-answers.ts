import { setTimeout as sleep } from 'node:timers/promises';
import type { Fault } from '../../../local-workspace/state/faults.ts';
import type { FaultCase, FaultTools, Finding } from '../fault-case.ts';
import { areAllPosted, askPatiently, countPosts, heedNotices, namesFor } from '../support/reviews.ts';
import { until } from '../support/world.ts';

interface Going {
  what: string;
  prefix: string;
  fault: Fault;
  mayRead: boolean;
  limitMs: number;
}

/** Posts go wrong, each at the channel message of its review; the requesters do what they are asked to do. */
async function postsWith({ open }: FaultTools, { what, prefix, fault, mayRead, limitMs }: Going): Promise<Finding> {
  const world = await open({ mayRead });
  const { workspace } = world;
  await world.startBot();
  const names = namesFor(prefix, 3);
  const heeded = await Promise.all(
    names.map(async (name) => {
      const person = workspace.addUser(name);
      const where = workspace.addChannel({ name, kind: 'public', botIsMember: true });
      return { name, person, where };
    }),
  );
  let notices = 0;
  let presses = 0;
  let arrived = 0;
  let doubled = 0;
  let bare = 0;
  workspace.faults.next('chat.postMessage', fault, names.length);
  await Promise.all(
    heeded.map(async ({ name, person, where }) => {
      await askPatiently(world, person, name, { where });
      const done = await heedNotices(world, person, [name], limitMs, where);
      notices += done.notices;
      presses += done.presses;
      await sleep(500);
      const counted = countPosts(world, where, [name]);
      arrived += counted.arrived;
      doubled += counted.doubled;
      if (counted.arrived > 0 && !areAllPosted(world, where, [name])) bare += 1;
    }),
  );
  return {
    what,
    sent: names.length,
    arrived,
    lost: names.length - arrived,
    doubled,
    remark: [
      notices === 0
        ? 'Nobody was asked'
        : `${notices} requesters were asked to look; ${presses} pressed because it was missing`,
      bare === 0 ? '' : `${bare} answers stay without the first reply in their thread`,
    ]
      .filter((part) => part !== '')
      .join('; '),
  };
}

const SCOPES = [
  ['the bot may not read the channel', false, 15_000],
  ['the bot may read the channel, and looks', true, 45_000],
] as const;

export const lostAnswers: FaultCase = {
  name: 'lost-answers',
  long: true,
  async run(tools) {
    const findings: Finding[] = [];
    for (const [who, mayRead, limitMs] of SCOPES) {
      const both = [
        { what: `Posts are made and their answers lost; ${who}`, prefix: 'answer', fault: { kind: 'dropAnswer' } },
        { what: `Posts are lost on their way; ${who}`, prefix: 'request', fault: { kind: 'dropRequest' } },
      ] as const;
      findings.push(...(await Promise.all(both.map((going) => postsWith(tools, { ...going, mayRead, limitMs })))));
    }
    return findings;
  },
};

export const delayedReplies: FaultCase = {
  name: 'delayed-replies',
  async run(tools) {
    const { delay } = tools.durations;
    const fault = { kind: 'slowAnswer', ms: delay * 1000 } as const;
    const what = `Slack answers posts ${delay} s late`;
    return Promise.all([
      postsWith(tools, { what, prefix: 'late', fault, mayRead: false, limitMs: delay * 1000 + 15_000 }),
      lateForms(tools, fault),
    ]);
  },
};

/** The form is there at once; only the bot hears of it late, and gives the call up before. */
async function lateForms({ open, durations: { delay } }: FaultTools, fault: Fault): Promise<Finding> {
  const world = await open();
  const { workspace, ada, channel } = world;
  await world.startBot();
  const names = namesFor('form', 3);
  workspace.faults.next('views.open', fault, names.length);
  let repeats = 0;
  for (const name of names) repeats += (await askPatiently(world, ada, name)) ?? 0;
  await until(() => areAllPosted(world, channel, names), 10_000);
  await sleep(delay * 1000);
  const { arrived, doubled } = countPosts(world, channel, names);
  return {
    what: `Slack opens forms, and answers ${delay} s late`,
    sent: names.length,
    arrived,
    lost: names.length - arrived,
    doubled,
    remark: `People had to do something again ${repeats} time(s), and were told ${workspace.ephemerals(ada.id).length} time(s) that no form might have opened`,
  };
}
