import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { ACTIONS, COMMAND, EVENTS, SHORTCUTS as SHORTCUT_IDS, VIEWS } from '../../../src/slack/ids.ts';
import { CONFIRM, CONFIRMED, DIALOGS } from '../../../src/slack/listeners/dialogs.ts';
import { RIGHTS } from '../../../src/slack/people/who-may.ts';
import { type FuzzedBot, startFuzzedBot } from '../../fuzz/fuzzed-bot.ts';
import { type Body, HOME, HOME_CHANNEL, OUTSIDE, OUTSIDER, type Person } from '../../fuzz/inputs/payload.ts';
import type { Handled } from '../../fuzz/judge.ts';
import { registeredNames } from '../../support/registered-names.ts';
import { GOOD, PRESSES, SHORTCUTS, SUBMISSIONS } from '../../support/route-cases.ts';

const { commands, events, actions, views, shortcuts, free: FREE } = registeredNames();

const ALL = [...PRESSES, ...SUBMISSIONS, ...SHORTCUTS];

const ADA: Person = { teamId: HOME, userId: 'U0ADA', channelId: HOME_CHANNEL, reviewId: 'review-open' };
const EVE: Person = { ...ADA, userId: OUTSIDER, ownTeamId: OUTSIDE };

/** They read, or fill a form that isn't submitted yet. */
const READING = [VIEWS.search, VIEWS.fromEndpoint];

/** What changes the record at once, when a member sends it. The rest opens a dialog, which is then submitted. */
const CHANGING = [
  ACTIONS.answerFact,
  ACTIONS.ask,
  ACTIONS.makeRevision,
  ACTIONS.recompute,
  ACTIONS.revisitIn,
  ...SUBMISSIONS.map(([name]) => name).filter((name) => !READING.some((view) => name === `view ${view}`)),
];

/** A bot of the fuzz makes a review anew every 12 inputs, which would look like a change. */
const INPUTS_MAX = 11;

let bot: FuzzedBot;
let inputs = 0;
const start = async () => {
  bot = await startFuzzedBot('secret');
  inputs = 0;
};
const end = () => bot.end();
const send = (body: Body): Promise<Handled> => {
  inputs += 1;
  return bot.handle({ kind: 'x', body, isWellFormed: true, expectsWords: true, slack: 'takes it' });
};

describe('of every route of the routing table', () => {
  beforeAll(start);
  beforeEach(async () => {
    // What changes nothing leaves the bot to the next.
    if (inputs + 2 <= INPUTS_MAX) return;
    await end();
    await start();
  });
  afterAll(end);

  it.each(FREE)('%s changes nothing, no matter who sends it', async (name) => {
    const [, sent] = PRESSES.find(([known]) => known === name) ?? [];
    if (sent === undefined) throw new Error(`There is no route ${name}`);
    const before = await bot.lookAtAll();
    for (const who of [ADA, EVE]) await send(sent(who));
    expect(await bot.lookAtAll()).toBe(before);
  });
});

describe('of every route that changes something', () => {
  beforeEach(start);
  afterEach(end);

  it.each(ALL.filter(([name]) => CHANGING.includes(name)))('%s: a member changes something by it', async (_, sent) => {
    const before = await bot.lookAtAll();
    await send(sent(ADA));
    expect(await bot.lookAtAll()).not.toBe(before);
  });
});

describe('the routing table', () => {
  const sorted = (names: readonly string[]) => [...names].sort();

  it('has one row for each name that Slack sends back, and none besides', () => {
    const { home: _published, concerns: _read, ...submitted } = VIEWS;
    expect(commands).toEqual([COMMAND]);
    expect(sorted(events)).toEqual(sorted(Object.values(EVENTS)));
    expect(sorted(actions)).toEqual(sorted(Object.values(ACTIONS)));
    expect(sorted(views)).toEqual(sorted(Object.values(submitted)));
    expect(sorted(shortcuts.map((name) => name.split(' ')[1] ?? ''))).toEqual(sorted(Object.values(SHORTCUT_IDS)));
  });
});

describe('each dialog', () => {
  it.each(Object.entries(DIALOGS))('%s asks for the right that what it does takes', (_, { probe, read }) => {
    const act = probe.kind;
    const done = read(
      GOOD as Parameters<typeof read>[0],
      { reviewId: 'r', revision: 1, concernIds: [1] },
      '2026-11-24',
    );
    expect(done.map(({ kind }) => RIGHTS[kind])).toEqual(done.map(() => RIGHTS[act]));
    expect(done.map(({ kind }) => kind)).toContain(act);
  });

  it.each(Object.values(CONFIRMED))('does what it asks to confirm: $probe.kind', ({ probe }) => {
    const act = probe.kind as keyof typeof CONFIRMED;
    expect(CONFIRM.read({}, { reviewId: 'r', act }, '2026-11-24')).toMatchObject([{ kind: act }]);
  });
});
