import { instanceTypeOf } from '../costs/instances/instance-types.ts';
import type { Warning } from './warning.ts';

/** Transform jobs take fewer instance types than endpoints do. */
export const instanceNotForTransform: Warning = ({ needs, option }) => {
  const { instanceType: asked } = needs.stated;
  if (option.id !== 'batch-transform' || asked === undefined) return null;
  return instanceTypeOf(asked)?.validForTransform === false ? { asked } : null;
};

/** What was measured on that instance says little of a memory size of Serverless Inference. */
export const instanceTypeNotUsed: Warning = ({ needs, option }) => {
  const { instanceType: asked } = needs.stated;
  return option.id === 'serverless' && asked !== undefined ? { asked } : null;
};
