import type { Warning } from './warning.ts';

export const requestsFailWhileWaking: Warning = ({ option, scaling }) =>
  option.id === 'real-time' && scaling === 'scale-to-zero' ? {} : null;

export const wakesOnlyWithPolicy: Warning = ({ option, scaling }) =>
  option.id === 'asynchronous' && scaling === 'scale-to-zero' ? {} : null;
