import type { Person } from '../../local-workspace/people/person.ts';
import { startWorkspace, type Workspace } from '../../local-workspace/start-workspace.ts';
import type { JournalEntry } from '../../local-workspace/state/journal.ts';
import { ACTIONS } from '../../src/slack/ids.ts';
import { SEARCH_BLOCK } from '../../src/slack/render/home/home.ts';
import type { Entrance, ErrandName, Errands, Timed } from '../worlds.ts';

/** Runs `work` for each of `works` with a number of workers at once. It returns the milliseconds that count. */
async function timeAll<Worker, Work>(
  workers: readonly Worker[],
  works: Iterable<Work>,
  work: (worker: Worker, work: Work) => Promise<number>,
): Promise<Timed> {
  const times: number[] = [];
  const left = works[Symbol.iterator]();
  const started = performance.now();
  await Promise.all(
    workers.map(async (worker) => {
      for (let next = left.next(); !next.done; next = left.next()) times.push(await work(worker, next.value));
    }),
  );
  return { times, seconds: (performance.now() - started) / 1000 };
}

function* upTo(count: number): Iterable<number> {
  for (let index = 0; index < count; index++) yield index;
}

const LIMIT_MS = 20_000;

/** Subscribes to one kind of event, and passes each to the waiter for its key. */
interface Ear<T> {
  /** The next event with this key. @throws Error after 20 s. */
  next(key: string): Promise<T>;
  end(): void;
}

/** `hear` returns key and value, or undefined to skip an event. */
function createEar<T>(workspace: Workspace, hear: (entry: JournalEntry) => [string, T] | undefined): Ear<T> {
  const waiting = new Map<string, (value: T) => void>();
  const end = workspace.subscribe((entry) => {
    const [key, value] = hear(entry) ?? [];
    if (key === undefined || value === undefined) return;
    const settle = waiting.get(key);
    waiting.delete(key);
    settle?.(value);
  });
  return {
    next: (key) =>
      new Promise((resolve, reject) => {
        const limit = setTimeout(() => reject(new Error(`Nothing came for ${key} in ${LIMIT_MS} ms`)), LIMIT_MS);
        waiting.set(key, (value) => {
          clearTimeout(limit);
          resolve(value);
        });
      }),
    end,
  };
}

/** A person who does one thing after the other, in a separate channel. */
interface Member {
  person: Person;
  channel: string;
}

function gatherCrew(workspace: Workspace, size: number): Member[] {
  return Array.from({ length: size }, (_, index) => {
    const person = workspace.addUser(`person-${index}`);
    const members = [person.id];
    return {
      person,
      channel: workspace.addChannel({ name: `ml-${index}`, kind: 'public', botIsMember: true, members }),
    };
  });
}

/** The workspace remembers everything, which would only measure its memory. */
function forgetPast({ eventLog }: Workspace): void {
  (eventLog as JournalEntry[]).length = 0;
}

const FORGET_EVERY = 20;

async function sendCommands(
  workspace: Workspace,
  crew: readonly Member[],
  { count, text }: { count: number; text: string },
): Promise<Timed> {
  const opened = hearForms(workspace);
  let acknowledged: Promise<unknown>[] = [];
  const timed = await timeAll(crew, upTo(count), async ({ person, channel }, index) => {
    const seen = opened.next(person.id);
    const started = performance.now();
    acknowledged.push(person.slashCommand(channel, text));
    const viewId = await seen;
    const ms = performance.now() - started;
    const view = workspace.state.views.find(viewId);
    if (view !== undefined) workspace.state.views.close(view);
    if (index % FORGET_EVERY === 0) {
      forgetPast(workspace);
      acknowledged = acknowledged.slice(-crew.length);
    }
    return ms;
  });
  await Promise.all(acknowledged);
  opened.end();
  forgetPast(workspace);
  return timed;
}

/** The ID of the form that opens, by person. */
function hearForms(workspace: Workspace) {
  return createEar(workspace, (entry) =>
    entry.kind === 'view' && entry.change === 'opened' ? [entry.userId, entry.viewId] : undefined,
  );
}

async function sendSubmissions(
  workspace: Workspace,
  crew: readonly Member[],
  asked: { count: number; text: string },
): Promise<Timed> {
  const forms = await openForms(workspace, crew, asked);
  const posted = createEar(workspace, (entry) =>
    entry.kind === 'message' && entry.change === 'posted' ? [entry.channelId, entry.ts] : undefined,
  );
  // Everybody submits their own forms, in a channel where nobody else posts.
  const timed = await timeAll(crew, upTo(asked.count), async (member) => {
    const viewId = forms.get(member)?.pop();
    if (viewId === undefined) throw new Error('Somebody has no form left');
    const message = posted.next(member.channel);
    const started = performance.now();
    const submitted = member.person.submit(viewId);
    await message;
    const ms = performance.now() - started;
    await posted.next(member.channel);
    const { kind } = await submitted;
    if (kind !== 'closed') throw new Error(`A submission was answered with "${kind}"`);
    return ms;
  });
  posted.end();
  forgetPast(workspace);
  return timed;
}

