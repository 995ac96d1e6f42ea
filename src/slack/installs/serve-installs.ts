import type { Logger as BoltLogger } from '@slack/bolt';
import type { Kysely } from 'kysely';
import type { Logger } from '../../logger.ts';
import type { OAuthAccess } from '../../settings/config.ts';
import type { ClientSettings } from '../connection/clients.ts';
import type { AnswerPage } from '../connection/probes.ts';
import type { InstallTables } from '../tables.ts';
import { createTokenCipher } from './encryption.ts';
import { createInstallPages, INSTALL_PATH } from './install-pages.ts';
import { createInstallStore, describeUnreadable } from './install-store.ts';
import { createInstallTries } from './install-tries.ts';
import { createSeveralWorkspaces } from './several-workspaces.ts';
import type { Workspaces } from './workspaces.ts';

interface ServeParts {
  db: Kysely<InstallTables>;
  slackApiUrl: string;
  logger: Logger;
  boltLogger: BoltLogger;
  calling: Pick<ClientSettings, 'fetch' | 'onCall'>;
}

/** `text`: one line that an administrator can act on. */
type ServedInstalls =
  | { ok: true; workspaces: Workspaces; scopes: readonly string[]; answerPage: AnswerPage }
  | { ok: false; text: string };

/**
 * Prepares to serve every workspace that installed the app, and the pages to install it. Refuses, and changes nothing, where
 * a stored token can't be decrypted: posts to that workspace would silently wait.
 */
export async function serveInstalls(
  { clientId, clientSecret, stateSecret, tokenKeys }: OAuthAccess,
  { db, ...parts }: ServeParts,
): Promise<ServedInstalls> {
  const store = createInstallStore(db, createTokenCipher(tokenKeys));
  const { ids, all } = await store.unreadable();
  if (ids.length > 0) {
    return { ok: false, text: `TOKEN_KEYS: ${describeUnreadable(ids, all)} Nothing was changed.` };
  }
  const workspaces = createSeveralWorkspaces({ store, clientId, clientSecret, ...parts });
  const tries = createInstallTries(db);
  const answerPage = await createInstallPages({ store, tries, clientId, clientSecret, stateSecret, ...parts });
  parts.logger.info({ installations: all }, `Serving every workspace that installs the app at ${INSTALL_PATH}`);
  return { ok: true, workspaces, scopes: [], answerPage };
}
