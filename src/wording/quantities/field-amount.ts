import { unitOf, type WorkloadField } from '../../recommender/index.ts';
import { type Read, understood } from '../text.ts';
import { UNITS } from './index.ts';

const PLAIN = /^\d[\d,]*(?:\.\d+)?$/;

/** A field's number as people type it: "15 min", or a plain number in the unit of the field. */
export const readAmount = (field: WorkloadField, text: string): Read<number> =>
  PLAIN.test(text) ? understood(Number(text.replaceAll(',', ''))) : UNITS[unitOf(field) ?? 'count'].read(text);
