import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { validateView } from '../../../../local-workspace/block-kit/validate.ts';
import {
  buildHome,
  buildSearch,
  decodePages,
  decodeTurn,
  type Home,
  type HomePages,
  searchedWords,
  turn,
} from '../../../../src/slack/render/home/home.ts';
import { HOME_LISTS, type HomeItem, type HomePage } from '../../../../src/slack/render/home/item.ts';
import { expectGolden } from '../../../support/golden.ts';
import { runs } from '../../../support/lane.ts';
import { HOSTILE_WORDS } from '../../../support/recommendations.ts';
import { mrkdwnIn, unexpectedMarkup } from '../../markup.ts';
import { readable } from '../../readable.ts';

const AT = 1_795_514_400_000;

const URL = 'https://acme.slack.com/archives/C0123/p1795514400000100';

const ITEM: HomeItem = {
  id: 'review-1',
  name: 'ct-scans',
  place: { channelId: 'C0123', url: URL },
  state: 'proposed',
  choice: 'asynchronous',
  missing: null,
  decided: null,
  requesterId: 'U0ANA00001',
  since: { byId: 'U0ANA00001', at: AT },
  openConcerns: 0,
  blockingConcerns: 0,
  deciderId: null,
  decideBy: null,
  isOverdue: false,
  revisitOn: null,
  successor: null,
  needs: [],
};

const page = (...items: HomeItem[]): HomePage => ({ items, next: null });

const EMPTY: Home = {
  lists: { 'needs-me': page(), open: page(), decided: page(), revisit: page() },
  pages: {},
  figures: { days: 90, decided: 0, overridden: 0, policiesOverridden: 0, medianDays: null },
  hasChannels: false,
};

const FULL: Home = {
  lists: {
    'needs-me': page(
      {
        ...ITEM,
        openConcerns: 2,
        blockingConcerns: 1,
        missing: ['payloadSizeMB', 'responseTimeSeconds'],
        needs: ['facts', 'open-concerns'],
      },
      {
        ...ITEM,
        id: 'review-2',
        name: 'fraud',
        choice: null,
        deciderId: 'U0BEN00001',
        decideBy: '2026-11-30',
        isOverdue: true,
        needs: ['decider'],
      },
    ),
    open: {
      items: [
        {
          ...ITEM,
          id: 'review-3',
          since: { byId: 'U0BEN00001', at: AT },
          name: 'not <posted>',
          place: null,
          deciderId: 'U0BEN00001',
        },
      ],
      next: '1 x',
    },
    decided: page({
      ...ITEM,
      id: 'review-4',
      state: 'overridden',
      decided: 'real-time',
      openConcerns: 1,
      blockingConcerns: 1,
      revisitOn: '2027-02-27',
    }),
    revisit: page({ ...ITEM, id: 'review-5', state: 'accepted', decided: 'asynchronous' }),
  },
  pages: { decided: '2 y' },
  figures: { days: 90, decided: 12, overridden: 2, policiesOverridden: 1, medianDays: 3.52 },
  hasChannels: true,
};

const anyItem: fc.Arbitrary<HomeItem> = fc.record({
  id: fc.uuid(),
  name: fc.oneof(fc.constantFrom(...HOSTILE_WORDS), fc.string({ unit: 'grapheme', minLength: 1, maxLength: 80 })),
  place: fc.option(fc.constant({ channelId: 'C0123', url: URL })),
  state: fc.constantFrom('proposed', 'accepted', 'overridden', 'withdrawn', 'superseded'),
  choice: fc.constantFrom('real-time', 'serverless', null),
  missing: fc.constantFrom(null, [], ['payloadSizeMB'] as const),
  decided: fc.constantFrom('real-time', 'batch-transform', null),
  requesterId: fc.constant('U0ANA00001'),
  since: fc.record({ byId: fc.constant('U0ANA00001'), at: fc.integer({ min: 0, max: 4_000_000_000_000 }) }),
  openConcerns: fc.integer({ min: 0, max: 500 }),
  blockingConcerns: fc.integer({ min: 0, max: 500 }),
  deciderId: fc.constantFrom('U0BEN00001', null),
  decideBy: fc.constantFrom('2026-11-30', null),
  isOverdue: fc.boolean(),
  revisitOn: fc.constantFrom('2027-02-27', null),
  successor: fc.option(fc.record({ name: fc.constantFrom(...HOSTILE_WORDS), url: fc.option(fc.constant(URL)) })),
  needs: fc.uniqueArray(fc.constantFrom('facts', 'open-concerns', 'concern-answered', 'approval', 'decider')),
});

const anyPage = fc.record({
  items: fc.array(anyItem, { maxLength: 10 }),
  next: fc.option(fc.string({ minLength: 1, maxLength: 200 })),
});

const expectHarmless = (blocks: unknown) => {
  const markup = mrkdwnIn(blocks).flatMap((text) =>
    unexpectedMarkup(text, ['<@U0ANA00001>', '<@U0BEN00001>', '<#C0123>']),
  );
  expect(markup.filter((sequence) => !/^<!date\^\d+\^[^<>]*>$/.test(sequence))).toEqual([]);
};

