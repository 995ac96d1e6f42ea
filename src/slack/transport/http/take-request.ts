import type { IncomingMessage, ServerResponse } from 'node:http';
import type { Logger as BoltLogger } from '@slack/bolt';
import type { TakeEvent } from '../follow-events.ts';
import { parsePayload } from './parse-payload.ts';
import { readBody } from './read-body.ts';
import { isSigned, isTimely } from './verify-signature.ts';

interface RequestParts {
  signingSecret: string;
  logger: BoltLogger;
  take: TakeEvent;
  /** Milliseconds since 1970. */
  now(): number;
}

/**
 * One request from Slack, or from somebody who says so. Nothing is read before its headers are of the present, and nothing
 * is parsed before its signature is right. Answers when the event is acknowledged. Never rejects.
 */
export async function takeRequest(
  parts: RequestParts,
  request: IncomingMessage,
  response: ServerResponse,
): Promise<void> {
  const { 'x-slack-request-timestamp': timestamp, 'x-slack-signature': signature } = request.headers;
  const signed = { timestamp, signature };
  const refuse = (status: number, why: string): void => {
    parts.logger.warn(`A request was refused with ${status}: ${why}`);
    // What is left of its body is not read.
    response.writeHead(status, { Connection: 'close' }).end();
  };

  if (!isTimely(signed, parts.now())) return refuse(401, 'unsigned, or not of the present');
  const read = await readBody(request);
  if (!read.ok) return read.kind === 'too-large' ? refuse(413, read.kind) : void response.destroy();
  if (!isSigned(signed, read.body, parts.signingSecret)) return refuse(401, 'the signature is wrong');
  const parsed = parsePayload(request.headers['content-type'], read.body);
  if (!parsed.ok) return refuse(parsed.status, 'the body cannot be read');

  const { payload: body } = parsed;
  if (body['type'] === 'url_verification') return answer(response, { challenge: body['challenge'] });
  if (body['ssl_check'] === '1') return answer(response, undefined);
  const retryNum = Number(request.headers['x-slack-retry-num']);
  const retryReason = request.headers['x-slack-retry-reason'];
  await parts.take({
    body,
    ack: async (given) => answer(response, given),
    ...(Number.isInteger(retryNum) && { retryNum }),
    ...(typeof retryReason === 'string' && { retryReason }),
  });
}

/** Slack reads an object as JSON and everything else as the text of an answer. */
function answer(response: ServerResponse, given: unknown): void {
  if (given === undefined || given === null || given === '') response.writeHead(200).end();
  else if (typeof given === 'string')
    response.writeHead(200, { 'Content-Type': 'text/plain; charset=utf-8' }).end(given);
  else response.writeHead(200, { 'Content-Type': 'application/json' }).end(JSON.stringify(given));
}
