/** What the workspace's process can be asked to do, by name, and what it returns. */
export interface Errands {
  /** Commands, each followed until its form is open. */
  commands: { asked: Effort & { text: string }; answer: Timed };
  /** Opens forms, then submits them, each followed until the review's message and its first reply are posted. */
  submissions: { asked: Effort & { text: string }; answer: Timed };
  /** One person opens the Home tab repeatedly, each time until it is published. */
  homes: { asked: { count: number }; answer: Timed };
  /** One person searches for these words repeatedly, each time until the result is shown. */
  searches: { asked: { count: number; words: string }; answer: Timed };
  /** Resolves once this many connections are open. */
  connections: { asked: { count: number }; answer: null };
  /** Waits for the first connection. Returns when it was opened, in milliseconds since 1970. */
  connected: { asked: null; answer: number };
  /** Slack's rules that the app broke. */
  breaches: { asked: null; answer: string[] };
}

export type ErrandName = keyof Errands;

interface Effort {
  count: number;
  /** How many run at once: as soon as one is done, the next begins. */
  inFlight: number;
}

export interface Timed {
  /** Milliseconds of each. */
  times: number[];
  /** Milliseconds in all. */
  seconds: number;
}

/** The workspace's address, and what an app needs to connect. */
export interface Entrance {
  apiUrl: string;
  botToken: string;
  appToken: string;
  signingSecret: string;
  teamId: string;
  /** The person who opens the Home tab. */
  userId: string;
}
