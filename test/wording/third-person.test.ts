import { readFileSync } from 'node:fs';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { kindOf, recommend, WORKLOAD_FIELDS, wordsOf } from '../../src/recommender/index.ts';
import { clauseFor } from '../../src/recommender/search/change-words.ts';
import { rowOf } from '../../src/recommender/workload/workload.ts';
import { writeAdr } from '../../src/reviews/decision-record.ts';
import { writeInThirdPerson } from '../../src/wording/third-person.ts';
import { expectGolden } from '../support/golden.ts';
import { runs } from '../support/lane.ts';
import { anyWorkload } from '../support/recommendations.ts';
import { historyOf, reviewOf } from '../support/reviews.ts';
import { sparseWorkload } from '../support/workloads.ts';

const YOU = /\b(?:you|your|yours|yourself)\b/i;

/** Every text that the recommender's golden files have. */
const TEXTS = ['reasons', 'warnings', 'notes'].flatMap((name) =>
  readFileSync(new URL(`../golden/recommender/${name}.txt`, import.meta.url), 'utf8').split('\n'),
);

/** What a change of each field reads as. */
const CHANGES = WORKLOAD_FIELDS.filter((field) => rowOf(field).change !== undefined).flatMap((field) => {
  const values = kindOf(field) === 'yes-or-no' ? [true, false] : kindOf(field) === 'number' ? [1, 3] : wordsOf(field);
  return (values ?? []).map((value) => `Fits if ${clauseFor(field, value)} and the payload is at most 4 MB.`);
});

const addressing = [...new Set([...TEXTS, ...CHANGES].map((text) => text.trim()))].filter((text) => YOU.test(text));

describe('writeInThirdPerson', () => {
  it('writes every text of the recommender as reviewed', async () => {
    const both = addressing.map((text) => `${text}\n  ${writeInThirdPerson(text)}`);
    await expectGolden(`${both.join('\n\n')}\n`, 'recommender/third-person.txt');
    expect(addressing.length).toBeGreaterThan(50);
  });

  it.each([
    [
      'A request expires within your 2 hours 30 minutes; plan.',
      'A request expires within the 2 hours 30 minutes allowed; plan.',
    ],
    ['Longer than your 7,492.5 s, so wait.', 'Longer than the 7,492.5 s allowed, so wait.'],
    ['2 × ml.g5.xlarge · from your 90 s', '2 × ml.g5.xlarge · from the stated 90 s'],
    ["You don't need multiple production variants, and more.", "Multiple production variants aren't needed, and more."],
    [
      "You only pay while it runs; you haven't said more.",
      "The team only pays while it runs; the team hasn't said more.",
    ],
    ['Retries are up to you.', 'Retries are up to the team.'],
    ['Nothing here is about the reader.', 'Nothing here is about the reader.'],
  ])('%s', (text, written) => {
    expect(writeInThirdPerson(text)).toBe(written);
  });

  it('keeps what people typed: what stands in quotes, and the name of a model', () => {
    expect(writeInThirdPerson('$5 exceeds the $4 that policy "ask your lead" allows, so you wait.')).toBe(
      '$5 exceeds the $4 that policy "ask your lead" allows, so the team waits.',
    );
    expect(writeInThirdPerson('You need a GPU for your Own You-7b.', 'your Own You-7b')).toBe(
      'The workload needs a GPU for your Own You-7b.',
    );
    expect(writeInThirdPerson('s3://your/you-7b is yours')).toBe("s3://your/you-7b is the team's");
  });
});

describe('the decision record of any workload', () => {
  it('never speaks to its reader', () => {
    fc.assert(
      fc.property(fc.oneof(sparseWorkload, anyWorkload), ({ description: _, ...stated }) => {
        const recommendation = recommend({ ...stated, name: 'a workload' });
        expect(writeAdr(reviewOf(recommendation), historyOf(reviewOf(recommendation)), { url: null })).not.toMatch(YOU);
      }),
      { numRuns: runs(800, { costly: true }) },
    );
  });
});
