import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { slackHtml } from '../../../local-workspace/page/blocks/slack-html.ts';
import { runs } from '../../support/lane.ts';

const NAMES = {
  users: [{ id: 'U1', name: 'Ada' }],
  channels: [{ id: 'C1', name: 'ml' }],
  user_groups: [{ id: 'S1', name: 'council' }],
};
const section = (text: string) => ({ type: 'section', text: { type: 'mrkdwn', text, verbatim: true } });
const html = (block: Record<string, unknown>) => slackHtml(block, NAMES) ?? '';

/** What a reader sees: without tags, with entities read. */
function shown(markup: string): string {
  return markup
    .replace(/<[^>]*>/g, '')
    .replaceAll('\u00a0', ' ')
    .replaceAll('&lt;', '<')
    .replaceAll('&gt;', '>')
    .replaceAll('&quot;', '"')
    .replaceAll('&#x27;', "'")
    .replaceAll('&amp;', '&');
}

describe('a block that only shows something', () => {
  it('shows markup as Slack does, also where the text is verbatim', () => {
    const markup = html(
      section('*bold* <@U1> of <!subteam^S1> in <#C1>: <https://aws.example/a_b[1]?x=1&amp;y=2|the page>'),
    );
    expect(markup).toContain('<strong>');
    expect(shown(markup)).toContain('bold @Ada of @council in #ml: the page');
    expect(markup).toContain('href="https://aws.example/a_b[1]?x=1&amp;y=2"');
  });

  it.each([
    ['&lt;!channel&gt; &lt;@U1&gt;', '<!channel> <@U1>'],
    ['&lt;https://evil.example|aws.example&gt;', '<https://evil.example|aws.example>'],
    ['[x](javascript:alert(1))', '[x](javascript:alert(1))'],
    ['&amp;lt;b&amp;gt;', '&lt;b&gt;'],
    ['std::vector', 'std::vector'],
    ['# no heading', '# no heading'],
    ['1. no list\n- nor here', '1. no list\n- nor here'],
  ])('keeps the escaped %s what somebody typed', (text, words) => {
    expect(shown(html(section(text)))).toContain(words);
    expect(html(section(text))).not.toMatch(/<a |class="slack_(broadcast|user)/);
  });

  it('links nothing but addresses of the web', () => {
    expect(html(section('<javascript:alert(1)|here>'))).not.toContain('href');
    const link = { type: 'link', url: 'javascript:alert(1)', text: 'here' };
    const richText = { type: 'rich_text', elements: [{ type: 'rich_text_section', elements: [link] }] };
    expect(html(richText)).not.toContain('href');
  });

  it('shows plain text as it is, whatever is in it', () => {
    fc.assert(
      fc.property(fc.stringMatching(/^[a-z0-9&<>*_~`[\]()!@#:/|"'+=.-]{1,30}$/), (typed) => {
        fc.pre(!/:[a-z0-9_+-]+:/.test(typed));
        const markup = html({ type: 'header', text: { type: 'plain_text', text: typed } });
        expect(shown(markup)).toContain(typed);
      }),
      { numRuns: runs(200) },
    );
  });

  it('shows cells that are numbers', () => {
    const table = { type: 'table', rows: [[{ type: 'raw_text', text: 'Cost' }], [{ type: 'raw_number', value: 314 }]] };
    expect(shown(html(table))).toContain('314');
  });

  it('is undefined for a type that nobody knows', () => {
    expect(slackHtml({ type: 'hologram' }, NAMES)).toBeUndefined();
  });
});
