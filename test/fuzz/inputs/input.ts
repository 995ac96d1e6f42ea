/** What a person, or somebody who claims to be Slack, does to the bot. */
export interface Input {
  /** What it is, for the count at the end. */
  kind: string;
  /** The payload, without what only the moment of sending knows: trigger, response address. */
  body: Record<string, unknown>;
  /** Slack sends such a payload; what is malformed may be passed over, if only it is acknowledged. */
  isWellFormed: boolean;
  /** A person waits to see something beside the acknowledgement. What is submitted is judged by its acknowledgement. */
  expectsWords: boolean;
  /** What Slack answers to the first call that follows. */
  slack: 'takes it' | 'refuses' | 'limits' | 'breaks';
}

/** An input before it is known what Slack makes of it. */
export type Drawn = Pick<Input, 'kind' | 'expectsWords' | 'body'>;
