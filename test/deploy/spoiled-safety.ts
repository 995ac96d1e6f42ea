import type { Spoil } from './spoil.ts';

/** For each rule of `safety-rules.ts`, templates that break it and are good otherwise. */
export const SPOILED_SAFETY: Readonly<Record<string, readonly Spoil[]>> = {
  'The endpoint has the name of its stack, so that its alarms and log group are there before it': [
    ['real-time', (r) => Reflect.deleteProperty(r.Endpoint.Properties, 'EndpointName')],
    ['serverless', (r) => Object.assign(r.Endpoint.Properties, { EndpointName: 'churn' })],
  ],
};
