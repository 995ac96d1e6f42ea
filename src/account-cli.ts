#!/usr/bin/env node
import { readFile } from 'node:fs/promises';
import { text } from 'node:stream/consumers';
import { findEndpoint, type Reading, type Regions, readAccount } from './account/aws/read-account.ts';
import { listCalibrations } from './account/calibration/store.ts';
import { calibrationLines, writeCalibrations } from './account/calibration/write-calibrations.ts';
import { type AccountCommand, readAccountCommand, USAGE, writePolicy } from './account/command.ts';
import { readPasted } from './account/pasted.ts';
import { type Audit, rank } from './account/rank.ts';
import { auditRecorded, findRecorded } from './account/recorded.ts';
import { reviewEndpoint } from './account/review.ts';
import { writeAudit, writeEndpoint } from './account/write-account.ts';
import { describeFaults, readAccountFile, readAwsRegions, readProcessRecordConfig } from './settings/config.ts';
import { jsonLine } from './terminal/answer.ts';
import { inert, writerTo } from './terminal/lines.ts';

const DONE = 0;
const NOT_READ = 1;
const WRONG_USE = 2;
const PROGRESS_MS = 2000;

const toStdout = writerTo(process.stdout);
const toStderr = writerTo(process.stderr);

process.exitCode = await run(readAccountCommand(process.argv.slice(2)));

async function run(command: AccountCommand): Promise<number> {
  switch (command.kind) {
    case 'help':
      await toStdout(USAGE);
      return DONE;
    case 'policy':
      await toStdout(writePolicy());
      return DONE;
    case 'not-understood':
      await toStderr(`${command.text}\n\n${USAGE}`);
      return WRONG_USE;
    case 'pasted':
      return pasted(command);
    case 'endpoint':
      return endpoint(command);
    case 'audit':
      return audit(command);
    case 'calibration':
      return calibration(command);
  }
}

async function refuse(why: string): Promise<number> {
  await toStderr(`${inert(why)}\n`);
  return NOT_READ;
}

async function pasted({ file, region, json }: Extract<AccountCommand, { kind: 'pasted' }>): Promise<number> {
  const content = await (file === '-' ? text(process.stdin) : readFile(file, 'utf8')).catch(() => null);
  if (content === null) return refuse(`${file} could not be read.`);
  const read = readPasted(content, { region: region ?? null, now: Date.now() });
  if (!read.ok) return refuse(`${file === '-' ? 'standard input' : file}: ${read.text}`);
  const reviewed = read.facts.map(reviewEndpoint);
  const [first] = reviewed;
  const ranked = rank([{ reviewed, jobs: [], quotas: [] }], read.unused);
  if (reviewed.length > 1 || first === undefined) return print(ranked, json);
  await toStdout(json ? jsonLine(first.line) : writeEndpoint(first.line));
  for (const { what, why } of read.unused) await toStderr(`${inert(`${what}: ${why}`)}\n`);
  return DONE;
}

async function endpoint(command: Extract<AccountCommand, { kind: 'endpoint' }>): Promise<number> {
  const { name, region, days } = command;
  const file = readAccountFile();
  const read = await (file === null
    ? inRegions(region, (regions) => findEndpoint(name, regions, readingOf(days)))
    : findRecorded(file, name, region));
  if (!read.ok) return refuse(read.text);
  await toStdout(command.json ? jsonLine(read.line) : writeEndpoint(read.line));
  return DONE;
}

async function audit(command: Extract<AccountCommand, { kind: 'audit' }>): Promise<number> {
  const file = readAccountFile();
  const read = await (file === null
    ? inRegions(command.region, (regions) => readAccount(regions, readingOf(command.days)))
    : auditRecorded(file));
  return read.ok ? print(read.audit, command.json) : refuse(read.text);
}

/** How estimates fared, from the bot's database. The database's code is loaded for this alone. */
async function calibration({ json }: Extract<AccountCommand, { kind: 'calibration' }>): Promise<number> {
  const config = readProcessRecordConfig();
  if (!config.ok) return refuse(describeFaults(config.faults));
  const { openRecord } = await import('./open-record.ts');
  const record = await openRecord(config.databaseUrl, { asItIs: true });
  if (!record.ok) return refuse(record.text);
  try {
    const all = await listCalibrations(record.db);
    if (!json) await toStdout(writeCalibrations(all));
    else for (const line of calibrationLines(all)) await toStdout(jsonLine(line));
    return DONE;
  } finally {
    await record.close();
  }
}

async function print(found: Audit, json: boolean): Promise<number> {
  if (!json) {
    await toStdout(writeAudit(found));
    return DONE;
  }
  for (const line of [...found.lines, found.account]) await toStdout(jsonLine(line));
  return DONE;
}

/** Reads the Region that was asked for, else those that are set. Undefined: the one of AWS's own configuration. */
async function inRegions<Read>(
  asked: string | undefined,
  read: (regions: Regions) => Promise<Read>,
): Promise<Read | { readonly ok: false; readonly text: string }> {
  const set = readAwsRegions();
  if (asked !== undefined) return read([asked]);
  if (!set.ok) return { ok: false, text: describeFaults(set.faults) };
  const [first, ...more] = set.regions;
  return read([first, ...more]);
}

/** Stops at the first Ctrl-C with what was found; the second ends the process. */
function readingOf(days: number): Reading {
  const controller = new AbortController();
  process.once('SIGINT', () => controller.abort());
  let shown = 0;
  const progress = (line: string) => {
    if (Date.now() - shown < PROGRESS_MS) return;
    shown = Date.now();
    process.stderr.write(`${inert(line)}\n`);
  };
  return { days, now: Date.now(), signal: controller.signal, progress };
}
