// Names and tables shared by the rooms of Slack.

/** Every name that Slack sends back to the bot. The manifest's test and the routing table use this list. */

export const COMMAND = '/sagemaker-endpoint';

export const SHORTCUTS = {
  /** Global: opens an empty form. */
  newReview: 'new_review',
  /** On a message: its text fills the form. */
  reviewMessage: 'review_message',
  /** On a reply in a review's thread: its text becomes a concern. */
  raiseConcern: 'raise_concern_from_message',
} as const;

export const EVENTS = {
  mention: 'app_mention',
  /** A direct message to the bot, by the name of its subscription. */
  directMessage: 'message.im',
  homeOpened: 'app_home_opened',
  uninstalled: 'app_uninstalled',
  tokensRevoked: 'tokens_revoked',
  /** A workflow has come to one of the bot's steps. `manifest.workflow.yml` alone subscribes to it. */
  functionExecuted: 'function_executed',
} as const;

export const STEPS = { recommend: 'recommend_endpoint' } as const;

export const VIEWS = {
  /** The form, for new reviews and changed answers. */
  workload: 'workload_form',
  raiseConcern: 'raise_concern',
  resolveConcern: 'resolve_concern',
  /** Lists the concerns of a review. */
  concerns: 'concerns',
  /** Asks whether to accept despite open concerns or assumptions. */
  accept: 'accept_with_concerns',
  override: 'override',
  overridePolicy: 'override_policy',
  answerSize: 'answer_size',
  /** Takes what somebody measured, and asks on which instance type where that doesn't say. */
  addMeasurement: 'add_measurement',
  /** Asks whether to do what takes no more than an optional reason. */
  confirm: 'confirm',
  decider: 'decider_and_date',
  endpoint: 'note_endpoint',
  getCode: 'get_the_code',
  search: 'search_reviews',
  /** On the form: asks which endpoint to start from, then shows what was read of it, which fills the form. */
  fromEndpoint: 'from_endpoint',
  home: 'home',
} as const;

export const ACTIONS = {
  /** On the review's message: open the form with the current answers. */
  changeAnswers: 'change_answers',
  /** In a private notice: post what was already stored. */
  postAgain: 'post_again',
  /** In a private notice: send it to the person in a direct message. */
  postToMe: 'post_to_me',
  /** A link to an AWS page. Only acknowledged. */
  openSource: 'open_source',
  /** On the review's message. */
  accept: 'accept_review',
  /** Answers one of the questions that decide, in place. */
  answerFact: 'answer_fact',
  answerSize: 'answer_size',
  /** In the first reply: opens the dialog that takes a measurement. */
  addMeasurement: 'add_measurement',
  /** On the answer to a measurement that names no instance type: asks for it. It carries the id under which the rest is stored. */
  nameInstance: 'name_instance',
  /** In the first reply: asks what the button says. What is behind a colon tells the buttons of a row apart. */
  ask: 'ask',
  /** Makes a revision of the same answers, where an earlier version sized them. */
  recompute: 'recompute_review',
  raiseConcern: 'raise_concern',
  /** On the answer to a mention that says one: the same dialog, filled with its words. */
  raiseSaid: 'raise_said_concern',
  resolveConcern: 'resolve_concern',
  /** On a line of the thread, and in the list of concerns. */
  reopenConcern: 'reopen_concern',
  showConcerns: 'show_concerns',
  /** On the line about a decision: when to look at it again. */
  revisitIn: 'revisit_in',
  noteEndpoint: 'note_endpoint',
  exportAdr: 'export_adr',
  /** On the review's message, and on the answer to how it is deployed. */
  getCode: 'get_the_code',
  reopen: 'reopen_review',
  /** On a decision that is looked at again: it stays, or is taken back to change the answers. */
  revisitKeep: 'revisit_keep',
  revisitRevise: 'revisit_revise',
  more: 'review_more',
  /** On the answer to a "what if": make it the review's next revision. */
  makeRevision: 'make_revision',
  /** Opens the form, filled from the words that the button carries, if any. */
  fillForm: 'fill_form',
  /** The same for words too long for a button: it carries the id under which they are stored. */
  fillFormFromStored: 'fill_form_from_stored',
  /** Under the question whether words after the command are about reviews. */
  showReviews: 'show_reviews',
  /** On the home tab. */
  homeSearch: 'home_search',
  homeTurn: 'home_older',
  searchOlder: 'search_older',
  startFromEndpoint: 'start_from_endpoint',
  /** On what was read of an endpoint: the form, filled with what was measured. It carries the id under which that is stored. */
  reviewEndpoint: 'review_endpoint',
} as const;
