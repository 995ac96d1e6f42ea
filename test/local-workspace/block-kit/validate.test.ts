import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { validateBlocks, validateMessage, validateView } from '../../../local-workspace/block-kit/validate.ts';
import { SLACK_LIMITS } from '../../../src/slack/render/limits.ts';

const of = (length: number) => 'x'.repeat(length);
const plain = (text: string) => ({ type: 'plain_text', text });
const mrkdwn = (text: string) => ({ type: 'mrkdwn', text });
const section = (text = 'hello') => ({ type: 'section', text: mrkdwn(text) });
const option = (value: string, text = value) => ({ text: plain(text), value });
const options = (count: number) => Array.from({ length: count }, (_, index) => option(`v${index}`));
const button = (fields: object = {}) => ({ type: 'button', action_id: 'a', text: plain('Go'), ...fields });
const actions = (...elements: object[]) => ({ type: 'actions', elements });
const input = (element: object, fields: object = {}) => ({ type: 'input', label: plain('Label'), element, ...fields });
const typed = (fields: object = {}) => ({ type: 'plain_text_input', action_id: 'a', ...fields });
const cell = (text: string) => ({ type: 'raw_text', text });
const table = (rows: number, columns: number, text = 'x') => ({
  type: 'table',
  rows: Array.from({ length: rows }, () => Array.from({ length: columns }, () => cell(text))),
});
const modal = (fields: object = {}) => ({ type: 'modal', title: plain('Title'), blocks: [section()], ...fields });
interface ChartOptions {
  title?: string;
  categories?: number;
  series?: number;
  names?: string[];
  values?: number[];
}

function chart({ title = 't', categories: count = 2, series = 1, names, values }: ChartOptions) {
  const categories = Array.from({ length: count }, (_, at) => `c${at}`);
  const data = (values ?? categories.map((_, at) => at)).map((value, at) => ({ label: `c${at}`, value }));
  const called = names ?? Array.from({ length: series }, (_, at) => `s${at}`);
  return {
    type: 'data_visualization',
    title,
    chart: { type: 'line', series: called.map((name) => ({ name, data })), axis_config: { categories } },
  };
}

const pathsIn = (surface: 'message' | 'modal' | 'home', ...blocks: object[]) =>
  validateBlocks(surface, blocks).map((breach) => breach.path);

