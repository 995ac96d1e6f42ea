import { useContext } from 'react';
import type { Json } from '../../json.ts';
import { NamesContext } from './names.ts';
import { slackHtml } from './slack-html.ts';

/** A block that only shows something. */
export function SlackBlock({ block }: { block: Json }) {
  const html = slackHtml(block, useContext(NamesContext));
  if (html === undefined) return <p className="unknown-block">(a block of type {String(block['type'])})</p>;
  // biome-ignore lint/security/noDangerouslySetInnerHtml: React wrote this HTML, so everything in it is escaped.
  return <div className="slack-block" dangerouslySetInnerHTML={{ __html: html }} />;
}

/** Text in Slack's markup. */
export function SlackText({ text }: { text: string }) {
  return <SlackBlock block={{ type: 'section', text: { type: 'mrkdwn', text } }} />;
}
