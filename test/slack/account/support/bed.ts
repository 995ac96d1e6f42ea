import { startWorkspace } from '../../../../local-workspace/start-workspace.ts';
import { readPasted } from '../../../../src/account/pasted.ts';
import { type Audit, type Line, rank } from '../../../../src/account/rank.ts';
import { reviewEndpoint } from '../../../../src/account/review.ts';
import { createLogger } from '../../../../src/logger.ts';
import { type Audits, createAudits } from '../../../../src/slack/account/audits.ts';
import type { AccountReader } from '../../../../src/slack/account/reader.ts';
import { createPoster, type Poster } from '../../../../src/slack/outbox/poster.ts';
import { openTestDatabase } from '../../../database/support/open-test-database.ts';
import { ADVISOR } from '../../../support/advisor.ts';
import { read } from '../../../support/documents.ts';
import { alwaysWith, createPostingClient } from '../../outbox/support/posting-client.ts';

const pasted = readPasted(read('examples/account/fictional.jsonl'), { region: null, now: 0 });
if (!pasted.ok) throw new Error(pasted.text);
export const AUDIT = rank([{ reviewed: pasted.facts.map((one) => reviewEndpoint(one)), jobs: [], quotas: [] }], []);
const logger = createLogger({ level: 'fatal' });

/** Twice as many lines as a plain table shows. */
export const LARGE: Audit = {
  ...AUDIT,
  lines: Array.from({ length: 40 }, (_, at) => ({
    ...(AUDIT.lines[at % AUDIT.lines.length] as Line),
    name: `one-${at}-`,
  })),
};

/** An account that is read as soon as it is let go, or stopped. */
export function heldReader(audit: Audit = AUDIT) {
  let release = () => {};
  const released = new Promise<void>((resolve) => {
    release = resolve;
  });
  const reader: AccountReader = {
    findEndpoint: async () => ({ ok: false, text: 'Nothing is asked for.' }),
    async readAccount(signal, progress) {
      progress('eu-west-1: 2 of 12 endpoints');
      await Promise.race([released, new Promise<void>((resolve) => signal.addEventListener('abort', () => resolve()))]);
      return { ok: true, audit };
    },
  };
  return { reader, release };
}

/** A workspace, a database, and processes on them. */
export async function openBed() {
  const workspace = await startWorkspace();
  const database = await openTestDatabase('embedded');
  const channelId = workspace.addChannel({ name: 'ml', kind: 'public', botIsMember: true });
  const userId = workspace.addUser('ada').id;
  const { db } = database;
  return {
    workspace,
    database,
    channelId,
    userId,
    asked: () => ({ teamId: workspace.teamId, userId, channelId }),
    /** The conversation with the bot. */
    own: () => workspace.directMessage(userId),
    /** `isGone`: whether the process was killed, so that it gets no further. */
    processOf(
      account: AccountReader,
      now = Date.now,
      isGone = () => false,
    ): Omit<Audits, 'resume'> & Pick<Poster, 'resume'> {
      const client = createPostingClient(workspace.apiUrl, 10_000, workspace.botToken);
      const inWorkspace = alwaysWith(client);
      const workspaceOf = () => (isGone() ? new Promise<never>(() => {}) : inWorkspace());
      const poster = createPoster({ db, advisor: ADVISOR, workspaceOf, logger, now });
      const audits = createAudits({ db, poster, workspaceOf, account, logger, now, heartbeatMs: 10 });
      return {
        ...audits,
        async resume() {
          audits.resume();
          await poster.resume();
        },
      };
    },
    idIn: async () => (await db.selectFrom('slack_audits').select('id').executeTakeFirstOrThrow()).id,
    async close() {
      await workspace.stop();
      await database.close();
    },
  };
}

export type Bed = Awaited<ReturnType<typeof openBed>>;
