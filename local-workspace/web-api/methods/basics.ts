import { validateBlocks, validateMessage, validateView } from '../../block-kit/validate.ts';
import { isJson } from '../../json.ts';
import { accept, type Method, refuseBreaches } from '../method.ts';

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

/** Slack's own judge: refuses, and records nothing, because to ask is no breach. */
const blocksValidate: Method = (call) => {
  const { blocks, message, view } = call.args;
  const asked = { ...call, breach: () => undefined };
  const breaches = [
    ...(blocks === undefined ? [] : validateBlocks('message', blocks)),
    ...(isJson(message) ? validateMessage(message) : []),
    ...(view === undefined ? [] : validateView(view)),
  ];
  return refuseBreaches(asked, breaches) ?? accept();
};

export const basicMethods: Record<string, Method> = {
  'api.test': apiTest,
  'auth.test': authTest,
  'blocks.validate': blocksValidate,
};
