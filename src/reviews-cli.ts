#!/usr/bin/env node
import { pino } from 'pino';
import { commandLineActor } from './audit.ts';
import { openDatabase } from './database/open-database.ts';
import { createLogger } from './logger.ts';
import { openRecord, type RecordTables } from './open-record.ts';
import { type Command, readCommand, USAGE } from './reviews-command/command.ts';
import { runCommand } from './reviews-command/run-command.ts';
import { describeFaults, readProcessRecordConfig } from './settings/config.ts';
import { writerTo } from './terminal/lines.ts';

const DONE = 0;
const NOT_DONE = 1;
const WRONG_USE = 2;

const toStdout = writerTo(process.stdout);
const toStderr = writerTo(process.stderr);

process.exitCode = await run(process.argv.slice(2));

async function run(args: string[]): Promise<number> {
  const command = readCommand(args);
  if (command.kind === 'help') {
    await toStdout(USAGE);
    return DONE;
  }
  if (command.kind === 'not-understood') {
    await toStderr(`${command.text}\n\n${USAGE}`);
    return WRONG_USE;
  }
  const read = readProcessRecordConfig();
  if (!read.ok) {
    await toStderr(`${describeFaults(read.faults)}\n`);
    return NOT_DONE;
  }
  const record = await open(command, read.databaseUrl);
  if (!record.ok) {
    await toStderr(`${record.text}\n`);
    return NOT_DONE;
  }
  try {
    // Standard output is the command's answer; the audit lines go beside it.
    const logger = createLogger({ level: 'info', destination: pino.destination({ dest: 2, sync: true }) });
    const { db } = record;
    const { uninstallGraceDays: graceDays, tokenKeys } = read;
    const now = Date.now();
    const text = await runCommand(
      { db, write: toStdout, logger, actor: commandLineActor(), graceDays, tokenKeys, now },
      command,
    );
    if (text !== undefined) await toStderr(`${text}\n`);
    return text === undefined ? DONE : NOT_DONE;
  } finally {
    await record.close();
  }
}

/** A backup takes the tables of any version: it comes before an upgrade. */
function open({ kind }: Command, databaseUrl: string) {
  return kind === 'backup'
    ? openDatabase<RecordTables>(databaseUrl, { mustExist: true })
    : openRecord(databaseUrl, { asItIs: true });
}
