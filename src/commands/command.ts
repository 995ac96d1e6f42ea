// The form of a command. May be imported by every command; knows none.

/** What every command ends with. */
export const EXIT = {
  /** Done, or the help was printed. */
  done: 0,
  /** Answered with faults or refusals, or not done. */
  faults: 1,
  /** Called wrongly, or a file that the command line names can't be used. */
  wrongUsage: 2,
} as const;
export type Exit = (typeof EXIT)[keyof typeof EXIT];

/** An option as `parseArgs` of node:util takes it. `needs`: its value in words, such as "a file". */
type Option = { type: 'boolean'; short?: string } | { type: 'string'; needs: string; multiple?: true };
export type Options = Readonly<Record<string, Option>>;

export const FLAG = { type: 'boolean' } as const;

/** What was given to a command: its options, and what else there was, in order. */
export interface Given<Known extends Options> {
  readonly values: { readonly [Name in keyof Known]?: ValueOf<Known[Name]> };
  readonly words: readonly string[];
}

type ValueOf<One extends Option> = One extends { multiple: true }
  ? readonly string[]
  : One extends { type: 'string' }
    ? string
    : boolean;

export interface Program {
  readonly version: string;
  /** The folder that the examples are in. */
  readonly root: URL;
  toStdout(text: string): Promise<void>;
  toStderr(text: string): Promise<void>;
}

export interface Command<Known extends Options = Options> {
  /** From "Usage:" to the exit status. `name`: how the command was called. */
  usage(name: string): string;
  /** What only --help prints, and the sentence that says so below the usage. */
  readonly more?: { readonly hint: string; write(): string };
  /** Besides --help and --version, which every command has. */
  readonly options: Known;
  /** @throws WrongUsage or Stop. */
  run(given: Given<Known>, program: Program): Promise<Exit>;
}

/** A command with the options that it declares. The table of commands knows it as any other. */
export const defineCommand = <const Known extends Options>(command: Command<Known>): Command => command;

/** The command was called wrongly: a sentence. */
export class WrongUsage extends Error {
  /** Of an unknown option: the known one that is nearest, or null. Undefined where something else is wrong. */
  readonly nearest: string | null | undefined;
  constructor(text: string, nearest?: string | null) {
    super(text);
    this.nearest = nearest;
  }
}

/** Ends a command with lines for standard error. */
export class Stop extends Error {
  readonly exit: Exit;
  constructor(text: string, exit: Exit = EXIT.faults) {
    super(text);
    this.exit = exit;
  }
}
