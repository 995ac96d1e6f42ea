import type { Json } from '../../json.ts';

/** One input of a view, with everything that it shows. */
export interface InputProps {
  /** For `id` and for the ids that describe it; unique in the page. */
  id: string;
  element: Json;
  /** What it holds, as Slack writes it into `state.values`; empty when nothing. */
  value: Json;
  describedBy: string | undefined;
  isInvalid: boolean;
  isRequired: boolean;
  conversations: { id: string; label: string; kind: 'public' | 'private' | 'im' | 'mpim' }[];
  people: { id: string; label: string }[];
}

/** The attributes that every kind of input shares. */
export function fieldAttributes({ id, describedBy, isInvalid, isRequired }: InputProps) {
  return {
    id,
    'data-field': '',
    'aria-describedby': describedBy,
    'aria-invalid': isInvalid ? (true as const) : undefined,
    'aria-required': isRequired ? (true as const) : undefined,
  };
}
