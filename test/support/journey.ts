import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect } from 'vitest';
import type { Person } from '../../local-workspace/people/person.ts';
import type { ShownView } from '../../local-workspace/people/shown-view.ts';
import type { Workspace } from '../../local-workspace/start-workspace.ts';
import { ANSWER_WITHIN_MS } from '../../src/deadline.ts';
import { createLogger } from '../../src/logger.ts';
import { type Config, secretsOf } from '../../src/settings/config.ts';
import { type RunningBot, startBot } from '../../src/start.ts';
import { type DatabaseKind, makePlace } from '../database/support/open-test-database.ts';
import { type ConnectionKind, type Granted, openWorkspace, patience } from './workspace.ts';

/** A workspace with two people and a channel that the bot is in, and the bot connected to it. */
export interface Journey {
  workspace: Workspace;
  ada: Person;
  ben: Person;
  /** A public channel with the bot. */
  channel: string;
  /** The bot's log, at level debug. */
  logLines: string[];
  config: Config;
  /** Where the bot listens. */
  port(): number;
  stopBot(): Promise<void>;
  startBot(): Promise<void>;
  /** Stops both, and fails if Slack's rules were broken or the log has a secret. */
  end(): Promise<void>;
}

/** Who is in a workspace, and where. */
type Scene = Pick<Journey, 'workspace' | 'ada' | 'ben' | 'channel'>;

export interface JourneyOptions extends Granted {
  /** What is set otherwise. */
  settings?: (scene: Scene) => Partial<Config>;
  /** What the team's policy file says. */
  policy?: (scene: Scene) => string;
}

export async function startJourney(
  kind: ConnectionKind,
  database: DatabaseKind = 'embedded',
  { settings = () => ({}), policy, ...granted }: JourneyOptions = {},
): Promise<Journey> {
  let bot: RunningBot | undefined;
  const { workspace, config, folder, removeFolder } = await openWorkspace(kind, () => bot?.port ?? 0, granted);
  const place = database === 'embedded' ? undefined : await makePlace(database, 'migrated');
  if (place !== undefined) config.databaseUrl = place.url;
  const logLines: string[] = [];
  const logger = createLogger({
    level: config.logLevel,
    secrets: secretsOf(config),
    destination: { write: (line: string) => void logLines.push(line) },
  });

  const stopBot = async () => {
    await bot?.stop();
    bot = undefined;
  };
  const start = async () => {
    const started = await startBot(config, logger, { answerWithinMs: ANSWER_WITHIN_MS * patience() });
    if (!started.ok) throw new Error(started.text);
    bot = started.bot;
  };

  const ada = workspace.addUser('ada');
  const ben = workspace.addUser('ben');
  const channel = workspace.addChannel({ name: 'ml-serving', kind: 'public', botIsMember: true });
  const scene = { workspace, ada, ben, channel };
  Object.assign(config, settings(scene));
  if (policy !== undefined) {
    config.policyFile = join(folder, 'policy.yml');
    writeFileSync(config.policyFile, policy(scene));
  }
  await start();
  return {
    ...scene,
    logLines,
    config,
    port: () => bot?.port ?? 0,
    stopBot,
    startBot: start,
    async end() {
      await stopBot();
      await workspace.stop();
      await place?.remove();
      removeFolder();
      workspace.expectNoBreaches();
      expectNoSecrets(logLines, config);
    },
  };
}

/** Tokens, the signing secret and response URLs never reach the log. */
export function expectNoSecrets(lines: readonly string[], config: Config): void {
  const log = lines.join('');
  for (const secret of secretsOf(config)) expect(log).not.toContain(secret);
  expect(log).not.toMatch(/\/response\//);
  expect(log).not.toMatch(/(xox[a-z]|xapp)-[A-Za-z0-9]/);
}

/** The value of a form's question, of any kind. */
export function answerIn(view: ShownView, question: string): string | undefined {
  const [state] = Object.values(view.values[`question_${question}`] ?? {});
  const option = state?.['selected_option'];
  if (typeof option === 'object' && option !== null && 'value' in option) return String(option.value);
  const value = state?.['value'];
  return typeof value === 'string' ? value : undefined;
}

/** Whether a form asks a question. */
export function asks(view: ShownView, question: string): boolean {
  return view.blocks.some((block) => block['block_id'] === `question_${question}`);
}

/** Every word of a message, a notice or a form. */
export function wordsOf(shown: { text?: string; blocks?: unknown } | undefined): string {
  return shown === undefined ? '' : `${shown.text ?? ''}\n${JSON.stringify(shown.blocks ?? [])}`;
}

/** So much is known that the answer is firm, and is accepted by one press. */
export const CT_SCANS = 'ct-scans 500 MB within 15 min 90 s per scan sporadic 200/day';

/** Runs the command with words, and submits the form as it opens. */
export async function review(journey: Journey, channelId = journey.channel, words = CT_SCANS): Promise<void> {
  const { ada } = journey;
  await ada.slashCommand(channelId, words);
  const form = await ada.waitForView();
  expect(await ada.submit(form.id)).toMatchObject({ kind: 'closed' });
}

/** The review's message in a channel, once it is there with its first reply. */
export async function postedIn({ workspace }: Journey, channelId: string) {
  return workspace.waitFor(() => {
    const message = workspace.messages(channelId).find(({ blocks }) => blocks !== undefined);
    return message !== undefined && workspace.thread(channelId, message.ts).length > 1 && message;
  });
}

/** What a file in Slack is called, and what is in it. */
export function fileIn({ workspace }: Journey, id = '') {
  const { name, title, content } = workspace.state.files.find(id) ?? {};
  return { name, title, text: content?.toString('utf8') ?? '' };
}

/** The first file in the thread of a message in the channel, once it is there. */
export async function sharedUnder(journey: Journey, { ts }: { ts: string }) {
  const { workspace, channel } = journey;
  const reply = await workspace.waitFor(() => workspace.thread(channel, ts).find(({ files }) => files.length > 0));
  return fileIn(journey, reply.files[0]);
}

/** The words of a person's Home tab, once it is updated. */
export async function openHomeOf({ workspace }: Journey, who: Person): Promise<string> {
  const before = workspace.calls('views.publish').length;
  await who.openHome();
  await workspace.waitFor(() => workspace.calls('views.publish').length > before);
  return wordsOf(who.home());
}
