/** Every name that Slack sends back to us, said once. The manifest's test and the routing table read this list. */

export const COMMAND = '/sagemaker-endpoint';

export const SHORTCUTS = {
  /** Global: opens an empty form. */
  newReview: 'new_review',
  /** On a message: its text fills the form. */
  reviewMessage: 'review_message',
} as const;

export const VIEWS = {
  /** The form, for a new review and for changed answers alike. */
  workload: 'workload_form',
} as const;

export const ACTIONS = {
  /** On the review's message: open the form with the current answers. */
  changeAnswers: 'change_answers',
  /** In a private notice: post what was already stored. */
  postAgain: 'post_again',
  /** In a private notice: post it into the person's own conversation with the bot. */
  postToMe: 'post_to_me',
  /** A link that opens an AWS page; nothing to do but to acknowledge. */
  openSource: 'open_source',
} as const;
