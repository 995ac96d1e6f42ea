import * as z from 'zod';
import { actionId, confirm } from '../text-objects.ts';
import { focus, menu } from './shared-fields.ts';

/** Dates and times. */
export const pickers = [
  z.strictObject({
    type: z.literal('datepicker'),
    ...menu,
    initial_date: z
      .string()
      .regex(/^\d{4}-\d{2}-\d{2}$/, 'must be written YYYY-MM-DD')
      .optional(),
  }),
  z.strictObject({
    type: z.literal('timepicker'),
    ...menu,
    initial_time: z
      .string()
      .regex(/^\d{2}:\d{2}$/, 'must be written HH:mm')
      .optional(),
    timezone: z.string().optional(),
  }),
  z.strictObject({
    type: z.literal('datetimepicker'),
    action_id: actionId,
    confirm,
    ...focus,
    initial_date_time: z.int().optional(),
  }),
] as const;
