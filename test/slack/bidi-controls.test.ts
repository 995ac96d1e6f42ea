import { describe, expect, it } from 'vitest';
import { actionIdOf, blockIdOf, type QuestionId } from '../../src/slack/form/draft.ts';
import { fillFromWords } from '../../src/slack/form/fill-from-words.ts';
import { interpretDraft, readForm } from '../../src/slack/form/read-form.ts';
import { BLOCKS, INPUT, typedIn } from '../../src/slack/render/dialogs/dialog.ts';
import { mentionWords } from '../../src/slack/render/thread/help.ts';
import { readWhatIf } from '../../src/wording/read-what-if.ts';
import { readWords } from '../../src/wording/read-words.ts';
import { workload } from '../support/workloads.ts';

/** All twelve of Unicode: www.unicode.org/reports/tr9/#Directional_Formatting_Characters */
const CONTROLS = '\u061c\u200e\u200f\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069';
const TYPED = `inv${CONTROLS}oice`;

const answered = (id: QuestionId, value: string) =>
  readForm({ [blockIdOf(id)]: { [actionIdOf(id)]: { value } } }, { name: 'a workload' });

const ENTRIES: readonly [where: string, kept: () => unknown][] = [
  ['the name in a command', () => readWords(`"${TYPED}", 5 MB`).name],
  [
    'the description in a command',
    () => fillFromWords(`churn, ${TYPED}`, { authorId: 'U1' }).draft['description']?.replace('churn, ', ''),
  ],
  ['what a what-if ignores', () => ignoredOf(readWhatIf(`5 MB; ${TYPED}`, workload()))],
  ['a mention', () => mentionWords(`<@U0BOT> ${TYPED}`, 'U0BOT')],
  [
    'a concern, a note, a reason and an endpoint',
    () => typedIn({ [BLOCKS.concern]: { [INPUT]: { value: TYPED } } }, BLOCKS.concern),
  ],
  ...(['name', 'description', 'region', 'instance-type'] as const).map(
    (id) => [`the answer to ${id}`, () => answered(id, TYPED)[id]] as [string, () => unknown],
  ),
];

describe('The 12 bidirectional controls', () => {
  it.each(ENTRIES)('are dropped from %s', (_, kept) => {
    expect(kept()).toBe('invoice');
  });

  it('stay in a quantity, which is refused for them', () => {
    const draft = answered('payload', '5\u202e MB');
    expect(interpretDraft(draft, { needsChannel: false })).toMatchObject({ ok: false });
  });
});

function ignoredOf(read: ReturnType<typeof readWhatIf>): string {
  if (!read.ok) throw new Error('It is understood');
  return read.whatIf.ignored;
}
