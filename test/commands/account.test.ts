import { describe, expect, it } from 'vitest';
import { WrongUsage } from '../../src/commands/command.ts';
import { readAccount } from '../support/command-lines.ts';

const read = (line: string) => readAccount(line.split(' ').filter((part) => part !== ''));

describe('the account command', () => {
  it('reads an endpoint with Region, days and --json, and 30 days where none are given', async () => {
    expect(await read('endpoint fraud --region eu-west-1 --days 14 --json')).toEqual({
      kind: 'endpoint',
      name: 'fraud',
      region: 'eu-west-1',
      days: 14,
      json: true,
    });
    const audit = { kind: 'audit', region: undefined, days: 30 };
    expect(await read('audit')).toEqual({ ...audit, format: 'text' });
    for (const format of ['json', 'csv', 'markdown'])
      expect(await read(`audit --${format}`)).toEqual({ ...audit, format });
  });

  it('reads --from, --policy and --help', async () => {
    expect(await read('--from x.json')).toEqual({ kind: 'pasted', file: 'x.json', region: undefined, format: 'text' });
    expect([(await read('--policy')).kind, (await read('--help')).kind]).toEqual(['policy', 'help']);
  });

  it.each([
    ['', 'Name a command: endpoint or audit.'],
    ['endpoint', 'endpoint takes one name.'],
    ['endpoint a b', 'endpoint takes one name.'],
    ['audit a', 'audit takes no name.'],
    ['delete a', 'Unknown command delete.'],
    ['audit --days 0', '--days takes 1 to 62.'],
    ['audit --days 63', '--days takes 1 to 62.'],
    ['audit --days x', '--days takes 1 to 62.'],
    ['audit --region Frankfurt', '--region takes an AWS Region such as eu-west-1.'],
    ['endpoint a --csv', 'endpoint takes no --csv.'],
    ['endpoint a --markdown', 'endpoint takes no --markdown.'],
    ['audit --json --csv', 'Use --json or --csv, not both.'],
    ['audit --from x', 'Use --from or a command, not both.'],
  ])('refuses "%s"', async (line, text) => {
    await expect(read(line)).rejects.toMatchObject({ constructor: WrongUsage, message: text });
  });
});
