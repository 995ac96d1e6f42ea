import * as z from 'zod';
import { actionId, confirm, placeholder } from '../text-objects.ts';

/** Fields that several elements have. */

export const focus = { focus_on_load: z.boolean().optional() };
export const menu = { action_id: actionId, confirm, placeholder, ...focus };
