import { spawnSync } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import { MEASURES, readOptions as readBenchOptions } from '../../bench/options.ts';
import { FAULT_CASES, readOptions as readFaultOptions } from '../faults/options.ts';
import { readOptions as readFuzzOptions } from '../fuzz/read-options.ts';

describe('A long script that is called with', () => {
  it('nothing takes what it says: 20,000 inputs of any seed, every fault, 5 rounds of every measure', () => {
    expect(readFuzzOptions([], 7)).toEqual({ inputs: 20_000, seed: 7, processes: 1, write: false });
    expect(readFaultOptions([])).toEqual({ cases: FAULT_CASES, short: false, built: false, write: false });
    expect(readBenchOptions([])).toMatchObject({ measures: MEASURES, rounds: 5, commands: 2000, dry: false });
  });

  it('its figures takes them', () => {
    const asked = ['1000000', '61', '--processes', '2', '--write'];
    expect(readFuzzOptions(asked, 7)).toEqual({ inputs: 1_000_000, seed: 61, processes: 2, write: true });
  });

  it('some of its names takes those, in its own order', () => {
    const names = ({ measures }: ReturnType<typeof readBenchOptions>) => measures.map(({ name }) => name);
    expect(names(readBenchOptions(['--only', 'memory,commands']))).toEqual(['commands', 'memory']);
  });

  it.each([
    [['abc'], 'inputs takes a whole number from 1 on, not "abc".'],
    [['0'], 'inputs takes a whole number from 1 on, not "0".'],
    [['20000', '1e3'], 'seed takes a whole number from 0 on, not "1e3".'],
    [['9007199254740993'], 'inputs takes a whole number from 1 on, not "9007199254740993".'],
    [['--processes', '0'], '--processes takes a whole number from 1 on, not "0".'],
    [['1', '2', '3'], 'After the inputs and the seed comes nothing; "3" does.'],
  ])('%j instead of inputs is told: %s', (args, text) => {
    expect(() => readFuzzOptions(args, 7)).toThrow(text);
  });

  it('a name that it does not know beside one that it does is told so, with those it knows', () => {
    expect(() => readFaultOptions(['--only', 'tcp-cut,recycles'])).toThrow(
      /^--only does not know "recycles"\. It takes: recycle-apart, /,
    );
    expect(() => readBenchOptions(['--only', ''])).toThrow(/^--only does not know ""\. It takes: commands, /);
  });

  it('some names is not to write the table, which would lose its other rows', () => {
    expect(() => readFaultOptions(['--only', 'tcp-cut', '--write'])).toThrow(/^--write needs a run of all of it/);
  });

  it.each(['test/fuzz/run-fuzz.ts', 'test/faults/run-faults.ts', 'bench/run-bench.ts'])(
    'an unknown flag says so, how it is used, and ends with 2: %s',
    (script) => {
      const root = fileURLToPath(new URL('../..', import.meta.url));
      const run = spawnSync(process.execPath, ['--import', 'tsx', script, '--nope'], { cwd: root, encoding: 'utf8' });
      expect(run.stderr).toMatch(/^Unknown option '--nope'.*\nnpm run (fuzz|faults|bench) -- \[/);
      expect(run).toMatchObject({ status: 2, stdout: '' });
    },
  );
});
