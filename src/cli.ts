#!/usr/bin/env node
import { readFile } from 'node:fs/promises';
import { text } from 'node:stream/consumers';
import { type Answering, answerWords, answerWorkload, readWorkloads } from './terminal/answer.ts';
import { isTemplate, readArgs, SHORT_USAGE, writeHelp } from './terminal/args.ts';
import { inert, writerTo } from './terminal/lines.ts';
import { whyUnread } from './terminal/why-unread.ts';

const ALL_ANSWERED = 0;
const SOME_REFUSED = 1;
const USAGE_ERROR = 2;
const STDIN = '-';

const toStdout = writerTo(process.stdout);
const toStderr = writerTo(process.stderr);

process.exitCode = await run(process.argv.slice(2));

async function run(args: string[]): Promise<number> {
  const wanted = readArgs(args);
  if (wanted.kind === 'usage-error') return explain(wanted.text);
  if (wanted.kind === 'help' || wanted.kind === 'version') {
    await toStdout(wanted.kind === 'help' ? writeHelp() : `${await version()}\n`);
    return ALL_ANSWERED;
  }
  const { format } = wanted;
  const policy = await openAnswering(wanted.policy);
  if (!policy.ok) {
    await toStderr(`${policy.text}\n`);
    return USAGE_ERROR;
  }
  const { answering } = policy;
  if (wanted.kind === 'words') {
    const answer = answerWords(wanted.words, format, answering);
    await toStderr(answer.stderr);
    await toStdout(answer.stdout);
    return answer.answered ? ALL_ANSWERED : SOME_REFUSED;
  }
  if (wanted.files.length === 0 && process.stdin.isTTY) return explain('No input. Name a file or pipe in JSON.');
  const files = wanted.files.length === 0 ? [STDIN] : wanted.files;
  let status = ALL_ANSWERED;
  let first = true;
  for (const file of files) {
    const content = await contentOf(file);
    if (!content.ok) {
      await toStderr(`${inert(nameOf(file))}: ${content.text}\n`);
      status = USAGE_ERROR;
      continue;
    }
    let number = 0;
    const count = isTemplate(format) ? [...readWorkloads(content.text)].length : 1;
    if (count > 1) {
      await toStderr(`${inert(nameOf(file))}: ${count} workloads. --template takes one.\n`);
      return USAGE_ERROR;
    }
    for (const entry of readWorkloads(content.text)) {
      number += 1;
      const place = `${nameOf(file)}, workload ${number}`;
      const answer = answerWorkload(entry, place, format, answering);
      await toStderr(answer.stderr);
      await toStdout(format === 'json' || first || !answer.answered ? answer.stdout : `\n\n${answer.stdout}`);
      if (answer.answered) first = false;
      else status = Math.max(status, SOME_REFUSED);
    }
  }
  return status;
}

/** What answers: the recommender alone, or under a policy file. */
async function openAnswering(
  file: string | undefined,
): Promise<{ ok: true; answering: Answering | undefined } | { ok: false; text: string }> {
  if (file === undefined) return { ok: true, answering: undefined };
  const { answeringUnder } = await import('./policy/read-policy.ts');
  return answeringUnder(file);
}

async function explain(fault: string): Promise<number> {
  await toStderr(`${fault}\n\n${SHORT_USAGE}`);
  return USAGE_ERROR;
}

function nameOf(file: string): string {
  return file === STDIN ? 'standard input' : file;
}

/** The version in package.json, which stands above `src` and `dist` alike. */
async function version(): Promise<string> {
  const manifest: { version: string } = JSON.parse(await readFile(new URL('../package.json', import.meta.url), 'utf8'));
  return manifest.version;
}

async function contentOf(file: string): Promise<{ ok: true; text: string } | { ok: false; text: string }> {
  try {
    const content = file === STDIN ? await text(process.stdin) : await readFile(file, 'utf8');
    if (content.replace(/^\ufeff/, '').trim() === '') return { ok: false, text: 'empty. Expected a workload as JSON.' };
    return { ok: true, text: content };
  } catch (error) {
    return { ok: false, text: whyUnread(error) };
  }
}
