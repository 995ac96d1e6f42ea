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
