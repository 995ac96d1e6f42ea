import type { Warning } from './warning.ts';

export const REQUESTS_FAIL_WHILE_WAKING: Warning = {
  code: 'requests-fail-while-waking',
  triggeredBy: (_judgement, { option, scaling }) =>
    option.id === 'real-time' && scaling === 'scale-to-zero' ? {} : null,
};

export const WAKES_ONLY_WITH_POLICY: Warning = {
  code: 'wakes-only-with-policy',
  triggeredBy: (_judgement, { option, scaling }) =>
    option.id === 'asynchronous' && scaling === 'scale-to-zero' ? {} : null,
};
