import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { createBoltLogger, createLogger, currentReference, inInteraction, redact } from '../src/logger.ts';

const SIGNING_SECRET = '8f742231b10e8888abcd99yyyzzz85a5';

function recording(level: 'debug' | 'info' = 'info') {
  const lines: string[] = [];
  const logger = createLogger({
    level,
    secrets: [SIGNING_SECRET],
    destination: { write: (line: string) => void lines.push(line) },
  });
  const last = () => JSON.parse(lines.at(-1) ?? 'null');
  return { logger, lines, last };
}

describe('createLogger', () => {
  it('writes JSON with the level as a word and the time', () => {
    const { logger, last } = recording();
    logger.info({ revision: 2 }, 'posted');
    expect(last()).toMatchObject({ level: 'info', revision: 2, msg: 'posted' });
    expect(last().time).toMatch(/^\d{4}-\d\d-\d\dT/);
  });

  it('puts the reference of the interaction into every line written during it, and into no other', async () => {
    const { logger, last } = recording();
    await inInteraction('a1b2', async () => {
      await new Promise((resolve) => setImmediate(resolve));
      logger.info('inside');
      expect(currentReference()).toBe('a1b2');
    });
    expect(last().reference).toBe('a1b2');
    logger.info('outside');
    expect(last()).not.toHaveProperty('reference');
  });

  it('hides the signing secret wherever it stands', () => {
    const { logger, lines } = recording();
    logger.error({ err: new Error('failed', { cause: new Error(`with ${SIGNING_SECRET}`) }) }, `and ${SIGNING_SECRET}`);
    expect(lines.join('')).not.toContain(SIGNING_SECRET);
  });

  it('keeps its level though Bolt sets another', () => {
    const { logger, lines } = recording('debug');
    const bolt = createBoltLogger(logger, 'debug');
    bolt.setLevel(bolt.getLevel());
    bolt.debug('still written');
    expect(lines).toHaveLength(1);
    expect(bolt.getLevel()).toBe('debug');
  });

  it('hides a response address in a payload that Bolt prints', () => {
    const { logger, lines, last } = recording('debug');
    const payload = JSON.stringify({
      token: 'gIkuvaNzQIHg97ATvDxqgjtO',
      response_url: 'http://127.0.0.1:4000/anything/T1/9',
      command: '/sagemaker-endpoint',
    });
    createBoltLogger(logger, 'debug').debug(`Received a message on the WebSocket: ${payload}`);
    expect(lines.join('')).not.toContain('127.0.0.1');
    expect(lines.join('')).not.toContain('gIkuva');
    expect(last().msg).toContain('/sagemaker-endpoint');
  });
});

describe('redact', () => {
  const SECRETS = [
    'xoxb-123-456-abcDEF',
    'xoxp-123-456-abcDEF',
    'xapp-1-A01-123-abcdef0123',
    'xoxe.xoxp-1-Mi0yLTEyMzQ',
    'https://hooks.slack.com/commands/T01/123/abcDEF',
    'https://hooks.slack.com/actions/T01/123/abcDEF',
    'http://127.0.0.1:4000/response/T01/123',
  ];

  it.each(SECRETS)('hides %s', (secret) => {
    expect(redact(`before ${secret} after`, [])).toMatch(/^before \[(token|response_url)\] after$/);
  });

  it('hides them at any depth of JSON in JSON and leaves the line valid', () => {
    const depth = fc.integer({ min: 0, max: 3 });
    fc.assert(
      fc.property(fc.constantFrom(...SECRETS), depth, fc.string(), fc.boolean(), (secret, levels, around, slashes) => {
        let value = JSON.stringify({ around, response_url: secret, text: `see ${secret}` });
        if (slashes) value = value.replaceAll('/', '\\/');
        for (let level = 0; level < levels; level += 1) value = JSON.stringify({ msg: value });
        const hidden = redact(value, []);
        expect(hidden).not.toContain('abcDEF');
        expect(hidden).not.toContain('T01');
        expect(() => JSON.parse(hidden)).not.toThrow();
      }),
    );
  });

  it('hides the ticket of a connection', () => {
    expect(redact('wss://wss-primary.slack.com/link/?ticket=12-34&app_id=5', [])).toBe(
      'wss://wss-primary.slack.com/link/?ticket=[ticket]&app_id=5',
    );
  });

  it('leaves other text as it is', () => {
    const text = '{"msg":"POST https://slack.com/api/views.open xo box-office","url":"https://docs.slack.dev/x"}';
    expect(redact(text, ['not-in-it'])).toBe(text);
  });
});
