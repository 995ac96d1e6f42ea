import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { validateBlocks, validateMessage, validateView } from '../../../local-workspace/block-kit/validate.ts';
import { SLACK_LIMITS } from '../../../src/slack/render/limits.ts';

const of = (length: number) => 'x'.repeat(length);
const plain = (text: string) => ({ type: 'plain_text', text });
const mrkdwn = (text: string) => ({ type: 'mrkdwn', text });
const section = (text = 'hello') => ({ type: 'section', text: mrkdwn(text) });
const option = (value: string, text = value) => ({ text: plain(text), value });
const times = (count: number, each: (at: number) => object) => Array.from({ length: count }, (_, at) => each(at));
const options = (count: number) => times(count, (at) => option(`v${at}`));
const button = (fields: object = {}) => ({ type: 'button', action_id: 'a', text: plain('Go'), ...fields });
const actions = (...elements: object[]) => ({ type: 'actions', elements });
const input = (element: object, fields: object = {}) => ({ type: 'input', label: plain('Label'), element, ...fields });
const typed = (fields: object = {}) => ({ type: 'plain_text_input', action_id: 'a', ...fields });
const cell = (text: string) => ({ type: 'raw_text', text });
const table = (rows: number, columns: number, text = 'x') => ({
  type: 'table',
  rows: Array.from({ length: rows }, () => Array.from({ length: columns }, () => cell(text))),
});
const container = (...blocks: object[]) => ({ type: 'container', title: plain('t'), child_blocks: blocks });
const select = (offered: object[], fields: object = {}) =>
  input({ type: 'static_select', options: offered, ...fields });
const radio = (fields: object) => input({ type: 'radio_buttons', options: [{ ...option('v'), ...fields }] });
const asked = (title: string) => button({ confirm: { title: plain(title), text: plain('x') } });
const modal = (fields: object = {}) => ({ type: 'modal', title: plain('Title'), blocks: [section()], ...fields });
type Chart = { title?: string; categories?: number; series?: number; names?: string[]; values?: number[] };

function chart({ title = 't', categories: count = 2, series = 1, names, values }: Chart) {
  const categories = Array.from({ length: count }, (_, at) => `c${at}`);
  const data = (values ?? categories.map((_, at) => at)).map((value, at) => ({ label: `c${at}`, value }));
  const called = names ?? Array.from({ length: series }, (_, at) => `s${at}`);
  return {
    type: 'data_visualization',
    title,
    chart: { type: 'line', series: called.map((name) => ({ name, data })), axis_config: { categories } },
  };
}

const ELEMENTS = '/blocks/0/elements';
const ELEMENT = '/blocks/0/element';
const OPTIONS = `${ELEMENT}/options`;
const FILE = { type: 'file', source: 'remote', external_id: 'x' };

const pathsIn = (surface: 'message' | 'modal' | 'home', ...blocks: object[]) =>
  validateBlocks(surface, blocks).map((breach) => breach.path);

