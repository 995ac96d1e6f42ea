import { describe, expect, it } from 'vitest';
import { QUESTIONS } from '../../../src/slack/form/questions/index.ts';
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
    ['model', 'llama 3 8b', { modelId: 'llama-3-8b' }],
    ['model', 'llama 3 8b, 14 GB gpu', { modelId: 'llama-3-8b', modelSizeGB: 14, requiresGpu: true }],
    ['model', 'llama 3 8b int4', { modelId: 'llama-3-8b', modelPrecisionBits: 4 }],
    ['model', '400 xgboost models', { modelCount: 400, modelsShareContainer: true }],
    ['model', '200 LoRA adapters', { modelCount: 200, modelAdapters: true }],
    ['region', 'eu frankfurt', { region: 'eu-central-1' }],
    ['region', 'Tokyo', { region: 'ap-northeast-1' }],
    ['volume', '2 million a week', { monthlyRequests: 8_660_000 }],
    ['payload', '3 MB images', { payloadSizeMB: 3 }],
    [
      'hours',
      '8 to 6 eastern',
      { busyHoursPerDay: 10, busyFrom: '08:00', timeZone: 'America/New_York', trafficPredictable: true },
    ],
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

describe('an open model', () => {
  it('that the reader knows is written in the answer about the model', () => {
    const draft = draftOf({ name: 'x', modelId: 'llama-3-8b', modelSizeGB: 16, requiresGpu: true });
    expect(draft).toEqual({ name: 'x', model: 'llama-3-8b, 16 GB, gpu' });
  });

  it('that it does not know has its own question', () => {
    expect(draftOf({ name: 'x', modelId: 'our own' })).toEqual({ name: 'x', 'model-id': 'our own' });
    expect(said('model-id', 'our own')).toEqual({ modelId: 'our own' });
  });

  it('brings the questions about language models', () => {
    const placeOf = (id: string, draft: Record<string, string>) =>
      QUESTIONS.find((question) => question.id === id)?.place(draft);
    for (const id of ['parameters', 'precision', 'input-tokens', 'context-tokens', 'concurrent-requests']) {
      expect(placeOf(id, {})).toBe('if-answered');
      expect(placeOf(id, { model: '2 GB' })).toBe('if-answered');
      expect(placeOf(id, { model: 'llama 3 8b' })).toBe('more');
      expect(placeOf(id, { 'output-tokens': '300' })).toBe('more');
    }
    expect(placeOf('model-id', { model: 'llama 3 8b' })).toBe('nowhere');
    expect(placeOf('model-id', { parameters: '8B' })).toBe('more');
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
    [7.5, '7.5 per month'],
  ])('of %d runs per month is written as people say it: %s', (datasetRunsPerMonth, written) => {
    expect(draftOf({ name: 'x', trafficPattern: 'dataset', datasetRunsPerMonth })['dataset-runs']).toBe(written);
  });
});
