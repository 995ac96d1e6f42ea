import { describe, expect, it } from 'vitest';
import { conditionFor } from '../../../src/recommender/explain/index.ts';
import type { Extent } from '../../../src/recommender/index.ts';
import type { PlausibleTurn } from '../../../src/recommender/search/confidence.ts';

const textOf = (turn: Pick<PlausibleTurn, 'field' | 'value' | 'range'>): string =>
  conditionFor({ to: 'asynchronous', share: 0.6, ...turn }).text;
const ofNumber = (field: PlausibleTurn['field'], least: number, most: number, edges: Partial<Extent> = {}) =>
  textOf({ field, value: least, range: { least, most, ...edges } });

describe('a condition', () => {
  it.each([
    ['responseTimeSeconds', 0.2, 0.9, 'the allowed response time is 200 ms to 900 ms'],
    ['payloadSizeMB', 0.5, 2, 'the payload is 512 KB to 2 MB'],
    ['processingTimeSeconds', 0.05, 1, 'a request takes 50 ms to 1 s'],
    ['monthlyRequests', 50_000, 3_000_000, 'there are 50,000 to 3,000,000 requests per month'],
    ['peakRequestsPerSecond', 2, 20, 'the peak is 2 to 20 requests per second'],
    ['burstRequests', 5, 20, '5 to 20 requests arrive together'],
    ['busyHoursPerDay', 8, 12, 'requests arrive for 8 hours to 12 hours per day'],
    ['busyDaysPerWeek', 5, 7, 'there are 5 to 7 busy days per week'],
    ['datasetRecordsPerRun', 10_000, 50_000, 'a run has 10,000 to 50,000 records'],
    ['datasetRunsPerMonth', 4, 31, 'there are 4 to 31 runs per month'],
    ['datasetDeadlineHours', 4, 24, 'the deadline of a run is 4 hours to 24 hours'],
    ['modelSizeGB', 1, 2, 'the model needs 1 GB to 2 GB'],
    ['activeModelCount', 2, 6, '2 to 6 models are called within a busy hour'],
    ['containerImageSizeGB', 1, 8, 'the container image is 1 GB to 8 GB'],
  ] as const)('of %s reads as a sentence', (field, least, most, clause) => {
    expect(ofNumber(field, least, most)).toBe(`If ${clause}: Asynchronous Inference.`);
  });

  it.each([
    ['processingTimeSeconds', 'the processing time is known'],
    ['monthlyRequests', 'the requests per month are known'],
    ['peakRequestsPerSecond', 'the peak requests per second are known'],
  ] as const)('of %s names no number where every ordinary one leads there, and has no range', (field, clause) => {
    const turn = { field, to: 'asynchronous', value: 1, range: { least: 0.05, most: 60 }, share: 1 } as const;
    expect(conditionFor(turn)).toEqual({
      field,
      text: `If ${clause}: Asynchronous Inference.`,
      to: 'asynchronous',
      value: 1,
    });
  });

  it('holds over the last number that somebody would write, and carries the value that was tried and how far it leads there', () => {
    const range = { least: 60.05, below: 60, most: 100 };
    const turn = { field: 'processingTimeSeconds', to: 'asynchronous', value: 61, range, share: 0.6 } as const;
    const text = 'If a request takes over 60 s: Asynchronous Inference.';
    expect(conditionFor(turn)).toMatchObject({
      field: 'processingTimeSeconds',
      text,
      to: 'asynchronous',
      value: 61,
      range,
    });
  });

  it('of a word or of yes and no has a clause for each', () => {
    expect(textOf({ field: 'trafficPredictable', value: false })).toBe(
      "If busy periods aren't known in advance: Asynchronous Inference.",
    );
    expect(textOf({ field: 'availability', value: 'multi-az' })).toBe(
      'If two Availability Zones are needed: Asynchronous Inference.',
    );
  });

  it('says where nothing would fit', () => {
    const turn = { field: 'containerInvocation', value: 'direct', to: null, share: 0.5 } as const;
    expect(conditionFor(turn)).toEqual({
      field: 'containerInvocation',
      text: 'If each request names its container: no option fits.',
      to: null,
      value: 'direct',
    });
  });
});
