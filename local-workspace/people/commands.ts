import type { Acknowledgement } from '../delivery/delivery.ts';
import { isJson, type Json } from '../json.ts';
import { nameInPayload, type User } from '../state/channels.ts';
import { showResponse } from '../web-api/response-url.ts';
import { expectInstalledFor, visibleChannel } from './sight.ts';
import { breach, isEmpty, type World } from './world.ts';

/** A slash command, and what its acknowledgement shows. Slack takes commands everywhere but in threads. */
export async function runCommand(
  world: World,
  user: User,
  channelId: string,
  command: string,
  text: string,
): Promise<Acknowledgement> {
  const { state } = world;
  expectInstalledFor(state, user);
  const channel = visibleChannel(state, user, channelId);
  const where = { userId: user.id, channelId, threadTs: undefined, original: undefined };
  const acknowledgement = await world.send({
    type: 'slash_commands',
    payload: {
      token: state.app.verificationToken,
      team_id: state.team.id,
      team_domain: state.team.domain,
      channel_id: channel.id,
      channel_name: nameInPayload(channel),
      user_id: user.id,
      user_name: user.name,
      command,
      text,
      api_app_id: state.app.id,
      is_enterprise_install: String(state.isOrgInstall),
      ...(state.team.enterpriseId !== undefined && { enterprise_id: state.team.enterpriseId }),
      response_url: state.responseUrls.issue(where),
      trigger_id: state.triggers.issue({ userId: user.id, channelId, viewId: undefined }),
    },
  });
  if (!acknowledgement.ok || isEmpty(acknowledgement.body)) return acknowledgement;
  showResponse(state, where, responseIn(acknowledgement.body), (path, found) =>
    breach(state, 'slash_commands', found, path),
  );
  return acknowledgement;
}

/** Over HTTP a bare text is a response too. */
function responseIn(body: unknown): Json {
  return isJson(body) ? body : { text: body };
}
