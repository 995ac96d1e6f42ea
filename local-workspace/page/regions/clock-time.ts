const TIME = new Intl.DateTimeFormat('en-US', { hour: 'numeric', minute: '2-digit' });

/** When a message was written, as Slack shows it: "9:41 AM". */
export function clockTime(ts: string): string {
  return TIME.format(new Date(Number(ts) * 1000));
}
