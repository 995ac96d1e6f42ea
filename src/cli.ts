#!/usr/bin/env node
import { readFile } from 'node:fs/promises';
import { text } from 'node:stream/consumers';
import { type Advisor, openAdvisor } from './advice/advisor.ts';
import { pickConfig } from './recommender/index.ts';
import { answerWords, answerWorkload, readWorkloads } from './terminal/answer.ts';
import { isJson, isTemplate, readArgs, SHORT_USAGE, writeHelp } from './terminal/args.ts';
import { inert, inertLines, writerTo } from './terminal/lines.ts';
import { whyUnread } from './wording/why-unread.ts';

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
  const opened = await openAdvisor(wanted.policy);
  if (!opened.ok) {
    await toStderr(inertLines(opened.text));
    return USAGE_ERROR;
  }
  const config = await openConfig(wanted.modelConfig);
  if (!config.ok) {
    await toStderr(`${inert(config.text)}\n`);
    return USAGE_ERROR;
  }
  const advisor = config.over(opened.advisor);
  if (wanted.kind === 'words') {
    const answer = answerWords(advisor, wanted.words, format);
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
      const answer = answerWorkload(advisor, entry, place, format);
      await toStderr(answer.stderr);
      await toStdout(isJson(format) || first || !answer.answered ? answer.stdout : `\n\n${answer.stdout}`);
      if (answer.answered) first = false;
      else status = Math.max(status, SOME_REFUSED);
    }
  }
  return status;
}

/** What advises with a model's config.json, where one is given: a fact of every workload. */
async function openConfig(
  file: string | undefined,
): Promise<{ ok: true; over(advisor: Advisor): Advisor } | { ok: false; text: string }> {
  if (file === undefined) return { ok: true, over: (advisor) => advisor };
  const content = await contentOf(file);
  const picked = content.ok ? pickConfig(content.text) : { ok: false as const, faults: [content] };
  if (!picked.ok) return { ok: false, text: `${nameOf(file)}: ${picked.faults[0]?.text}` };
  const { config: modelConfig } = picked;
  return {
    ok: true,
    over: (advisor) => ({
      ...advisor,
      advise: (workload, context) => advisor.advise({ ...workload, modelConfig }, context),
    }),
  };
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
