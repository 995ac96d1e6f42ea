import { describe, expect, it } from 'vitest';
import { WrongUsage } from '../../src/commands/command.ts';
import { COMMANDS, calledAs, helpAfter, loadCommand, writeHelp, writeList } from '../../src/commands/index.ts';
import { readArguments } from '../../src/commands/read-arguments.ts';

const NAMES = Object.keys(COMMANDS);

describe('how the program was called', () => {
  const FILE = `${process.cwd()}/dist/endpoint-reviewer.js`;
  it.each([
    ['/x/node_modules/.bin/endpoint-reviewer', 'recommend', {}, 'endpoint-reviewer recommend'],
    ['/x/node_modules/.bin/sagemaker-endpoint', 'mcp', {}, 'sagemaker-endpoint mcp'],
    ['/x/.bin/endpoint-reviewer', 'mcp', { npm_lifecycle_event: 'npx' }, 'npx endpoint-reviewer mcp'],
    ['/x/.bin/endpoint-reviewer', '', { npm_lifecycle_event: 'npx' }, 'npx endpoint-reviewer'],
    [FILE, 'doctor', { npm_lifecycle_event: 'doctor' }, 'npm run --silent doctor --'],
    // A script of another name, which calls this one.
    [FILE, 'doctor', { npm_lifecycle_event: 'deploy' }, 'node dist/endpoint-reviewer.js doctor'],
    [FILE, '', {}, 'node dist/endpoint-reviewer.js'],
  ])('%s %s %j is %s', (file, command, environment, name) => {
    expect(calledAs(file, command, environment)).toBe(name);
  });
});

describe('the list of commands', () => {
  it('has every command with its summary, in 80 columns', () => {
    const list = writeList('npx endpoint-reviewer');
    for (const [name, { summary }] of Object.entries(COMMANDS)) {
      expect(list.replaceAll(/\n {13}/g, ' ')).toContain(`\n  ${name.padEnd(11)}${summary}\n`);
    }
    expect(list.split('\n').filter((line) => line.length > 80)).toEqual([]);
  });
});

describe.each(NAMES)('the command %s', (name) => {
  it('has a help that names how it was called, each option that it takes, and the exit status', async () => {
    const command = await loadCommand(name);
    const help = writeHelp(name, command, `npm run --silent ${name} --`);
    expect(help).toMatch(new RegExp(`^.+\\.\n\nUsage: npm run --silent ${name}(?: -- .+)?\n`));
    expect(help).toMatch(/^(?:One line per finding\. )?Exit status: 0 /m);
    const named = new Set(help.replaceAll('--silent', '').match(/(?<![\w-])--[a-z][\w-]*/g));
    const taken = [...Object.keys(command.options), 'help', 'version'].map((option) => `--${option}`);
    expect([...named].toSorted()).toEqual(taken.toSorted());
  });

  it('has --help, -h and --version, and says which option was probably meant', async () => {
    const { options } = await loadCommand(name);
    expect(await readArguments(options, ['--help'])).toBe('help');
    expect(await readArguments(options, ['-h'])).toBe('help');
    expect(await readArguments(options, ['--version'])).toBe('version');
    const meant = new WrongUsage('Unknown option --versoin. Did you mean --version?', 'version');
    await expect(readArguments(options, ['--versoin'])).rejects.toThrow(meant);
  });

  it('says of an unknown option the line of the nearest that it takes, and not the usage', async () => {
    const command = await loadCommand(name);
    const usage = writeHelp(name, command, name, false);
    for (const option of [...Object.keys(command.options), 'help', 'version']) {
      const wrong: unknown = await readArguments(command.options, [`--${option}x`]).catch((error: unknown) => error);
      if (!(wrong instanceof WrongUsage)) throw new Error(option);
      const [line = '', ...others] = helpAfter(wrong, usage).split('\n');
      expect(wrong.message).toBe(`Unknown option --${option}x. Did you mean --${option}?`);
      expect(line).toMatch(new RegExp(`--${option}\\b`));
      expect(others.length).toBeLessThan(7);
      expect(others.slice(-2)).toEqual(['--help lists all options.', '']);
    }
    expect(helpAfter(new WrongUsage('Unknown option -q.', null), usage)).toBe('--help lists all options.\n');
  });

  it('says of each option without a value what it needs, and of a flag that it takes none', async () => {
    const { options } = await loadCommand(name);
    for (const [option, { type }] of Object.entries(options)) {
      const wrong = readArguments(options, [type === 'string' ? `--${option}` : `--${option}=1`]);
      const told =
        type === 'string' ? `^--${option} needs an? .+\\.$|^--${option} needs the .+\\.$` : ' takes no value\\.$';
      await expect(wrong).rejects.toThrow(new RegExp(told));
    }
  });
});
