const CHANNEL_ID = /^[CG][A-Z0-9]{1,30}$/;

/** A channel as mrkdwn links it; a conversation that has no name is "that conversation". */
export function channelWords(channelId: string): string {
  return CHANNEL_ID.test(channelId) ? `<#${channelId}>` : 'that conversation';
}
