import type { Warning } from './warning.ts';

export const coldLoadTakesSeconds: Warning = ({ hosting }) => (hosting.id === 'multi-model' ? {} : null);
