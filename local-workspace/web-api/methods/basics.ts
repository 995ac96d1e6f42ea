import { accept, type Method } from '../method.ts';

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

export const basicMethods: Record<string, Method> = {
  'api.test': apiTest,
  'auth.test': authTest,
};
