import { setTimeout as sleep } from 'node:timers/promises';
import type { FaultCase } from '../fault-case.ts';
import { areInOrder, askPatiently, countPosts, heedNotices, namesFor, openForm } from '../support/reviews.ts';
import { until, type World } from '../support/world.ts';

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
    const { arrived, doubled } = countPosts(world, channel, names);
    const [limited, ...later] = workspace.calls('chat.postMessage');
    const allowedAt = (limited?.at ?? 0) + retryAfter * 1000;
    const early = later.filter(({ at }) => at < allowedAt).length;
    const isInOrder = areInOrder(world, channel, names);
    return [
      {
        what: `Slack answers a post with 429 and Retry-After ${retryAfter}: the posts`,
        sent: names.length,
        arrived,
        lost: names.length - arrived,
        doubled,
        remark: `All were there after ${waitedS} s, ${isInOrder ? 'in order' : 'not in order'}; ${early === 0 ? 'none' : early} was tried before`,
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
        remark: `The slowest took ${Math.round(slowestMs)} ms`,
      },
    ];
  },
};

const METHODS = [
  'chat.postMessage',
  'chat.update',
  'views.open',
  'views.update',
  'views.publish',
  'apps.connections.open',
];

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
    const { arrived, doubled } = countPosts(world, channel, names);
    const repeats = again.reduce((sum: number, times) => sum + (times ?? 0), 0);
    return [
      {
        what: `Slack answers posts, forms, home tabs and new connections with 500 for ${trouble} s, and renews a connection`,
        sent: names.length,
        arrived,
        lost: names.length - arrived,
        doubled,
        remark: `One review was sent meanwhile: its requester was asked ${heeded.notices} time(s) and pressed ${heeded.presses} time(s). The others gave the command again ${repeats} times until a form opened`,
        ...(unmended.length > 0 && { fault: unmended.join(', ') }),
      },
    ];
  },
};
