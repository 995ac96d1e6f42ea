/** What the process with the workspace can be sent to do, by name, and what it answers. */
export interface Errands {
  /** Commands, each followed until its form is open. */
  commands: { asked: Effort & { text: string }; answer: Timed };
  /** Opens so many forms, then submits them, each followed until the review's message and its first reply are posted. */
  submissions: { asked: Effort & { text: string }; answer: Timed };
  /** One person looks at the home tab again and again, each time until it is published. */
  homes: { asked: { count: number }; answer: Timed };
  /** One person searches by these words again and again, each time until the result is shown. */
  searches: { asked: { count: number; words: string }; answer: Timed };
  /** Answers when so many connections are open. */
  connections: { asked: { count: number }; answer: null };
  /** When the first connection was opened, in milliseconds since 1970; waits for it. */
  connected: { asked: null; answer: number };
  /** What the app did that Slack forbids. */
  breaches: { asked: null; answer: string[] };
}

export type ErrandName = keyof Errands;

interface Effort {
  count: number;
  /** As soon as one is done the next begins, so that always so many are under way. */
  inFlight: number;
}

export interface Timed {
  /** Of each, in milliseconds. */
  times: number[];
  /** For all of it. */
  seconds: number;
}

/** Where the workspace is, and all that an app needs to be let in. */
export interface Entrance {
  apiUrl: string;
  botToken: string;
  appToken: string;
  signingSecret: string;
  teamId: string;
  /** Who looks at the home tab. */
  userId: string;
}
