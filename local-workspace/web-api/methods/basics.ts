import type { Breach } from '../../block-kit/breach.ts';
import { validateBlocks, validateView } from '../../block-kit/validate.ts';
import { isJson, type Json, jsonList } from '../../json.ts';
import { accept, type Method, refuse } from '../method.ts';

/** Methods that stand alone. */

const authTest: Method = ({ state }) =>
  accept({
    url: `https://${state.isOrgInstall ? 'local-organization.enterprise' : state.team.domain}.slack.com/`,
    team: state.team.domain,
    user: state.app.botName,
    // An organization's token belongs to no single workspace.
    team_id: state.isOrgInstall ? state.team.enterpriseId : state.team.id,
    user_id: state.app.botUserId,
    bot_id: state.app.botId,
    ...(state.team.enterpriseId === undefined ? {} : { enterprise_id: state.team.enterpriseId }),
    is_enterprise_install: state.isOrgInstall,
  });

const apiTest: Method = ({ args }) => accept({ args });

/**
 * Slack's own judge: refuses, and records nothing, because to ask is no breach. The shape of its answers is that of
 * docs.slack.dev/reference/methods/blocks.validate.
 */
const blocksValidate: Method = ({ args: { blocks, message, view }, state }) => {
  const given = [blocks, message, view].filter((one) => one !== undefined);
  if (given.length !== 1) {
    const text = 'must provide exactly one of `blocks`, `view`, or `message`';
    return { ...refuse('invalid_arguments'), response_metadata: { messages: [text] } };
  }
  if (view !== undefined) return judged('invalid_view', validateView(view));
  const [error, shown, path] =
    message === undefined
      ? (['invalid_blocks', blocks, ''] as const)
      : (['invalid_message', isJson(message) ? message['blocks'] : undefined, '/blocks'] as const);
  const missing = jsonList(shown).findIndex(({ type }) => state.blocksNotRolledOut.has(String(type)));
  const unknown =
    missing < 0
      ? []
      : [{ path: `${path}/${missing}/type`, text: 'unsupported type', error: 'invalid_blocks' as const }];
  return judged(error, [...validateBlocks('message', shown, path), ...unknown]);
};

function judged(error: string, breaches: readonly Breach[]): Json {
  if (breaches.length === 0) return accept();
  const errors = breaches.map(({ path, text }) => ({ pointer: path, code: 'failed_constraint', message: text }));
  return { ok: false, error, errors };
}

export const basicMethods: Record<string, Method> = {
  'api.test': apiTest,
  'auth.test': authTest,
  'blocks.validate': blocksValidate,
};
