import { describe, expect, it } from 'vitest';
import { labelOf, questionFor, unitOf, wordingOf } from '../../../src/recommender/index.ts';
import type { NumberChange } from '../../../src/recommender/workload/fields/row.ts';
import { kindOf, rowOf, WORKLOAD_FIELDS, wordsOf } from '../../../src/recommender/workload/workload.ts';

const fieldsOf = (kind: ReturnType<typeof kindOf>) => WORKLOAD_FIELDS.filter((field) => kindOf(field) === kind);
const changes = WORKLOAD_FIELDS.filter((field) => rowOf(field).change !== undefined);

describe('the rows of the workload', () => {
  it.each(WORKLOAD_FIELDS)('call %s by a label without a capital and ask for it with a question', (field) => {
    const { label, question } = rowOf(field);
    expect(label).toMatch(/^([a-z]|GPU|VPC|Region|Marketplace)/);
    expect(question).toMatch(/^[A-Z].*\?$/);
  });

  it.each(fieldsOf('number'))('say in what %s is counted', (field) => {
    expect(rowOf(field).unit).toBeDefined();
  });

  it.each([...fieldsOf('number'), ...fieldsOf('text')])('have a usual value of %s for the help', (field) => {
    const { sample, schema } = rowOf(field);
    expect(sample).toBeDefined();
    expect(schema.safeParse(sample).success).toBe(true);
  });

  it.each(fieldsOf('words'))('have words for every value of %s, and clauses where a change of it matters', (field) => {
    const { values, change } = rowOf(field);
    expect(Object.keys(values ?? {})).toEqual(wordsOf(field));
    if (change) expect(Object.keys(change)).toEqual(wordsOf(field));
  });

  it.each(changes)('say how a change of %s reads: a number with its span, or a clause for each value', (field) => {
    const { change, span } = rowOf(field);
    const kind = kindOf(field);
    expect(span !== undefined).toBe(kind === 'number');
    if (kind === 'number') {
      const { clause, write } = change as NumberChange;
      expect(clause(`at least ${write(2)}`)).toMatch(/\bat least 2\b/);
    }
    if (kind === 'yes-or-no') expect(Object.keys(change ?? {})).toEqual(['true', 'false']);
    if (kind === 'text') expect(typeof change).toBe('string');
  });
});

describe('the questions of the rows', () => {
  const asked = WORKLOAD_FIELDS.filter((field) => rowOf(field).form !== undefined);
  const formOf = (field: (typeof WORKLOAD_FIELDS)[number]) => rowOf(field).form;

  it('have an id each, no two of them the same', () => {
    expect(asked).toContain('responseTimeSeconds');
    expect(new Set(asked.map((field) => formOf(field)?.id)).size).toBe(asked.length);
  });

  it.each(asked)('offer for %s a choice for each of its words or few numbers, and none otherwise', (field) => {
    const choices = Object.keys(formOf(field)?.choices ?? {});
    const few = field === 'modelPrecisionBits' ? ['4', '8', '16', '32'] : [];
    expect(choices.toSorted()).toEqual((wordsOf(field) ?? few).toSorted());
  });

  it.each(asked)('say what "yes" and "no" mean of %s only where that is the answer', (field) => {
    const { yes, no, example, choices } = formOf(field) ?? {};
    if (kindOf(field) !== 'yes-or-no') expect([yes, no]).toEqual([undefined, undefined]);
    const isTyped = ['number', 'text', 'object', 'list'].includes(kindOf(field)) && choices === undefined;
    expect(example !== undefined).toBe(isTyped);
  });
});

describe('what is derived from the rows', () => {
  it('is the label, the question, the unit and the wording of a value', () => {
    expect(labelOf('payloadSizeMB')).toBe('payload');
    expect(questionFor('processingTimeSeconds')).toBe('How long does a request take (p95)?');
    expect(unitOf('payloadSizeMB')).toBe('MB');
    expect(unitOf('region')).toBeUndefined();
    expect(wordingOf('trafficPattern', 'intermittent')).toBe('sporadic');
    expect(wordingOf('region', 'eu-west-1')).toBe('eu-west-1');
  });
});
