import type { Proposed } from '../../../src/wording/proposed.ts';

/** What a good model answers to the doctor's text. */
export const HELP_DESK: Proposed = {
  facts: [
    { field: 'region', value: 'eu-west-1', quote: 'Ireland', how: 'stated' },
    { field: 'modelParametersBillion', value: 8, quote: '8B', how: 'stated' },
    { field: 'inputTokens', value: 1200, quote: '1,200 tokens', how: 'stated' },
    { field: 'outputTokens', value: 300, quote: '300 tokens', how: 'stated' },
    { field: 'contextTokens', value: 8192, quote: '8,192 tokens', how: 'stated' },
    { field: 'concurrentRequests', value: 25, quote: '25 agents use it at once', how: 'stated' },
    { field: 'responseTimeSeconds', value: 15, quote: 'within 15 seconds', how: 'stated' },
    { field: 'monthlyRequests', value: 90_000, quote: '90k tickets a month', how: 'stated' },
    { field: 'monthlyBudgetUsd', value: 2500, quote: '2.5k USD a month', how: 'stated' },
  ],
  unclear: [],
};
