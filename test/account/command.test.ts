import { describe, expect, it } from 'vitest';
import { readAccountCommand } from '../../src/account/command.ts';

const read = (line: string) => readAccountCommand(line.split(' ').filter((part) => part !== ''));

describe('the command line', () => {
  it('reads an endpoint with Region, days and --json, and 30 days where none are given', () => {
    expect(read('endpoint fraud --region eu-west-1 --days 14 --json')).toEqual({
      kind: 'endpoint',
      name: 'fraud',
      region: 'eu-west-1',
      days: 14,
      json: true,
    });
    expect(read('audit')).toEqual({ kind: 'audit', region: undefined, days: 30, json: false });
  });

  it('reads --from, calibration, --policy and --help', () => {
    expect(read('--from x.json')).toEqual({ kind: 'pasted', file: 'x.json', region: undefined, json: false });
    expect(read('calibration --json')).toEqual({ kind: 'calibration', json: true });
    expect([read('--policy').kind, read('--help').kind]).toEqual(['policy', 'help']);
  });

  it.each([
    ['', 'Name a command: endpoint, audit or calibration.'],
    ['endpoint', 'endpoint takes one name.'],
    ['endpoint a b', 'endpoint takes one name.'],
    ['audit a', 'audit takes no name.'],
    ['calibration a', 'calibration takes no name.'],
    ['delete a', 'Unknown command delete.'],
    ['audit --days 0', '--days takes 1 to 62.'],
    ['audit --days 63', '--days takes 1 to 62.'],
    ['audit --days x', '--days takes 1 to 62.'],
    ['audit --region Frankfurt', '--region takes an AWS Region such as eu-west-1.'],
    ['audit --from x', 'Use --from or a command, not both.'],
  ])('refuses "%s"', (line, text) => {
    expect(read(line)).toEqual({ kind: 'not-understood', text });
  });
});
