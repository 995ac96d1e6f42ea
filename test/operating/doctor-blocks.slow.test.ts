import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { validateBlocks, validateView } from '../../local-workspace/block-kit/validate.ts';
import { checkBlocks } from '../../src/operating/doctor-blocks.ts';
import { type Example, slackExamples } from '../../src/operating/slack-examples.ts';
import { openWorkspace } from '../support/workspace.ts';

let opened: Awaited<ReturnType<typeof openWorkspace>>;
beforeEach(async () => {
  opened = await openWorkspace('http', () => 0);
});
afterEach(async () => {
  await opened.workspace.stop();
  opened.removeFolder();
  opened.workspace.expectNoBreaches();
});

const blocksOf = (example: Example) => ('view' in example ? example.view.blocks : example.message);

describe('the examples for Slack', () => {
  it('are each of another kind, all of which this workspace takes, with a table, a chart and a data table', async () => {
    const examples = await slackExamples();
    expect(new Set(examples.map(({ name }) => name)).size).toBe(examples.length);
    for (const example of examples) {
      expect(blocksOf(example).length, example.name).toBeGreaterThan(0);
      const breaches = 'view' in example ? validateView(example.view) : validateBlocks('message', [...example.message]);
      expect(breaches, example.name).toEqual([]);
    }
    const types = examples.flatMap((example) => blocksOf(example).map(({ type }) => type));
    expect(types).toEqual(expect.arrayContaining(['table', 'data_visualization', 'data_table']));
  });
});

describe('checkBlocks', () => {
  it('asks Slack about all kinds of messages and views', async () => {
    const { length } = await slackExamples();
    expect(await checkBlocks(opened.config)).toEqual([
      { about: 'messages', verdict: 'ok', text: `Slack takes all ${length} kinds of messages and views.` },
    ]);
    expect(opened.workspace.calls('blocks.validate')).toHaveLength(length);
  });

  it('says which message Slack refuses, where and why, and that it is posted as text instead', async () => {
    opened.workspace.state.blocksNotRolledOut.add('data_visualization');
    const [finding, ...others] = await checkBlocks(opened.config);
    expect(finding?.verdict).toBe('note');
    expect(finding?.text).toMatch(
      /^Slack refuses the details: unsupported type at \/blocks\/\d+\/type\. It's posted as plain text instead\.$/,
    );
    expect(others).toEqual([]);
  });

  it('is at fault for a message that has no other form, or none that Slack takes', async () => {
    opened.workspace.state.blocksNotRolledOut.add('section');
    const found = await checkBlocks(opened.config);
    const [first] = found;
    expect(found.map(({ verdict }) => verdict)).not.toContain('ok');
    expect(first?.verdict).toBe('fault');
    expect(first?.text).toMatch(
      /^Slack refuses the message: .+ It refuses the plain one, too\. Look for a newer version/,
    );
  });

  it.each([
    ['missing_scope', 0, "Slack wasn't asked whether it takes them: missing_scope."],
    ['ratelimited', 3, "Slack wasn't asked whether it takes them: ratelimited. 14 kinds left."],
  ])('has one line where the token gets %s after %i calls', async (error, after, text) => {
    const { faults } = opened.workspace;
    for (let call = 0; call < after; call++) faults.next('blocks.validate', { kind: 'slow', ms: 0 });
    faults.next('blocks.validate', { kind: 'error', error });
    expect(await checkBlocks(opened.config)).toEqual([{ about: 'messages', verdict: 'note', text }]);
  });
});
