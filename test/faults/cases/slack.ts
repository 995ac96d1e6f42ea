import { setTimeout as sleep } from 'node:timers/promises';
import type { Fault } from '../../../local-workspace/state/faults.ts';
import { ACTIONS } from '../../../src/slack/ids.ts';
import { freePort } from '../../support/free-port.ts';
import {
  areAllPosted,
  areInOrder,
  askPatiently,
  countPosts,
  heedNotices,
  namesFor,
  openForm,
  toldTo,
} from '../reviews.ts';
import { type FaultCase, type FaultTools, type Finding, until, type World } from '../world.ts';

/** Slack limits the rate of posts, and people go on to open forms. */
export const rateLimitedPosts: FaultCase = {
  name: 'rate-limited-posts',
  async run({ durations: { retryAfter }, open }) {
    const world = await open();
    const { workspace, ada, ben, channel } = world;
    await world.startBot();
    const names = namesFor('limited', 5);
    workspace.faults.next('chat.postMessage', { kind: '429', retryAfter });
    const started = performance.now();
    for (const name of names) await askPatiently(world, ada, name);
    let slowestMs = 0;
    let opened = 0;
    const forms = 20;
    for (let form = 0; form < forms; form++) {
      const asked = performance.now();
      if ((await openForm(world, ben, `form-${form}`)) !== undefined) opened += 1;
      slowestMs = Math.max(slowestMs, performance.now() - asked);
    }
    const isThere = () => countPosts(world, channel, names).arrived === names.length;
    await until(isThere, (retryAfter + 10) * 1000);
    const waitedS = Math.round((performance.now() - started) / 1000);
    await sleep(500);
    const [limited, ...later] = workspace.calls('chat.postMessage');
    const allowedAt = (limited?.at ?? 0) + retryAfter * 1000;
    const early = later.filter(({ at }) => at < allowedAt).length;
    const isInOrder = areInOrder(world, channel, names);
    return [
      {
        what: `Slack answers a post with 429 and Retry-After ${retryAfter}: the posts`,
        ...countPosts(world, channel, names),
        remark: `after ${waitedS} s, ${isInOrder ? 'in order' : 'not in order'}; ${early === 0 ? 'none' : early} tried before`,
        ...(limited?.fault !== '429' && { fault: 'no post was limited' }),
        ...(!isInOrder && { fault: 'the posts are not in the order in which they were asked for' }),
        ...(early > 0 && { fault: `${early} posts were tried before Slack allowed it` }),
      },
      {
        what: 'The same: forms opened meanwhile',
        sent: forms,
        arrived: opened,
        lost: forms - opened,
        doubled: 0,
        remark: `the slowest took ${Math.round(slowestMs)} ms`,
      },
    ];
  },
};

/** A rate limit outlives the process that met it, and holds for every other one. */
export const rateLimitAndRestart: FaultCase = {
  name: 'rate-limit-and-restart',
  async run({ durations: { retryAfter }, open }) {
    const world = await open();
    const { workspace, ada, channel } = world;
    const bot = await world.startBot();
    const names = namesFor('order', 7);
    for (const name of names.slice(0, 3)) await askPatiently(world, ada, name);
    await until(() => areAllPosted(world, channel, names.slice(0, 3)), 10_000);
    // Longer than two processes take to start on a busy machine.
    const waitS = retryAfter + 20;
    workspace.faults.next('chat.postMessage', { kind: '429', retryAfter: waitS });
    for (const name of names.slice(3)) await askPatiently(world, ada, name);
    const isLimited = () => workspace.calls('chat.postMessage').some(({ fault }) => fault === '429');
    await until(isLimited, 10_000);
    await sleep(300);
    bot.process.kill('SIGKILL');
    await bot.ended;
    const ports = await Promise.all([freePort(), freePort()]);
    await Promise.all(ports.map((port) => world.startBot({ PORT: String(port) })));
    await until(() => areAllPosted(world, channel, names), (waitS + 35) * 1000);
    await sleep(500);
    const calls = workspace.calls('chat.postMessage');
    const limited = calls.find(({ fault }) => fault === '429');
    const allowedAt = (limited?.at ?? 0) + waitS * 1000;
    const early = calls.filter(({ at }) => at > (limited?.at ?? 0) && at < allowedAt).length;
    const order = names
      .map((name, index) => ({ index, at: workspace.messages(channel).findIndex(({ text }) => text.includes(name)) }))
      .sort((one, other) => one.at - other.at)
      .map(({ index }) => index + 1);
    return [
      {
        what: `Slack answers the fourth of 7 posts with 429 and Retry-After ${waitS}; kill -9, and two new processes`,
        ...countPosts(world, channel, names),
        remark: `In the channel: ${order.join(', ')}. ${early === 0 ? 'None' : early} was tried before Slack allowed it`,
        ...(!isLimited() && { fault: 'no post was limited' }),
        ...(!areInOrder(world, channel, names) && { fault: 'the posts are not in their order' }),
        ...(early > 0 && { fault: `${early} posts were tried before Slack allowed it` }),
      },
    ];
  },
};

const METHODS = 'chat.postMessage chat.update views.open views.update views.publish apps.connections.open'.split(' ');

