/**
 * A moment as Slack shows it to each reader in their own time zone, with the universal time for where it cannot
 * (docs.slack.dev/messaging/formatting-message-text#date-formatting). `at`: milliseconds since 1970.
 */
export function when(at: number): string {
  const universal = `${new Date(at).toISOString().slice(0, 16).replace('T', ' ')} UTC`;
  return `<!date^${Math.floor(at / 1000)}^{date_short_pretty} at {time}|${universal}>`;
}
