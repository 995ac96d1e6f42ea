import { QUOTAS } from '../quotas.ts';
import type { Warning } from './warning.ts';

/** A model that needs more memory than there is disk rarely has files that fit on it. */
export const modelMayExceedDisk: Warning = ({ needs, option }) => {
  const { modelSizeGB: asked } = needs.stated;
  const allowed = QUOTAS.serverlessDisk.value;
  return option.id === 'serverless' && asked !== undefined && asked > allowed ? { asked, allowed } : null;
};