/** One line a limit: the surface, the most that is allowed, what has so much of it, and where one more is reported. */
const limits: [name: string, surface: 'message' | 'modal', most: number, of: (n: number) => object, path: string][] = [
  ['header', 'message', 150, (n) => ({ type: 'header', text: plain(of(n)) }), '/blocks/0/text/text'],
  ['section text', 'message', 3000, (n) => section(of(n)), '/blocks/0/text/text'],
  ['field', 'message', 2000, (n) => ({ type: 'section', fields: [mrkdwn(of(n))] }), '/blocks/0/fields/0/text'],
  ['fields', 'message', 10, (n) => ({ type: 'section', fields: Array(n).fill(mrkdwn('x')) }), '/blocks/0/fields'],
  ['context elements', 'message', 10, (n) => ({ type: 'context', elements: times(n, () => mrkdwn('x')) }), ELEMENTS],
  ['actions', 'message', 25, (n) => actions(...times(n, (at) => button({ action_id: `a${at}` }))), ELEMENTS],
  ['button text', 'message', 75, (n) => actions(button({ text: plain(of(n)) })), `${ELEMENTS}/0/text/text`],
  ['button value', 'message', 2000, (n) => actions(button({ value: of(n) })), `${ELEMENTS}/0/value`],
  [
    'overflow options',
    'message',
    5,
    (n) => actions({ type: 'overflow', options: options(n) }),
    `${ELEMENTS}/0/options`,
  ],
  ['radio buttons', 'modal', 10, (n) => input({ type: 'radio_buttons', options: options(n) }), OPTIONS],
  ['checkboxes', 'modal', 10, (n) => input({ type: 'checkboxes', options: options(n) }), OPTIONS],
  ['menu options', 'modal', 100, (n) => select(options(n)), OPTIONS],
  ['option text', 'modal', 75, (n) => select([option('v', of(n))]), `${OPTIONS}/0/text/text`],
  ['option value', 'modal', 150, (n) => select([option(of(n), 't')]), `${OPTIONS}/0/value`],
  ['option description', 'modal', 75, (n) => radio({ description: plain(of(n)) }), `${OPTIONS}/0/description/text`],
  ['placeholder', 'modal', 150, (n) => input(typed({ placeholder: plain(of(n)) })), `${ELEMENT}/placeholder/text`],
  ['label', 'modal', 2000, (n) => input(typed(), { label: plain(of(n)) }), '/blocks/0/label/text'],
  ['hint', 'modal', 2000, (n) => input(typed(), { hint: plain(of(n)) }), '/blocks/0/hint/text'],
  ['input', 'modal', 3000, (n) => input(typed({ max_length: n })), `${ELEMENT}/max_length`],
  ['confirmation title', 'message', 100, (n) => actions(asked(of(n))), `${ELEMENTS}/0/confirm/title/text`],
  ['block_id', 'message', 255, (n) => ({ ...section(), block_id: of(n) }), '/blocks/0/block_id'],
  ['action_id', 'message', 255, (n) => actions(button({ action_id: of(n) })), `${ELEMENTS}/0/action_id`],
  ['table rows', 'message', 100, (n) => table(n, 2), '/blocks/0/rows'],
  ['table columns', 'message', 20, (n) => table(1, n), '/blocks/0/rows/0'],
  ['characters in each of 1,000 cells', 'message', 10, (n) => table(100, 10, of(n)), '/blocks/0'],
  ['chart title', 'message', 50, (n) => chart({ title: of(n) }), '/blocks/0/title'],
  ['chart series', 'message', 6, (n) => chart({ series: n }), '/blocks/0/chart/series'],
  ['container children', 'message', 10, (n) => container(...times(n, () => section())), '/blocks/0/child_blocks'],
  ['alert', 'modal', 200, (n) => ({ type: 'alert', text: plain(of(n)) }), '/blocks/0/text/text'],
];

