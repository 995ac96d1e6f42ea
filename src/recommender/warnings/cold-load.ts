import type { Warning } from './warning.ts';

export const COLD_LOAD_TAKES_SECONDS: Warning = {
  code: 'cold-load-takes-seconds',
  triggeredBy: (_judgement, { hosting }) => (hosting.id === 'multi-model' ? {} : null),
};
