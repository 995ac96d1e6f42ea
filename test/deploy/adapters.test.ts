import { describe, expect, it } from 'vitest';
import { expandLoops } from '../../src/check/templates/stack.ts';
import { Work } from '../../src/check/templates/work.ts';
import { EXTRA_IDS, renderDeployment } from '../../src/deploy/index.ts';
import { answerTo } from '../support/answers.ts';
import { parseTemplate } from '../support/parse-template.ts';
import { example } from './cases.ts';

const codeOf = (modelCount: number, format: 'cloudformation' | 'notebook' = 'cloudformation') =>
  renderDeployment(answerTo(example('llm-adapters', { modelCount })), { format, with: EXTRA_IDS });

function templateOf(modelCount: number) {
  const code = codeOf(modelCount);
  if (!code.ok) throw new Error(code.text);
  const text = code.files[0]?.content ?? '';
  return { ...code, text, template: parseTemplate(text) };
}

describe('adapters', () => {
  it('are entered one by one up to ten', () => {
    const { text, template } = templateOf(10);
    expect(text).not.toMatch(/ForEach|Transform:/);
    expect(Object.keys(template.Parameters)).toEqual(expect.arrayContaining(['AdapterUrl1', 'AdapterUrl10']));
  });

  it('beyond ten are a list of names and a folder, with a component and alarms for each name', () => {
    const { text, template, notes } = templateOf(11);
    expect(text).toContain('\nTransform: AWS::LanguageExtensions\n');
    expect(notes.join(' ')).toContain('CAPABILITY_AUTO_EXPAND');
    expect(Object.keys(template.Parameters)).not.toContain('AdapterUrl1');
    const names = String(template.Parameters['AdapterNames']?.Default).split(',');
    expect([names.length, names[0], names.at(-1)]).toEqual([11, 'adapter-1', 'adapter-11']);
    const { resources, unknown } = expandLoops(template.Resources, new Work('template.yaml', template), () => names);
    expect(unknown).toEqual([]);
    for (const kind of ['Component', 'Errors', 'Latency'])
      expect(Object.keys(resources).filter((id) => id.startsWith('Adapter') && id.endsWith(kind))).toHaveLength(11);
    expect(resources['Adapteradapter11Component']).toMatchObject({
      Properties: {
        InferenceComponentName: { 'Fn::Sub': '${AWS::StackName}-adapter-11' },
        Specification: { Container: { ArtifactUrl: { 'Fn::Sub': '${AdaptersUri}adapter-11.tar.gz' } } },
        Tags: expect.any(Array),
      },
    });
  });

  it('make a template no longer, and are 160 at most, as a stack has 500 resources', () => {
    expect(templateOf(160).text.split('\n').length).toBeLessThan(450);
    expect(codeOf(161)).toEqual({ ok: false, text: expect.stringContaining('160 of 161 adapters at most') });
  });

  it('are in a notebook as well, which may expand the loop', () => {
    const code = codeOf(50, 'notebook');
    expect(code.ok && code.files[0]?.content).toMatch(/AdapterNames = "adapter-1,.*[\s\S]*CAPABILITY_AUTO_EXPAND/);
  });
});
