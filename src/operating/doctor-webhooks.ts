import { lookup } from 'node:dns/promises';
import { checkMigrations } from '../database/migrate.ts';
import { openDatabase } from '../database/open-database.ts';
import { MIGRATIONS } from '../open-record.ts';
import { formatCount } from '../recommender/index.ts';
import { type Config, receiversIn } from '../settings/config.ts';
import { countWebhooks } from '../slack/outbox/webhooks.ts';
import type { PostingDatabase } from '../slack/tables.ts';
import { addressIn, isPrivateAddress } from '../webhooks/refuse-address.ts';
import { type Finding, fault, fine, note } from './doctor.ts';

const ABOUT = 'webhook';

/** Checks the receivers of decisions: where their names lead, and what waits or failed. Sends nothing. */
export async function checkWebhooks(config: Config): Promise<Finding[]> {
  const receivers = receiversIn(config);
  if (receivers.length === 0) return [];
  const found = await Promise.all(receivers.map(({ url }) => checkReceiver(new URL(url), config)));
  return [...found.flat(), ...(await checkQueue(config.databaseUrl))];
}

/** Names the host alone: path and query may be secret. */
async function checkReceiver(url: URL, { decisionWebhookAllowPrivate }: Config): Promise<Finding[]> {
  const { host, hostname, protocol } = url;
  const stated = addressIn(url);
  const addresses = stated === undefined ? await resolve(hostname) : [stated];
  if (addresses.length === 0) return [fault(ABOUT, `The name ${hostname} could not be resolved.`)];
  if (!decisionWebhookAllowPrivate && addresses.some(isPrivateAddress)) {
    const remedy = 'If you trust it, set DECISION_WEBHOOK_ALLOW_PRIVATE=true.';
    return [fault(ABOUT, `${host} leads to a private address, so nothing is sent there. ${remedy}`)];
  }
  const plain =
    protocol === 'http:' ? [note(ABOUT, `${host} is reached by http: decisions are sent unencrypted.`)] : [];
  return [fine(ABOUT, `${host} can be resolved.`), ...plain];
}

async function resolve(name: string): Promise<string[]> {
  const found = await lookup(name, { all: true }).catch(() => []);
  return found.map(({ address }) => address);
}

/** The check of the database says why it can't be read. */
async function checkQueue(databaseUrl: string): Promise<Finding[]> {
  const opened = await openDatabase<PostingDatabase>(databaseUrl, { mustExist: true });
  if (!opened.ok) return [];
  try {
    if (!(await checkMigrations(opened.db, MIGRATIONS)).ok) return [];
    const { waiting, givenUp, lastError } = await countWebhooks(opened.db);
    const why = lastError === null ? '' : `, last with ${lastError}`;
    const last = 'npx endpoint-reviewer reviews stuck names each one.';
    return [
      ...(waiting === 0
        ? [fine(ABOUT, 'None waits.')]
        : [note(ABOUT, `${formatCount(waiting, 'webhook')} waiting${why}.`)]),
      ...(givenUp === 0
        ? []
        : [note(ABOUT, `${formatCount(givenUp, 'webhook')} not delivered within 24 hours. ${last}`)]),
    ];
  } finally {
    await opened.close();
  }
}
