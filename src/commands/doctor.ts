import { redact } from '../logger.ts';
import {
  checkAws,
  checkDatabase,
  checkPolicy,
  checkPorts,
  type Finding,
  inTime,
  writeFindings,
} from '../operating/doctor.ts';
import { checkReader } from '../operating/doctor-reader.ts';
import { checkConnection, checkToken } from '../operating/doctor-slack.ts';
import { checkWebhooks } from '../operating/doctor-webhooks.ts';
import {
  connectionOf,
  readOwnAwsRegions,
  readProcessConfig,
  readProcessRecordConfig,
  readProcessSecrets,
} from '../settings/config.ts';
import { inert } from '../terminal/lines.ts';
import { defineCommand, EXIT } from './command.ts';
import { noMore } from './read-arguments.ts';

export const command = defineCommand({
  usage: (name) => `Usage: ${name}

  -h, --help  this text
  --version   the version

Changes nothing.
One line per finding. Exit status: 0 the bot can start, 1 something is wrong, 2 usage error.
`,
  options: {},
  async run({ words }, { toStdout }) {
    noMore(words);
    const read = readProcessConfig();
    const findings = [...configured(read), ...(await checked(read))];
    const secrets = readProcessSecrets();
    // Slack and the network write parts of these lines.
    const lines = findings.map((finding) => ({ ...finding, text: redact(inert(finding.text), secrets) }));
    await toStdout(writeFindings(lines));
    // What hangs must not keep the process alive.
    process.exit(findings.some(({ verdict }) => verdict === 'fault') ? EXIT.faults : EXIT.done);
  },
});

function configured(read: ReturnType<typeof readProcessConfig>): Finding[] {
  const about = 'configuration';
  if (!read.ok) return read.faults.map(({ variable, text }) => ({ about: variable, verdict: 'fault', text }));
  const where = read.config.databaseUrl.startsWith('file:') ? 'a database file' : 'a PostgreSQL server';
  const how = connectionOf(read.config).kind === 'http' ? 'HTTP' : 'Socket Mode';
  return [
    { about, verdict: 'ok', text: `Complete: ${how}, ${where}.` },
    ...read.warnings.map(({ variable, text }): Finding => ({ about: variable, verdict: 'note', text })),
  ];
}

/** Checks what the configuration is complete enough for. */
async function checked(read: ReturnType<typeof readProcessConfig>): Promise<Finding[]> {
  const record = readProcessRecordConfig();
  const regions = readOwnAwsRegions();
  const found = await Promise.all([
    read.ok ? inTime('ports', () => checkPorts(read.config)) : [],
    read.ok ? inTime('policy', () => checkPolicy(read.config.policyFile)) : [],
    record.ok ? inTime('database', () => checkDatabase(record.databaseUrl)) : [],
    read.ok ? inTime('Slack', () => checkToken(read.config)) : [],
    read.ok ? inTime('Slack', () => checkConnection(read.config)) : [],
    read.ok ? inTime('webhook', () => checkWebhooks(read.config)) : [],
    read.ok ? inTime('language model', () => checkReader(read.config), read.config.readerModelTimeoutMs + 5000) : [],
    regions.length === 0 ? [] : inTime('AWS', () => checkAws(regions)),
  ]);
  return found.flat();
}
