/** What a person, or somebody who claims to be Slack, does to the bot. */
export interface Input {
  /** What it is, for the count at the end. */
  kind: string;
  /** The payload, without what only the moment of sending knows: trigger, response address. */
  body: Record<string, unknown>;
  /** Slack sends such a payload; what is malformed may be passed over, if only it is acknowledged. */
  isWellFormed: boolean;
  /** A person waits to see something beside the acknowledgement. */
  expectsWords: boolean;
  /** What Slack answers to the first call that follows. */
  slack: 'takes it' | 'refuses' | 'limits' | 'breaks';
}

/** Ids in the record that inputs refer to. */
export const HOME = 'T0HOME';
export const STRANGER = 'T0STRANGER';
/** Reviews of the home team, that people of both teams press on. */
export const REVIEW_IDS = ['review-1', 'review-2', 'review-3'];
/** Reviews of the home team that only strangers press on: they must stay as they are. */
export const GUARDED_IDS = ['guarded-1', 'guarded-2'];
/** Stands in every text of the home team's reviews, and may never reach a stranger. */
export const SECRET = 'secretofhome';
