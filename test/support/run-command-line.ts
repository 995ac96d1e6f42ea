import { loadCommand } from '../../src/commands/index.ts';
import { readArguments } from '../../src/commands/read-arguments.ts';

/** Runs a command of the program, in this process. @throws Stop and WrongUsage as the command does */
export async function runCommandLine(
  name: string,
  args: readonly string[],
): Promise<{ exit: number; stdout: string; stderr: string }> {
  const command = await loadCommand(name);
  const given = await readArguments(command.options, args);
  if (typeof given === 'string') throw new Error(given);
  const out = { stdout: '', stderr: '' };
  const exit = await command.run(given, {
    version: '0',
    root: new URL('../../', import.meta.url),
    toStdout: async (text) => {
      out.stdout += text;
    },
    toStderr: async (text) => {
      out.stderr += text;
    },
  });
  return { exit, ...out };
}
