/**
 * The address of a message, as `chat.getPermalink` gives it, without the call: a page with a dozen of them would make a
 * dozen calls. `teamUrl` ends in a slash.
 */
export function permalink(teamUrl: string, { channelId, messageTs }: { channelId: string; messageTs: string }): string {
  return `${teamUrl}archives/${channelId}/p${messageTs.replace('.', '')}`;
}