const countOpened = ({ workspace }: World) =>
  workspace.eventLog.filter((entry) => entry.kind === 'connection' && entry.change === 'opened').length;
const didWork = ({ workspace }: World, method: string) =>
  workspace.calls(method).some(({ answer }) => answer['ok'] === true);

/** Slack answers everything that people wait for, every post, and the wish for a connection, with 500. */
export const serverErrors: FaultCase = {
  name: 'server-errors',
  async run({ durations: { trouble }, open }) {
    const world = await open();
    const { workspace, ada, ben, channel } = world;
    await world.startBot();
    const names = namesFor('trouble', 4);
    const always = 100_000;
    // The first review's form opens before, and is sent in the middle of it.
    const form = await openForm(world, ada, names[0] ?? '');
    const answered = await openForm(world, ben, 'answered');
    for (const method of METHODS) workspace.faults.next(method, { kind: 'status', status: 500 }, always);
    const started = Date.now();
    workspace.recycle({ which: 'oldest' });
    const submitted = form && (await ada.submit(form.id));
    const heard = [
      await ben.openHome(),
      answered && (await ben.answer(answered.id, 'question_waits', 'caller')),
      answered && (await ben.answer(answered.id, 'question_traffic', 'evenly')),
    ];
    const asking = names.slice(1).map((name, index) => {
      const person = workspace.addUser(`patient${index}`);
      return { person, name, done: askPatiently(world, person, name, { tries: trouble * 2 + 20 }) };
    });
    await sleep(Math.max(0, started + trouble * 1000 - Date.now()));
    workspace.faults.clear();
    const again = await Promise.all(asking.map(({ done }) => done));
    await ben.openHome();
    if (answered) await ben.answer(answered.id, 'question_waits', 'someone');
    const unmended = [
      (await until(() => countOpened(world) >= 3, 12_000)) ? undefined : 'no connection was opened afterwards',
      (await until(() => ben.home() !== undefined, 3000)) ? undefined : 'the home tab stayed away',
      (await until(() => didWork(world, 'views.update'), 3000)) ? undefined : 'the form no longer followed its answers',
      heard.every((acknowledgement) => acknowledgement?.ok === true) ? undefined : 'something was not acknowledged',
      submitted?.kind === 'closed' ? undefined : 'a submission was not taken',
    ].filter((text) => text !== undefined);
    const heeded = await heedNotices(world, ada, names.slice(0, 1), 40_000);
    await Promise.all(asking.map(({ person, name }) => heedNotices(world, person, [name], 10_000)));
    const repeats = again.reduce((sum: number, times) => sum + (times ?? 0), 0);
    return [
      {
        what: `Slack answers posts, forms, home tabs and new connections with 500 for ${trouble} s, and renews a connection`,
        ...countPosts(world, channel, names),
        remark: `one review was sent meanwhile: asked to look ${heeded.notices}×, pressed ${heeded.presses}×. The others gave the command ${repeats}× until a form opened`,
        ...(unmended.length > 0 && { fault: unmended.join(', ') }),
      },
    ];
  },
};

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
      notices === 0 ? 'nobody was asked' : `asked to look ${notices}×, pressed ${presses}×`,
      bare === 0 ? '' : `${bare} stay without the first reply in their thread`,
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
  return {
    what: `Slack opens forms, and answers ${delay} s late`,
    ...countPosts(world, channel, names),
    remark: `told ${workspace.ephemerals(ada.id).length}× that no form might have opened${repeats > 0 ? `, done again ${repeats}×` : ''}`,
  };
}

const LINE = / accepted /;

/**
 * Slack's confirmation of a review's message is lost, and somebody presses a button of that message, which is there for all
 * to see. What they pressed must hold: the record has the decision, the message shows it, and its thread says once who
 * decided. Where the bot asks them to press again, they do.
 */
export const acceptAfterLost: FaultCase = {
  name: 'accept-after-lost',
  async run({ open }) {
    const world = await open();
    const { workspace, ada, ben, channel } = world;
    await world.startBot();
    workspace.faults.next('chat.postMessage', { kind: 'dropAnswer' });
    await askPatiently(world, ada, 'unconfirmed');
    const message = await workspace.waitFor(() => workspace.messages(channel)[0], 10_000);
    await sleep(1000);
    const title = () => workspace.messages(channel)[0]?.text ?? '';
    const lines = () => workspace.thread(channel, message.ts).filter(({ text }) => LINE.test(text)).length;
    const isDone = () => title().startsWith('Accepted.') && lines() > 0;
    let presses = 0;
    let heard = 0;
    await until(async () => {
      if (presses === 0 || toldTo(world, ben).length > heard) {
        heard = toldTo(world, ben).length;
        presses += 1;
        await ben.click(message, ACTIONS.accept);
      }
      return isDone() || presses > 5;
    }, 45_000);
    await sleep(1000);
    const { doubled } = countPosts(world, channel, ['unconfirmed'], Number.POSITIVE_INFINITY);
    return [
      {
        what: "Somebody accepts a review whose message is there and Slack's confirmation of it was lost",
        sent: 1,
        arrived: isDone() ? 1 : 0,
        lost: isDone() ? 0 : 1,
        doubled: doubled + Math.max(0, lines() - 1),
        remark: presses > 1 ? `pressed ${presses}×` : '',
      },
    ];
  },
};