describe('validateBlocks', () => {
  it('takes a chart whose series have one finite value for every category, in messages alone', () => {
    expect(pathsIn('message', chart({}), chart({}))).toEqual([]);
    expect(pathsIn('message', chart({}), chart({}), chart({}))).toEqual(['/blocks']);
    expect(pathsIn('modal', chart({}))).toEqual(['/blocks/0']);
    expect(pathsIn('home', chart({}))).toEqual(['/blocks/0']);
    expect(pathsIn('message', chart({ values: [Number.NaN, 1] }))).toEqual(['/blocks/0/chart/series/0/data/0/value']);
    expect(pathsIn('message', chart({ categories: 20 }))).toEqual([]);
    expect(pathsIn('message', chart({ categories: 21 }))).toEqual([
      '/blocks/0/chart/series/0/data',
      '/blocks/0/chart/axis_config/categories',
    ]);
    expect(pathsIn('message', chart({ values: [1] }))).toEqual(['/blocks/0/chart']);
    expect(pathsIn('message', chart({ names: ['a', 'a'] }))).toEqual(['/blocks/0/chart']);
    const segments = (value: number) => [{ label: 'a', value }];
    const pie = (value: number) => ({ ...chart({}), chart: { type: 'pie', segments: segments(value) } });
    expect(pathsIn('message', pie(1))).toEqual([]);
    expect(pathsIn('message', pie(0))).toEqual(['/blocks/0/chart/segments/0/value']);
  });

  it.each(limits)(
    'takes of %s in a %s %d and refuses one more, naming the place',
    (_name, surface, most, holding, path) => {
      expect(pathsIn(surface, holding(most))).toEqual([]);
      expect(pathsIn(surface, holding(most + 1))).toEqual([path]);
    },
  );

  it('takes 50 blocks in a message and 100 in a modal, no more', () => {
    const many = (count: number) => Array.from({ length: count }, () => ({ type: 'divider' }));
    expect(pathsIn('message', ...many(50))).toEqual([]);
    expect(pathsIn('message', ...many(51))).toEqual(['/blocks']);
    expect(pathsIn('modal', ...many(100))).toEqual([]);
    expect(pathsIn('modal', ...many(101))).toEqual(['/blocks']);
  });

  it.each([
    ['modal', table(1, 1)],
    ['modal', { type: 'markdown', text: 'x' }],
    ['modal', { type: 'card', title: mrkdwn('x') }],
    ['modal', container(section())],
    ['message', { type: 'alert', text: plain('x') }],
    ['message', FILE],
    ['home', table(1, 1)],
  ] as const)('refuses in a %s what belongs elsewhere (%#)', (surface, block) => {
    expect(pathsIn(surface, block)).toEqual(['/blocks/0']);
  });

  it.each(['url_text_input', 'email_text_input', 'file_input', 'number_input'])('takes %s in a modal only', (type) => {
    const one = input({ type, ...(type === 'number_input' && { is_decimal_allowed: false }) });
    expect(pathsIn('modal', one)).toEqual([]);
    for (const other of ['message', 'home'] as const) expect(pathsIn(other, one)).toEqual([ELEMENT]);
  });

  it('finds a refused block inside a container', () => {
    expect(pathsIn('message', container(FILE))).toEqual(['/blocks/0/child_blocks/0']);
  });

  it('takes one table a message, not two', () => {
    expect(validateBlocks('message', [table(1, 1), table(1, 1)]).map((breach) => breach.text)).toEqual([
      'only_one_table_allowed',
    ]);
  });

  it('refuses empty cells, of plain and of rich text', () => {
    const empty = { type: 'rich_text', elements: [{ type: 'rich_text_section', elements: [] }] };
    expect(pathsIn('message', { type: 'table', rows: [[cell(''), empty]] })).toEqual([
      '/blocks/0/rows/0/0/text',
      '/blocks/0/rows/0/1',
    ]);
  });

  it('refuses the same block_id twice, and the same action_id twice in one block only', () => {
    expect(pathsIn('message', { ...section(), block_id: 'b' }, { ...section(), block_id: 'b' })).toEqual([
      '/blocks/1/block_id',
    ]);
    expect(pathsIn('message', actions(button(), button()))).toEqual(['/blocks/0/elements/1/action_id']);
    expect(pathsIn('message', actions(button()), actions(button()))).toEqual([]);
  });

  it('refuses an initial option that is not offered, to the letter', () => {
    const chosen = (initial_option: object) => pathsIn('modal', select(options(2), { initial_option }));
    expect(chosen(option('v1'))).toEqual([]);
    expect(chosen(option('v1', 'other text'))).toEqual([ELEMENT]);
    const boxes = { type: 'checkboxes', options: options(2), initial_options: [option('v9')] };
    expect(pathsIn('modal', input(boxes))).toEqual(['/blocks/0/element']);
  });

  it('refuses empty text objects, and mrkdwn where Slack takes plain text alone', () => {
    const empty = pathsIn('message', section(''), { type: 'header', text: plain('') });
    expect(empty).toEqual(['/blocks/0/text/text', '/blocks/1/text/text']);
    expect(pathsIn('message', { type: 'header', text: mrkdwn('x') })).toEqual(['/blocks/0/text/type']);
    expect(pathsIn('modal', select([{ text: mrkdwn('x'), value: 'v' }]))).toEqual([`${OPTIONS}/0/text/type`]);
  });

  it('refuses blocks, elements and fields that Slack does not know', () => {
    expect(pathsIn('message', { type: 'sectoin', text: mrkdwn('x') })).toEqual(['/blocks/0/type']);
    expect(pathsIn('message', actions({ type: 'buton', text: plain('x') }))).toEqual(['/blocks/0/elements/0/type']);
    expect(pathsIn('message', { ...section(), colour: 'red' })).toEqual(['/blocks/0']);
    expect(pathsIn('modal', input({ type: 'button', text: plain('x') }))).toEqual(['/blocks/0/element/type']);
  });

  it('takes one element with focus', () => {
    expect(pathsIn('modal', input(typed({ focus_on_load: true })), input(typed({ focus_on_load: true })))).toEqual([
      '/blocks/1/element',
    ]);
  });

  it('never throws, whatever JSON it is given', () => {
    fc.assert(
      fc.property(fc.jsonValue(), (value) => {
        expect(Array.isArray(validateBlocks('modal', value))).toBe(true);
        expect(Array.isArray(validateView(value))).toBe(true);
        expect(Array.isArray(validateMessage({ text: value, blocks: value, metadata: value }))).toBe(true);
      }),
    );
  });
});

