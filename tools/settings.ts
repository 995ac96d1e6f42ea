import { SECRET_FILES } from '../src/settings/secrets.ts';
import { GROUPS, type Setting, type SettingName } from '../src/settings/settings.ts';
import { type SettingText, TEXTS, TITLES } from './settings-texts.ts';

// The documents of the settings. `test/settings/documents.test.ts` compares them; with `-u` it writes them.

const LINE_LENGTH = 120;

type Row = Setting & SettingText;

const groups = Object.entries(GROUPS).map(([group, rows]) => ({
  ...TITLES[group as keyof typeof TITLES],
  rows: Object.entries(rows).map(([name, row]): [string, Row] => [name, { ...row, ...TEXTS[name as SettingName] }]),
}));

/** `.env.example`, which has every setting and no value that would count. */
export function writeEnvExample(): string {
  const head =
    "Copy this file to .env and fill it in. The process's environment overrides it. An empty variable counts as not set. " +
    'A secret may be in a file instead: docs/settings.md#secrets-in-files.';
  const sections = groups.flatMap(({ title, text, rows }) => [
    comment(title),
    ...(text === undefined ? [] : [comment(plain(text))]),
    ...rows.map(([name, row]) => `${comment(plain(withDefault(row)))}\n${name}=${row.placeholder ?? ''}`),
  ]);
  return `${[comment(head), ...sections].join('\n\n')}\n`;
}

function withDefault(row: Row): string {
  const otherwise = defaultOf(row);
  return otherwise === undefined ? row.doc : `${row.doc} Default: ${otherwise}.`;
}

/** In Markdown. */
function defaultOf({ default: value, unset }: Row): string | undefined {
  return typeof value === 'string' ? `\`${value}\`` : unset;
}

/** Markdown without its marks. */
const plain = (markdown: string): string => markdown.replaceAll(/\[([^\]]+)\]\([^)]+\)/g, '$1').replaceAll(/[`*]/g, '');

function comment(text: string): string {
  const lines = [''];
  for (const word of text.split(' ')) {
    const longer = `${lines.at(-1)} ${word}`;
    if (longer.length < LINE_LENGTH) lines[lines.length - 1] = longer;
    else lines.push(` ${word}`);
  }
  return lines.map((line) => `#${line}`).join('\n');
}

/** `docs/settings.md`: a table for each group. */
export function writeSettingsPage(): string {
  const head = `# Settings

<!-- Made from src/settings/settings.ts and tools/settings-texts.ts by \`npx vitest run test/settings -u\` in a checkout. -->

Read from the process's environment, then from \`.env\` in the working directory. An empty variable counts as not set. A misspelled name gets
"Did you mean …?" at start, and one of an earlier version is named with what takes its place.

## Secrets in files

Each secret may be in a file that \`NAME_FILE\` names, as Docker and Kubernetes mount them: \`SLACK_BOT_TOKEN_FILE=/run/secrets/slack_bot_token\`.
The file holds the secret alone, as UTF-8 on one line of at most 16 KB. A start is refused where \`NAME\` is set as well, or where the file is missing, empty or
can't be read. Restart after a change.

${SECRET_FILES.map((name) => `\`${name}\``).join(', ')}.`;
  const sections = groups.map(({ title, text, rows }) => {
    const table = rows.map(([name, row]) => `| \`${name}\` | ${withDefault(row).replace(/\.$/, '')} |`);
    const intro = text === undefined ? '' : `${text}\n\n`;
    return `## ${title}\n\n${intro}| variable | meaning |\n| --- | --- |\n${table.join('\n')}`;
  });
  return `${[head, ...sections].join('\n\n')}\n`;
}
