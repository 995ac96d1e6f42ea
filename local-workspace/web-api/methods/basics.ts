import { validateBlocks, validateMessage, validateView } from '../../block-kit/validate.ts';
import { isJson } from '../../json.ts';
import { accept, type Method, refuse, refuseBreaches, refuseMissing } from '../method.ts';

/** Methods that stand alone. */

const authTest: Method = ({ state }) =>
  accept({
    url: `https://${state.team.domain}.slack.com/`,
    team: state.team.domain,
    user: state.app.botName,
    team_id: state.team.id,
    user_id: state.app.botUserId,
    bot_id: state.app.botId,
    is_enterprise_install: false,
  });

const apiTest: Method = ({ args }) => accept({ args });

const usersInfo: Method = (call) => {
  const missing = refuseMissing(call, 'user');
  if (missing !== undefined) return missing;
  const user = call.state.users.get(String(call.args['user']));
  if (user === undefined) return refuse('user_not_found');
  const isBot = user.id === call.state.app.botUserId;
  return accept({
    user: {
      id: user.id,
      team_id: call.state.team.id,
      name: user.name,
      real_name: user.name,
      is_bot: isBot,
      deleted: false,
    },
  });
};

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
  'users.info': usersInfo,
  'blocks.validate': blocksValidate,
};
