import { expect, it } from 'vitest';
import { renderDeployment } from '../../src/deploy/index.ts';
import { recommend } from '../../src/recommender/index.ts';
import { moduleOf } from '../support/hcl.ts';
import { LANE } from '../support/lane.ts';
import { parseTemplate } from '../support/parse-template.ts';
import { choicesNamed } from './cases.ts';

/** A deep run tries all; else those that end a line or are half a character, and one name in eight of the others. */
const isTried = (name: string, at: number): boolean =>
  LANE === 'deep' || at % 8 === 0 || /[\p{Cc}\p{Cs}\u2028\u2029]/u.test(name);

/** A name has up to 80. */
const NAME_LENGTH = 78;

/** Where characters are that texts are made of, and those that break texts: everything but ideographs and what isn't assigned. */
const RANGES: readonly (readonly [from: number, to: number])[] = [
  [0x00, 0x2fff],
  [0xa000, 0xabff],
  [0xd800, 0xffff],
  [0x1f000, 0x1faff],
  [0xe0000, 0xe01ff],
];

function namesOfEveryCharacter(): string[] {
  const characters = RANGES.flatMap(([from, to]) =>
    Array.from({ length: to - from + 1 }, (_, at) => String.fromCodePoint(from + at)),
  );
  const names: string[] = [];
  for (let at = 0; at < characters.length; at += NAME_LENGTH)
    names.push(`a${characters.slice(at, at + NAME_LENGTH).join('')}z`);
  return names;
}

it('writes a template and a module of any name, each character among them: texts stay on their line, and names are plain', async () => {
  const [workload] = choicesNamed('batch-transform');
  if (workload === undefined) throw new Error('no choice');
  const recommendation = recommend(workload);
  const names = namesOfEveryCharacter();
  expect(names.length).toBeGreaterThan(250);
  for (const name of names.filter(isTried)) {
    const template = renderDeployment(recommendation, { format: 'cloudformation', name });
    const module = renderDeployment(recommendation, { format: 'terraform', name });
    if (!template.ok || !module.ok) throw new Error(`refused: ${JSON.stringify(name)}`);
    const [file = { path: '', content: '' }] = template.files;
    expect(file.path, JSON.stringify(name)).toMatch(/^[a-z](?:[a-z0-9-]{0,24}[a-z0-9])?\.yaml$/);
    const { Description, Resources } = parseTemplate(file.content);
    expect(Description, JSON.stringify(name)).toMatch(/^[^\p{Cc}\p{Cs}\u2028\u2029]{1,300}$/u);
    expect(Object.keys(Resources)).toContain('Run');
    const { variable } = await moduleOf(module.files[0]?.content ?? '');
    expect(variable['name']?.['default'], JSON.stringify(name)).toMatch(/^[a-z][a-z0-9-]{0,25}$/);
  }
});
