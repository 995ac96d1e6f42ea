import type { IncomingMessage, ServerResponse } from 'node:http';
import type { TakeEvent } from '../follow-events.ts';
import type { BodyBudget } from './body-budget.ts';
import { parsePayload } from './parse-payload.ts';
import { readBody, type UnreadBody } from './read-body.ts';
import { type RefusalLog, senderOf } from './refusal-log.ts';
import { isSigned, isTimely } from './verify-signature.ts';

interface RequestParts {
  signingSecret: string;
  bodies: BodyBudget;
  refusals: RefusalLog;
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
  // Once it is gone, a socket has no address.
  const sender = senderOf(request);
  const refuse = (status: number, why: string): void => {
    parts.refusals.write(`Refused a request from ${sender} with ${status}: ${why}`);
    // What is left of its body is not read.
    response.writeHead(status, { Connection: 'close', ...(status === 503 && { 'Retry-After': '1' }) }).end();
  };

  const cutOff = (why: string): void => {
    parts.refusals.write(`Cut off a request from ${sender}: ${why}`);
    response.destroy();
  };
  const refuseUnread = (kind: UnreadBody): void => {
    switch (kind) {
      case 'too-large':
        refuse(413, 'the body is too large');
        break;
      case 'evicted':
        refuse(503, 'too many unfinished requests, and this one is the oldest');
        break;
      case 'too-many-pieces':
        // Not even answered: until an answer is sent, Node would go on reading pieces.
        cutOff('its body comes in too many pieces');
        break;
      case 'broken-off':
        cutOff('it broke off or took too long');
    }
  };

  if (!isTimely(signed, parts.now())) return refuse(401, 'unsigned, or not of the present');
  const read = await readBody(request, parts.bodies);
  if (!read.ok) return refuseUnread(read.kind);
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
