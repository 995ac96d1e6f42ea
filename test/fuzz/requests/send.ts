import { request } from 'node:http';
import type { Forged } from './forge.ts';

/** What came back. */
export interface Answer {
  /** 0 where the connection was cut. */
  status: number;
  /** What an acknowledgement holds: JSON, a text, or nothing. */
  body: unknown;
}

/** Sends a request to the bot's server. Never rejects. */
export async function send(port: number, { body, headers, isChunked = false }: Forged): Promise<Answer> {
  const length = isChunked ? { 'transfer-encoding': 'chunked' } : { 'content-length': body.length };
  return new Promise((resolve) => {
    const sent = request(
      { host: '127.0.0.1', port, path: '/slack/events', method: 'POST', headers: { ...headers, ...length } },
      (response) => {
        const parts: Buffer[] = [];
        response.on('data', (part: Buffer) => parts.push(part));
        response.on('end', () => {
          const text = Buffer.concat(parts).toString();
          const isJson = response.headers['content-type'] === 'application/json';
          resolve({ status: response.statusCode ?? 0, body: isJson ? JSON.parse(text) : text || undefined });
        });
        response.on('error', () => resolve({ status: response.statusCode ?? 0, body: undefined }));
      },
    );
    sent.on('error', () => resolve({ status: 0, body: undefined }));
    sent.end(body);
  });
}
