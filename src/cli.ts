#!/usr/bin/env node
import { readFile } from 'node:fs/promises';
import { text } from 'node:stream/consumers';
import { answerWords } from './terminal/answer-words.ts';
import { answerWorkload, readWorkloads } from './terminal/answer-workload.ts';
import { SHORT_USAGE, writeHelp } from './terminal/help.ts';
import { inert, writerTo } from './terminal/lines.ts';
import { readArgs } from './terminal/read-args.ts';

const ALL_ANSWERED = 0;
const SOME_REFUSED = 1;
const WRONG_USE = 2;
const STDIN = '-';

const toStdout = writerTo(process.stdout);
const toStderr = writerTo(process.stderr);

process.exitCode = await run(process.argv.slice(2));

async function run(args: string[]): Promise<number> {
  const wanted = readArgs(args);
  if (wanted.kind === 'wrong-use') return explain(wanted.text);
  if (wanted.kind === 'help') {
    await toStdout(writeHelp());
    return ALL_ANSWERED;
  }
  const { format } = wanted;
  if (wanted.kind === 'words') {
    const answer = answerWords(wanted.words, format);
    await toStderr(answer.stderr);
    await toStdout(answer.stdout);
    return answer.answered ? ALL_ANSWERED : SOME_REFUSED;
  }
  if (wanted.files.length === 0 && process.stdin.isTTY) return explain('No file is named and nothing is piped in.');
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
      const answer = answerWorkload(entry, place, format);
      await toStderr(answer.stderr);
      await toStdout(format === 'json' || first || !answer.answered ? answer.stdout : `\n\n${answer.stdout}`);
      if (answer.answered) first = false;
      else status = Math.max(status, SOME_REFUSED);
    }
  }
  return status;
}

async function explain(text: string): Promise<number> {
  await toStderr(`${text}\n\n${SHORT_USAGE}`);
  return WRONG_USE;
}

function nameOf(file: string): string {
  return file === STDIN ? 'standard input' : file;
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