describe('the home tab', () => {
  it.each([
    ['before there is anything', 'home-empty', EMPTY],
    ['with something in each list', 'home-full', FULL],
  ])('reads as reviewed %s', async (_, name, home) => {
    const { blocks } = buildHome(home);
    const words = readable({ text: 'Home', blocks: blocks as Parameters<typeof readable>[0]['blocks'] });
    await expectGolden(words, `slack/${name}.txt`);
  });

  it('names no days for its figures where more was decided than is counted', () => {
    const { blocks } = buildHome({ ...FULL, figures: { ...FULL.figures, days: null } });
    expect(JSON.stringify(blocks)).toContain('Recently: 12 decided · median 3.5 days to a decision');
  });

  it('stays inside the limits of Slack, 100 blocks among them, and pings nobody, for any reviews', () => {
    const anyHome = fc.tuple(anyPage, anyPage, anyPage, anyPage, fc.boolean(), fc.boolean());
    fc.assert(
      fc.property(anyHome, ([needsMe, open, decided, revisit, turned, hasChannels]) => {
        const pages: HomePages = turned ? { open: '1 a', revisit: '2 b' } : {};
        const view = buildHome({ ...FULL, lists: { 'needs-me': needsMe, open, decided, revisit }, pages, hasChannels });
        expect(validateView(view)).toEqual([]);
        expectHarmless(view.blocks);
      }),
      { numRuns: runs(200) },
    );
  });

  it('names each review once, under what waits for somebody, and says where all of a list are', () => {
    const decided = { ...ITEM, id: 'review-2', name: 'fraud', state: 'accepted', decided: 'real-time' } as const;
    const other = { ...ITEM, id: 'review-3', name: 'churn' };
    const shownIn = (lists: Home['lists']) => JSON.stringify(buildHome({ ...EMPTY, lists }).blocks);
    const twice = { 'needs-me': page(ITEM), open: page(other, ITEM), decided: page(decided), revisit: page(decided) };
    const shown = shownIn(twice);
    for (const name of ['ct-scans', 'fraud', 'churn']) expect(shown.split(`|${name}>`), name).toHaveLength(2);
    expect(shown).toContain('All of these are under *To revisit*.');
    expect(shownIn({ ...twice, open: page(ITEM) })).toContain('All of these are under *Waiting for you*.');
  });

  it('offers what is older where the newest are all in channels that are not shown', () => {
    const home = buildHome({ ...EMPTY, lists: { ...EMPTY.lists, open: { items: [], next: '1 x' } } });
    expect(JSON.stringify(home.blocks)).toContain(
      'None of the newest are in your channels. Press *Older* to see more.',
    );
    expect(JSON.stringify(home.blocks)).toContain('Older: Open reviews');
    const search = buildSearch({ words: 'x', page: { items: [], next: '1 x' }, turned: false });
    expect(JSON.stringify(search.blocks)).toContain(
      'None of the newest are in your channels. Press *Older* to see more.',
    );
    expect(JSON.stringify(search.blocks)).toContain('search_older');
  });

  it('keeps where each list was turned to, and forgets it at the newest', () => {
    const pages: HomePages = { open: '1 a' };
    expect(decodePages(JSON.stringify(pages))).toEqual(pages);
    expect(turn(pages, { list: 'decided', after: '2 b' })).toEqual({ open: '1 a', decided: '2 b' });
    expect(turn(pages, { list: 'open', after: null })).toEqual({});
    for (const list of HOME_LISTS) {
      expect(decodeTurn(JSON.stringify({ list, after: '1 x' }))).toEqual({ list, after: '1 x' });
      expect(decodeTurn(JSON.stringify({ list, after: null }))).toEqual({ list, after: null });
    }
  });

  it('begins at the first page for rubbish', () => {
    for (const rubbish of [undefined, '', '{', 'null', '[1]', '{"open":5}']) expect(decodePages(rubbish)).toEqual({});
    for (const rubbish of ['', '{}', '{"list":"other","after":"x"}']) expect(decodeTurn(rubbish)).toBeUndefined();
  });

  it('begins at the first page where a place is longer than any of ours: it would not fit into the home tab', () => {
    const after = '&'.repeat(301);
    expect(decodePages(JSON.stringify({ open: after, decided: '1 a' }))).toEqual({ decided: '1 a' });
    expect(decodeTurn(JSON.stringify({ list: 'open', after }))).toEqual({ list: 'open', after: null });
  });
});

describe('the search', () => {
  it('stays inside the limits of Slack, whatever was typed and found', () => {
    fc.assert(
      fc.property(fc.string({ maxLength: 80 }), anyPage, fc.boolean(), (words, found, turned) => {
        const view = buildSearch({ words, page: found, turned });
        expect(validateView(view)).toEqual([]);
        expectHarmless(view.blocks);
        expect(searchedWords(view.private_metadata ?? '')).toBe(words);
      }),
      { numRuns: runs(200) },
    );
  });

  it('says that nothing was found, and starts empty', () => {
    expect(JSON.stringify(buildSearch({ words: 'x', page: page(), turned: false }).blocks)).toContain(
      'None of the reviews that you can see has a name like that',
    );
    expect(buildSearch().blocks).toHaveLength(1);
    expect(validateView(buildSearch())).toEqual([]);
  });
});
