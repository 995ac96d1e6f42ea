import type * as z from 'zod';

/** How Slack would name the refusal (docs.slack.dev/reference/methods/chat.postMessage#errors). */
type BreachError =
  | 'invalid_blocks'
  | 'invalid_arguments'
  | 'msg_blocks_too_long'
  | 'msg_too_long'
  | 'no_text'
  | 'missing_text_in_message'
  | 'invalid_metadata_schema';

/** One rule of Slack's that a payload breaks. */
export interface Breach {
  /** JSON pointer into what was checked, as Slack writes it: `/blocks/0/text/text`. */
  path: string;
  /** What is wrong, as a phrase: "has 151 characters, at most 150". */
  text: string;
  error: BreachError;
}

type Issue = z.core.$ZodIssue;

/** What `schema` finds wrong in `value`, as breaches below `path`. */
export function shapeBreaches(schema: z.ZodType, value: unknown, path: string): Breach[] {
  const result = schema.safeParse(value);
  if (result.success) return [];
  return result.error.issues.map((issue) => ({
    path: [path, ...issue.path.map((step) => String(step).replaceAll('~', '~0').replaceAll('/', '~1'))].join('/'),
    text: describe(issue),
    error: 'invalid_blocks',
  }));
}

function describe(issue: Issue): string {
  switch (issue.code) {
    case 'too_big':
      return `must have at most ${issue.maximum} ${unitOf(issue.origin)}`.trimEnd();
    case 'too_small':
      return issue.message.startsWith('Too small')
        ? `must have at least ${issue.minimum} ${unitOf(issue.origin)}`.trimEnd()
        : issue.message;
    case 'unrecognized_keys':
      return `has fields that Slack does not know: ${issue.keys.join(', ')}`;
    case 'invalid_union':
      return issue.message === 'Invalid input'
        ? 'is of a type that Slack does not know or does not take here'
        : issue.message;
    case 'invalid_type':
      return `must be ${issue.expected}`;
    case 'invalid_value':
      return `must be one of: ${issue.values.map(String).join(', ')}`;
    default:
      return issue.message;
  }
}

function unitOf(origin: string): string {
  if (origin === 'string') return 'characters';
  return origin === 'array' ? 'items' : '';
}
