import { describe, expect, it } from 'vitest';
import { parse } from 'yaml';
import { createLogger } from '../../src/logger.ts';
import { logMissingScopes, SCOPES } from '../../src/slack/scopes.ts';
import { read } from '../support/documents.ts';

const REQUIRED = SCOPES.filter(({ isRequired }) => isRequired).map(({ name }) => name);
const OPTIONAL = SCOPES.filter(({ isRequired }) => !isRequired).map(({ name }) => name);

function logged(granted: readonly string[]): { level: string; msg: string }[] {
  const lines: string[] = [];
  const logger = createLogger({ level: 'info', destination: { write: (line: string) => void lines.push(line) } });
  logMissingScopes(logger, granted);
  return lines.map((line) => JSON.parse(line));
}

describe('the list of scopes', () => {
  it('has those that the manifest asks for and no other, the optional ones among those that may be declined', () => {
    const { bot, bot_optional } = parse(read('manifest.yml')).oauth_config.scopes;
    expect(SCOPES.map(({ name }) => name).toSorted()).toEqual(bot.toSorted());
    expect(OPTIONAL.toSorted()).toEqual(bot_optional.toSorted());
  });
});

describe('at the start', () => {
  it('each of two missing required scopes is one warning that says what for and how to add it', () => {
    const lines = logged(SCOPES.map(({ name }) => name).filter((name) => !/^(chat|files):write$/.test(name)));
    expect(lines.map(({ level, msg }) => `${level}: ${msg}`)).toEqual([
      'warn: Slack has not granted the scope chat:write, which the bot needs for posting messages and updating them. Add it under OAuth & Permissions → Bot Token Scopes, then reinstall the app.',
      'warn: Slack has not granted the scope files:write, which the bot needs for uploading decision records and code. Add it under OAuth & Permissions → Bot Token Scopes, then reinstall the app.',
    ]);
  });

  it('all missing optional scopes are one line at info', () => {
    const lines = logged(REQUIRED);
    expect(lines).toMatchObject([{ level: 'info', scopes: OPTIONAL }]);
    expect(lines[0]?.msg).toContain('Without channels:read, reviews stay inside their channels');
  });

  it('nothing is reported missing where all are granted, nor where Slack names none', () => {
    expect(logged(SCOPES.map(({ name }) => name))).toEqual([]);
    expect(logged([])).toEqual([]);
  });
});
