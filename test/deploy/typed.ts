import fc from 'fast-check';
import { expect } from 'vitest';
import { toYaml } from '../../src/deploy/cloudformation.ts';
import { deploymentOf } from '../../src/deploy/deployment.ts';
import type { Recommendation } from '../../src/recommender/index.ts';
import { answerTo } from '../support/answers.ts';
import { parseTemplate } from '../support/parse-template.ts';
import { HOSTILE_WORDS } from '../support/recommendations.ts';
import { CHOICES } from './cases.ts';

/** What people might type to break out of a template: YAML, functions, comments, dynamic references, and any characters. */
export const anyText = (maxLength: number): fc.Arbitrary<string> =>
  fc.oneof(
    fc.constantFrom(
      ...HOSTILE_WORDS,
      '${AWS::AccountId}',
      '!Ref Image',
      "'\n  Evil: true\n",
      '"',
      '---\n',
      '# x',
      '- a: b',
      '{{resolve:ssm:x}}',
    ),
    fc.string({ unit: 'grapheme', maxLength }),
    fc.string({ unit: 'binary', maxLength }),
  );

const RECOMMENDED = Object.values(CHOICES).map((stated) => answerTo(stated));

interface Sides {
  /** Comments, version and description: what texts get into. */
  readonly head: string;
  /** Everything after it, with the name of jobs replaced. */
  readonly rest: string;
}

/** The text of a template, cut before its parameters. */
function sidesOf(recommendation: Recommendation, name: string): Sides {
  const option = recommendation.choice?.option;
  const deployment = deploymentOf(recommendation, { name, ...(option && { option }) });
  if (!deployment.ok) throw new Error(deployment.text);
  const text = toYaml(deployment.template, deployment.header);
  const cut = text.indexOf('\nParameters:\n');
  const jobs = new RegExp(`${deployment.slug}-(?=\\*|\\{\\})`, 'g');
  return { head: text.slice(0, cut), rest: text.slice(cut).replace(jobs, 'NAME-') };
}

const PLAIN = RECOMMENDED.map((recommendation) => sidesOf(recommendation, 'churn'));

/** A template of any name and description is that of a plain name, byte for byte, except in comments and description. */
export const textsAlone = fc.property(
  fc.nat(RECOMMENDED.length - 1),
  anyText(80),
  anyText(2000),
  (at, name, description) => {
    const recommendation = RECOMMENDED[at];
    if (recommendation === undefined) throw new Error(`no choice ${at}`);
    const typed = { ...recommendation, workload: { ...recommendation.workload, name: name || 'x', description } };
    const { head, rest } = sidesOf(typed, name);
    expect(rest).toBe(PLAIN[at]?.rest);
    const { AWSTemplateFormatVersion: version, Description, ...others } = Object(parseTemplate(head));
    expect(others).toEqual({ Conditions: {} });
    expect(version).toBe('2010-09-09');
    expect(Description).toMatch(/^.{1,300}$/u);
    expect(head).not.toContain('{{');
  },
);
