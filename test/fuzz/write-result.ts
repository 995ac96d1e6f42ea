import { readFileSync, writeFileSync } from 'node:fs';

const BEGIN = '<!-- fuzz: written by npm run fuzz -- 1000000 --write -->';
const END = '<!-- /fuzz -->';

/** A run that found nothing. */
export interface Result {
  inputs: number;
  seconds: number;
  seed: number;
  megabytes: number;
  /** Of the slowest input, in ms of processor time. */
  worstMs: number;
}

/** Puts what came of a run between its two marks. @throws Error where the marks are missing. */
export function writeResult(path: URL, { inputs, seconds, seed, megabytes, worstMs }: Result): void {
  const text = readFileSync(path, 'utf8');
  const [before, rest] = text.split(BEGIN);
  const after = rest?.split(END)[1];
  if (before === undefined || after === undefined) throw new Error(`The marks are missing in ${path.pathname}`);
  const date = new Date().toISOString().slice(0, 10);
  const number = (value: number) => Math.round(value).toLocaleString('en-US');
  const line = `The last long run, on ${date} with Node ${process.versions.node}: ${number(inputs)} inputs, 0 crashes, ${number(seconds)} s, seed ${seed}, ${number(megabytes)} MB at most in a process at its end, ${number(worstMs)} ms of processor time for the slowest input.`;
  writeFileSync(path, `${before}${BEGIN}\n\n${line}\n\n${END}${after}`);
}
