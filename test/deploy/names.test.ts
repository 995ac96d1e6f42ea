import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { oneLine, slugOf, tagValue } from '../../src/deploy/parts/names.ts';
import { runs } from '../support/lane.ts';
import { anyText, textsAlone } from './typed.ts';

describe('the name of a deployment', () => {
  it.each([
    ['Fraud scoring (v2)', 'fraud-scoring-v2'],
    ['Übersetzung', 'u-bersetzung'],
    ['42', 'model'],
    ['--', 'model'],
    ['字', 'model'],
    ['a'.repeat(80), 'a'.repeat(26)],
    [`${'a'.repeat(25)} b`, 'a'.repeat(25)],
  ])('%s is written as %s', (name, slug) => {
    expect(slugOf(name)).toBe(slug);
  });

  it('is 1 to 26 letters, digits and hyphens that stacks, jobs and files take, whatever is typed', () => {
    fc.assert(
      fc.property(anyText(100), (name) => {
        expect(slugOf(name)).toMatch(/^[a-z](?:[a-z0-9-]{0,24}[a-z0-9])?$/);
      }),
      { numRuns: runs(5000) },
    );
  });

  it.each([
    ['{{resolve:ssm:/x:1}}', '{ {resolve:ssm:/x:1}}'],
    ['{{{{resolve:secretsmanager:x}}}}', '{ { { {resolve:secretsmanager:x}}}}'],
    ['{\u200b{resolve:ssm:x}}', '{ {resolve:ssm:x}}'],
    ['{0} {1}', '{0} {1}'],
  ])('refers to nothing that CloudFormation looks up: %s', (name, written) => {
    expect(oneLine(name, 80)).toBe(written);
  });

  it('gives a tag without its query, at most 256 characters', () => {
    expect(tagValue('https://a.slack.com/x?y=1#z')).toBe('https://a.slack.com/x');
    expect(tagValue('a'.repeat(300))).toHaveLength(256);
    expect(tagValue('ada <script>')).toBe('ada script');
  });
});

it('what people type changes nothing of a template but its texts: 2,000 names and descriptions', () => {
  fc.assert(textsAlone, { numRuns: runs(2000, { costly: true }) });
});