/** One line a limit: what is just allowed, and the nearest that is not, with where it is reported. */
const limits: [name: string, surface: 'message' | 'modal', allowed: object, refused: object, path: string][] = [
  [
    'header 150',
    'message',
    { type: 'header', text: plain(of(150)) },
    { type: 'header', text: plain(of(151)) },
    '/blocks/0/text/text',
  ],
  ['section text 3,000', 'message', section(of(3000)), section(of(3001)), '/blocks/0/text/text'],
  [
    'field 2,000',
    'message',
    { type: 'section', fields: [mrkdwn(of(2000))] },
    { type: 'section', fields: [mrkdwn(of(2001))] },
    '/blocks/0/fields/0/text',
  ],
  [
    '10 fields',
    'message',
    { type: 'section', fields: Array(10).fill(mrkdwn('x')) },
    { type: 'section', fields: Array(11).fill(mrkdwn('x')) },
    '/blocks/0/fields',
  ],
  [
    '10 context elements',
    'message',
    { type: 'context', elements: Array(10).fill(mrkdwn('x')) },
    { type: 'context', elements: Array(11).fill(mrkdwn('x')) },
    '/blocks/0/elements',
  ],
  [
    '25 actions',
    'message',
    actions(...Array.from({ length: 25 }, (_, n) => button({ action_id: `a${n}` }))),
    actions(...Array.from({ length: 26 }, (_, n) => button({ action_id: `a${n}` }))),
    '/blocks/0/elements',
  ],
  [
    'button text 75',
    'message',
    actions(button({ text: plain(of(75)) })),
    actions(button({ text: plain(of(76)) })),
    '/blocks/0/elements/0/text/text',
  ],
  [
    'button value 2,000',
    'message',
    actions(button({ value: of(2000) })),
    actions(button({ value: of(2001) })),
    '/blocks/0/elements/0/value',
  ],
  [
    '5 overflow options',
    'message',
    actions({ type: 'overflow', options: options(5) }),
    actions({ type: 'overflow', options: options(6) }),
    '/blocks/0/elements/0/options',
  ],
  [
    '10 radio buttons',
    'modal',
    input({ type: 'radio_buttons', options: options(10) }),
    input({ type: 'radio_buttons', options: options(11) }),
    '/blocks/0/element/options',
  ],
  [
    '10 checkboxes',
    'modal',
    input({ type: 'checkboxes', options: options(10) }),
    input({ type: 'checkboxes', options: options(11) }),
    '/blocks/0/element/options',
  ],
  [
    '100 menu options',
    'modal',
    input({ type: 'static_select', options: options(100) }),
    input({ type: 'static_select', options: options(101) }),
    '/blocks/0/element/options',
  ],
  [
    'option text 75',
    'modal',
    input({ type: 'static_select', options: [option('v', of(75))] }),
    input({ type: 'static_select', options: [option('v', of(76))] }),
    '/blocks/0/element/options/0/text/text',
  ],
  [
    'option value 150',
    'modal',
    input({ type: 'static_select', options: [option(of(150), 't')] }),
    input({ type: 'static_select', options: [option(of(151), 't')] }),
    '/blocks/0/element/options/0/value',
  ],
  [
    'option description 75',
    'modal',
    input({ type: 'radio_buttons', options: [{ ...option('v'), description: plain(of(75)) }] }),
    input({ type: 'radio_buttons', options: [{ ...option('v'), description: plain(of(76)) }] }),
    '/blocks/0/element/options/0/description/text',
  ],
  [
    'placeholder 150',
    'modal',
    input(typed({ placeholder: plain(of(150)) })),
    input(typed({ placeholder: plain(of(151)) })),
    '/blocks/0/element/placeholder/text',
  ],
  [
    'label 2,000',
    'modal',
    input(typed(), { label: plain(of(2000)) }),
    input(typed(), { label: plain(of(2001)) }),
    '/blocks/0/label/text',
  ],
  [
    'hint 2,000',
    'modal',
    input(typed(), { hint: plain(of(2000)) }),
    input(typed(), { hint: plain(of(2001)) }),
    '/blocks/0/hint/text',
  ],
  [
    'input 3,000',
    'modal',
    input(typed({ max_length: 3000 })),
    input(typed({ max_length: 3001 })),
    '/blocks/0/element/max_length',
  ],
  [
    'confirmation title 100',
    'message',
    actions(button({ confirm: { title: plain(of(100)), text: plain('x') } })),
    actions(button({ confirm: { title: plain(of(101)), text: plain('x') } })),
    '/blocks/0/elements/0/confirm/title/text',
  ],
  [
    'block_id 255',
    'message',
    { ...section(), block_id: of(255) },
    { ...section(), block_id: of(256) },
    '/blocks/0/block_id',
  ],
  [
    'action_id 255',
    'message',
    actions(button({ action_id: of(255) })),
    actions(button({ action_id: of(256) })),
    '/blocks/0/elements/0/action_id',
  ],
  ['100 table rows', 'message', table(100, 2), table(101, 2), '/blocks/0/rows'],
  ['20 table columns', 'message', table(2, 20), table(1, 21), '/blocks/0/rows/0'],
  ['10,000 characters over all cells', 'message', table(100, 10, of(10)), table(100, 10, of(11)), '/blocks/0'],
  ['a chart title of 50', 'message', chart({ title: of(50) }), chart({ title: of(51) }), '/blocks/0/title'],
  ['6 chart series', 'message', chart({ series: 6 }), chart({ series: 7 }), '/blocks/0/chart/series'],
  [
    '10 container children',
    'message',
    { type: 'container', title: plain('t'), child_blocks: Array(10).fill(section()) },
    { type: 'container', title: plain('t'), child_blocks: Array(11).fill(section()) },
    '/blocks/0/child_blocks',
  ],
  [
    'alert 200',
    'modal',
    { type: 'alert', text: plain(of(200)) },
    { type: 'alert', text: plain(of(201)) },
    '/blocks/0/text/text',
  ],
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
    const pie = (value: number) => ({
      type: 'data_visualization',
      title: 't',
      chart: { type: 'pie', segments: [{ label: 'a', value }] },
    });
    expect(pathsIn('message', pie(1))).toEqual([]);
    expect(pathsIn('message', pie(0))).toEqual(['/blocks/0/chart/segments/0/value']);
  });

  it.each(limits)('takes %s and refuses one more, naming the place', (_name, surface, allowed, refused, path) => {
    expect(pathsIn(surface, allowed)).toEqual([]);
    expect(pathsIn(surface, refused)).toEqual([path]);
  });

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
    ['modal', { type: 'container', title: plain('t'), child_blocks: [section()] }],
    ['message', { type: 'alert', text: plain('x') }],
    ['message', { type: 'file', source: 'remote', external_id: 'x' }],
    ['home', table(1, 1)],
  ] as const)('refuses in a %s what belongs elsewhere (%#)', (surface, block) => {
    expect(pathsIn(surface, block)).toEqual(['/blocks/0']);
  });

  it.each(['url_text_input', 'email_text_input', 'file_input'])('takes %s in a modal only', (type) => {
    expect(pathsIn('modal', input({ type }))).toEqual([]);
    expect(pathsIn('message', input({ type }))).toEqual(['/blocks/0/element']);
    expect(pathsIn('home', input({ type }))).toEqual(['/blocks/0/element']);
  });

  it('takes number inputs in a modal only', () => {
    const number = input({ type: 'number_input', is_decimal_allowed: false });
    expect(pathsIn('modal', number)).toEqual([]);
    expect(pathsIn('message', number)).toEqual(['/blocks/0/element']);
  });

  it('finds a refused block inside a container', () => {
    const file = { type: 'file', source: 'remote', external_id: 'x' };
    expect(pathsIn('message', { type: 'container', title: plain('t'), child_blocks: [file] })).toEqual([
      '/blocks/0/child_blocks/0',
    ]);
  });

  it('takes one table a message, not two', () => {
    expect(pathsIn('message', table(1, 1))).toEqual([]);
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
    const select = (initial: object) => input({ type: 'static_select', options: options(2), initial_option: initial });
    expect(pathsIn('modal', select(option('v1')))).toEqual([]);
    expect(pathsIn('modal', select(option('v1', 'other text')))).toEqual(['/blocks/0/element']);
    const boxes = { type: 'checkboxes', options: options(2), initial_options: [option('v9')] };
    expect(pathsIn('modal', input(boxes))).toEqual(['/blocks/0/element']);
  });

  it('refuses empty text objects', () => {
    expect(pathsIn('message', section(''), { type: 'header', text: plain('') })).toEqual([
      '/blocks/0/text/text',
      '/blocks/1/text/text',
    ]);
  });

  it('refuses mrkdwn where Slack takes plain text alone', () => {
    expect(pathsIn('message', { type: 'header', text: mrkdwn('x') })).toEqual(['/blocks/0/text/type']);
    expect(pathsIn('modal', input({ type: 'static_select', options: [{ text: mrkdwn('x'), value: 'v' }] }))).toEqual([
      '/blocks/0/element/options/0/text/type',
    ]);
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
