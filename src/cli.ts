#!/usr/bin/env node
import { readFile } from 'node:fs/promises';
import { text } from 'node:stream/consumers';
import { parseArgs } from 'node:util';
import { answerWorkload, readWorkloads } from './terminal/answer-workload.ts';
import { inert, writerTo } from './terminal/lines.ts';

const USAGE = `Recommends how to serve a model on Amazon SageMaker AI.

Usage: npm run --silent recommend -- [--json] [FILE...]

Reads workloads as JSON from the files, or from standard input: one object, an array, or JSON Lines.
  --json      one recommendation as JSON per line, in the order of the input
  -h, --help  this text
  -           standard input, among files

Exit status: 0 all workloads answered, 1 some refused, 2 wrong use.
Example: npm run --silent recommend -- examples/ct-scans.json
`;

const ALL_ANSWERED = 0;
const SOME_REFUSED = 1;
const WRONG_USE = 2;
const STDIN = '-';

const toStdout = writerTo(process.stdout);
const toStderr = writerTo(process.stderr);

process.exitCode = await run(process.argv.slice(2));

async function run(args: string[]): Promise<number> {
  const wanted = readArgs(args);
  if (!wanted.ok) {
    await toStderr(`${wanted.text}\n\n${USAGE}`);
    return WRONG_USE;
  }
  if (wanted.help) {
    await toStdout(USAGE);
    return ALL_ANSWERED;
  }
  if (wanted.files.length === 0 && process.stdin.isTTY) {
    await toStderr(`No file is named and nothing is piped in.\n\n${USAGE}`);
    return WRONG_USE;
  }
  const files = wanted.files.length === 0 ? [STDIN] : wanted.files;
  let status = ALL_ANSWERED;
  let first = true;
  for (const file of files) {
    const content = await contentOf(file);
    if (!content.ok) {
      await toStderr(`${inert(nameOf(file))}: ${content.text}\n`);
      status = WRONG_USE;
      continue;
    }
    let number = 0;
    for (const entry of readWorkloads(content.text)) {
      number += 1;
      const place = `${nameOf(file)}, workload ${number}`;
      const answer = answerWorkload(entry, place, wanted.json ? 'json' : 'text');
      await toStderr(answer.stderr);
      await toStdout(wanted.json || first || !answer.answered ? answer.stdout : `\n\n${answer.stdout}`);
      if (answer.answered) first = false;
      else status = Math.max(status, SOME_REFUSED);
    }
  }
  return status;
}

function nameOf(file: string): string {
  return file === STDIN ? 'standard input' : file;
}

type Wanted = { ok: true; json: boolean; help: boolean; files: string[] } | { ok: false; text: string };

function readArgs(args: string[]): Wanted {
  try {
    const { values, positionals } = parseArgs({
      args,
      options: { json: { type: 'boolean', default: false }, help: { type: 'boolean', short: 'h', default: false } },
      allowPositionals: true,
    });
    return { ok: true, json: values.json, help: values.help, files: positionals };
  } catch (error) {
    return { ok: false, text: inert(error instanceof Error ? error.message : String(error)) };
  }
}

async function contentOf(file: string): Promise<{ ok: true; text: string } | { ok: false; text: string }> {
  try {
    const content = file === STDIN ? await text(process.stdin) : await readFile(file, 'utf8');
    if (content.replace(/^\ufeff/, '').trim() === '')
      return { ok: false, text: 'it is empty; a workload is expected.' };
    return { ok: true, text: content };
  } catch (error) {
    const code = error instanceof Error && 'code' in error ? String(error.code) : '';
    const why = { ENOENT: 'there is no such file.', EACCES: 'it may not be read.', EISDIR: 'it is a folder.' }[code];
    return { ok: false, text: why ?? `it cannot be read (${code || 'unknown reason'}).` };
  }
}
