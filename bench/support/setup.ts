import type { Compiled } from './compile.ts';

/** How to measure. */
export interface Setup {
  /** Rounds per measurement, each with new processes. */
  rounds: number;
  /** Commands per round. */
  commands: number;
  /** The folder with the bot's production build. */
  build: string;
  compiled: Compiled;
  /** What the command says. */
  text: string;
  /** The form that it opens, as JSON, for the bare app. */
  viewFile: string;
  /** The folder for the apps' CPU profiles. */
  profile: string | undefined;
  /** Reports progress. */
  say(text: string): void;
}
