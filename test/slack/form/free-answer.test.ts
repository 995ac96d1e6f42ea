import { describe, expect, it } from 'vitest';
import { draftOf, interpretDraft } from '../../../src/slack/form/read-form.ts';

/** What a draft with one more answer says beyond its name, or the error beside that answer. */
function said(id: string, answer: string): unknown {
  const interpreted = interpretDraft({ name: 'x', [id]: answer }, { needsChannel: false });
  if (!interpreted.ok) return interpreted.errors[`question_${id}`];
  const { name, ...stated } = interpreted.workload;
  return stated;
}

describe('a typed answer', () => {
  it.each([
    ['model', '14 GB gpu', { modelSizeGB: 14, requiresGpu: true }],
    ['model', '400 models', { modelCount: 400 }],
    ['within', '0.5 s', { responseTimeSeconds: 0.5 }],
    ['volume', '2k/day peak 20 rps', { monthlyRequests: 60_000, peakRequestsPerSecond: 20 }],
    ['volume', '2,000/day, peak 20 rps', { monthlyRequests: 60_000, peakRequestsPerSecond: 20 }],
    [
      'hours',
      'Mon–Fri 9–17 CET',
      {
        busyHoursPerDay: 8,
        busyDaysPerWeek: 5,
        busyFrom: '09:00',
        timeZone: 'Europe/Berlin',
        trafficPredictable: true,
      },
    ],
    ['payload', 'S3 URI', { payloadByReference: true }],
    ['region', 'EU-west-1', { region: 'eu-west-1' }],
    ['dataset-runs', 'every night', { datasetRunsPerMonth: 30 }],
    ['parameters', '8B', { modelParametersBillion: 8 }],
    ['parameters', '350M params', { modelParametersBillion: 0.35 }],
    ['parameters', '70', { modelParametersBillion: 70 }],
    ['context-tokens', '8k', { contextTokens: 8000 }],
    ['precision', '4', { modelPrecisionBits: 4 }],
  ])('%s: "%s" is understood', (id, answer, stated) => expect(said(id, answer)).toEqual(stated));

  it.each([
    ['model', '14 GB from the clinic', 'GB'],
    ['model', '2 GB, 3 GB', 'GB'],
    ['model', '2 GB, within 3 s', 'GB'],
    ['volume', 'lots', 'rps'],
    ['hours', 'whenever', 'Mon–Fri'],
    ['payload', 'huge', 'MB'],
    ['region', 'Atlantis', 'eu-west-1'],
    ['parameters', 'many', '8B'],
  ])('%s: "%s" is refused with an example', (id, answer, example) => {
    expect(said(id, answer)).toContain(example);
  });
});

describe('a schedule', () => {
  it.each([
    [30, 'every night'],
    [4.33, 'every week'],
    [1, 'every month'],
    [730, 'every hour'],
    [2920, 'every 15 min'],
    [60, 'twice a day'],
    [21.65, 'every weekday'],
    [7.5, '7.5 a month'],
  ])('of %d runs a month is written as people say it: %s', (datasetRunsPerMonth, written) => {
    expect(draftOf({ name: 'x', trafficPattern: 'dataset', datasetRunsPerMonth })['dataset-runs']).toBe(written);
  });
});