describe('validateView', () => {
  const paths = (view: unknown) => validateView(view).map((breach) => breach.path);

  it('takes titles and button texts of 24 characters, not of 25', () => {
    const words = (length: number) => ({
      title: plain(of(length)),
      submit: plain(of(length)),
      close: plain(of(length)),
    });
    expect(paths(modal(words(24)))).toEqual([]);
    expect(paths(modal(words(25)))).toEqual(['/title/text', '/submit/text', '/close/text']);
  });

  it('takes 3,000 characters of private_metadata and 255 of callback_id', () => {
    expect(paths(modal({ private_metadata: of(3000), callback_id: of(255) }))).toEqual([]);
    expect(paths(modal({ private_metadata: of(3001), callback_id: of(256) }))).toEqual([
      '/private_metadata',
      '/callback_id',
    ]);
  });

  it('wants a submit text on a modal with inputs', () => {
    expect(paths(modal({ blocks: [input(typed())] }))).toEqual(['/submit']);
    expect(paths(modal({ blocks: [input(typed())], submit: plain('Send') }))).toEqual([]);
  });

  it('judges blocks by the surface of the view', () => {
    expect(paths(modal({ blocks: [{ type: 'markdown', text: 'x' }] }))).toEqual(['/blocks/0']);
    expect(paths({ type: 'home', blocks: [section()] })).toEqual([]);
  });
});

describe('validateMessage', () => {
  it('wants a text beside the blocks, and says which kind of want', () => {
    expect(validateMessage({ blocks: [section()] }).map((breach) => breach.error)).toEqual(['missing_text_in_message']);
    expect(validateMessage({}).map((breach) => breach.error)).toEqual(['no_text']);
    expect(validateMessage({ text: 'x', blocks: [section()] })).toEqual([]);
  });

  it('takes 13,200 characters over all blocks, not one more', () => {
    const blocks = (last: number) => [...Array(4).fill(section(of(3000))), section(of(last))];
    expect(validateMessage({ text: 'x', blocks: blocks(1200) })).toEqual([]);
    expect(validateMessage({ text: 'x', blocks: blocks(1201) }).map((breach) => breach.error)).toEqual([
      'msg_blocks_too_long',
    ]);
  });

  it('takes 40,000 characters of text, not one more', () => {
    expect(validateMessage({ text: of(SLACK_LIMITS.message.text) })).toEqual([]);
    expect(validateMessage({ text: of(SLACK_LIMITS.message.text + 1) }).map((breach) => breach.error)).toEqual([
      'msg_too_long',
    ]);
  });

  it('takes flat metadata, and refuses null and lists of plain values', () => {
    const withPayload = (event_payload: object) =>
      validateMessage({ text: 'x', metadata: { event_type: 'review', event_payload } }).map((breach) => breach.path);
    expect(withPayload({ id: 'r1', revision: 1, flat: { a: true }, list: [{ b: 'c' }] })).toEqual([]);
    expect(withPayload({ id: null })).toEqual(['/metadata/event_payload/id']);
    expect(withPayload({ ids: ['a'] })).toEqual(['/metadata/event_payload/ids']);
    expect(
      validateMessage({ text: 'x', metadata: { event_type: 'review', event_payload: { id: null } } })[0]?.text,
    ).toBe('must be text, a number, a boolean, a flat object or a list of flat objects');
    expect(withPayload({ deep: { a: { b: 1 } } })).toEqual(['/metadata/event_payload/deep']);
  });
});
