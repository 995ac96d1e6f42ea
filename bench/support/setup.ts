import type { Compiled } from './compile.ts';

/** How it is to be measured. */
export interface Setup {
  /** How often each thing is measured anew, with new processes. */
  rounds: number;
  /** How many commands in each of them. */
  commands: number;
  /** The folder with the bot's production build. */
  build: string;
  compiled: Compiled;
  /** What the command says. */
  text: string;
  /** The form that it opens, as JSON, for the bare app. */
  viewFile: string;
  /** Where the apps leave processor profiles when they end. */
  profile: string | undefined;
  /** Progress, for whoever waits. */
  say(text: string): void;
}