/** Enough for everybody, since some are faster than others. */
async function openForms(
  workspace: Workspace,
  crew: readonly Member[],
  { count, text }: { count: number; text: string },
): Promise<Map<Member, string[]>> {
  const opened = hearForms(workspace);
  const forms = new Map(crew.map((member) => [member, [] as string[]]));
  const perMember = crew.length === 1 ? count : Math.ceil((count / crew.length) * 3);
  await Promise.all(
    crew.map(async (member) => {
      for (let form = 0; form < perMember; form++) {
        const seen = opened.next(member.person.id);
        await member.person.slashCommand(member.channel, text);
        forms.get(member)?.push(await seen);
      }
    }),
  );
  opened.end();
  forgetPast(workspace);
  return forms;
}

async function lookAtHome(workspace: Workspace, member: Member, count: number): Promise<Timed> {
  const published = createEar(workspace, (entry) =>
    entry.kind === 'view' && entry.change === 'published' ? [entry.userId, entry.viewId] : undefined,
  );
  const timed = await timeAll([member], upTo(count), async ({ person }) => {
    const seen = published.next(person.id);
    const started = performance.now();
    const acknowledged = person.openHome();
    await seen;
    const ms = performance.now() - started;
    await acknowledged;
    return ms;
  });
  published.end();
  forgetPast(workspace);
  return timed;
}

/** From the Home tab, as a person does. */
async function search(workspace: Workspace, member: Member, count: number, words: string): Promise<Timed> {
  const { person } = member;
  await lookAtHome(workspace, member, 1);
  const home = person.home();
  if (home === undefined) throw new Error('There is no home tab');
  await person.clickInView(home.id, ACTIONS.homeSearch);
  const { id } = await person.waitForView();
  const timed = await timeAll([member], upTo(count), async () => {
    await person.answer(id, SEARCH_BLOCK, words);
    const started = performance.now();
    const { kind } = await person.submit(id);
    if (kind !== 'updated') throw new Error(`A search was answered with "${kind}"`);
    return performance.now() - started;
  });
  await person.closeView(id);
  forgetPast(workspace);
  return timed;
}

/**
 * The workspace in a separate process, with people who do what the bench asks. Argument: how Slack reaches the app, `socket-mode` or
 * the URL of its HTTP endpoint.
 */

const MOST_IN_FLIGHT = 50;

const [eventsUrl = 'socket-mode'] = process.argv.slice(2);
const signingSecret = '8f742231b10e8888abcd99yyyzzz85a5';
const workspace = await startWorkspace({
  transport: eventsUrl === 'socket-mode' ? 'socket' : { eventsUrl, signingSecret },
});
const breaches: string[] = [];
let connectedAt: number | undefined;
workspace.subscribe((entry) => {
  if (entry.kind === 'breach' && breaches.length < 20) breaches.push(`${entry.where} ${entry.path} ${entry.text}`);
  if (entry.kind === 'connection' && entry.change === 'opened') connectedAt ??= Date.now();
});
const crew = gatherCrew(workspace, MOST_IN_FLIGHT);
const [first] = crew;
if (first === undefined) throw new Error('There is nobody');

const run: { [Name in ErrandName]: (asked: Errands[Name]['asked']) => Promise<Errands[Name]['answer']> } = {
  commands: (asked) => sendCommands(workspace, atOnce(asked.inFlight), asked),
  submissions: (asked) => sendSubmissions(workspace, atOnce(asked.inFlight), asked),
  homes: ({ count }) => lookAtHome(workspace, first, count),
  searches: ({ count, words }) => search(workspace, first, count, words),
  connected: () => workspace.waitFor(() => connectedAt, 15_000, 'a connection'),
  breaches: async () => breaches,
};

function atOnce(count: number): Member[] {
  return crew.slice(0, count);
}

async function answer(name: ErrandName, asked: unknown): Promise<void> {
  try {
    const value = await (run[name] as (asked: unknown) => Promise<unknown>)(asked);
    process.send?.({ ok: true, value });
  } catch (error) {
    process.send?.({ ok: false, text: `${String(error)} ${breaches.join('; ')}` });
  }
}

process.on('message', ({ name, asked }: { name: ErrandName; asked: unknown }) => void answer(name, asked));
process.on('disconnect', () => process.exit(0));
const { apiUrl, botToken, appToken, teamId } = workspace;
const userId = first.person.id;
const entrance: Entrance = { apiUrl, botToken, appToken, signingSecret, teamId, userId, channelId: first.channel };
process.send?.(entrance);
