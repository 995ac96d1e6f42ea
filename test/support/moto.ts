import { type ChildProcess, spawn } from 'node:child_process';
import { text } from 'node:stream/consumers';
import { setTimeout as wait } from 'node:timers/promises';
import { CloudFormation } from '@aws-sdk/client-cloudformation';
import { SageMaker } from '@aws-sdk/client-sagemaker';
import { freePort } from './free-port.ts';

// moto, a simulation of AWS in Python, in Debian's version 5.1.1. It deploys models, endpoint configurations, endpoints, roles, topics,
// queues and state machines, and refuses a reference to what isn't there. It skips scaling, alarms and schedules.

/** Debian's own: another Python in PATH has other packages. */
const PYTHON = '/usr/bin/python3';

/** CloudFormation needs the second and the third, and answers every call with an error 500 without them. */
const SERVER = 'import moto.server, flask_cors, openapi_spec_validator; moto.server.main()';

const MISSING = `moto did not start. It needs Debian's packages:
  apt-get install python3-moto python3-flask-cors python3-openapi-spec-validator`;

/** Loading takes a second, or several on a busy machine. */
const START_MS_MAX = 50_000;

export interface Moto {
  readonly cloudFormation: CloudFormation;
  readonly sageMaker: SageMaker;
  /** Ends the process. Resolves once it's gone. */
  end(): Promise<void>;
}

/** Starts moto, empty, on a free port of this machine's own address. @throws Error if it doesn't start, with what it wrote. */
export async function startMoto(): Promise<Moto> {
  const port = await freePort();
  const server = ['-c', SERVER, '-H', '127.0.0.1', '-p', String(port)];
  const child = spawn(PYTHON, server, { stdio: ['ignore', 'ignore', 'pipe'] });
  let written = '';
  child.stderr.setEncoding('utf8').on('data', (more: string) => {
    written = `${written}${more}`.slice(-2000);
  });
  const ended = new Promise((resolve) => child.once('error', resolve).once('close', resolve));
  const end = async (): Promise<void> => {
    child.kill('SIGKILL');
    await ended;
  };
  const endpoint = `http://127.0.0.1:${port}`;
  if (!(await answers(endpoint, child))) {
    await end();
    throw new Error(`${MISSING}\n${written}`);
  }
  // A refusal is final.
  const config = { endpoint, region: 'eu-west-1', credentials: ANY_CREDENTIALS, maxAttempts: 1 };
  return { cloudFormation: corrected(new CloudFormation(config)), sageMaker: corrected(new SageMaker(config)), end };
}

const ANY_CREDENTIALS = { accessKeyId: 'id', secretAccessKey: 'secret' };

/** Whether it answers before it ends or takes too long. */
async function answers(endpoint: string, child: ChildProcess): Promise<boolean> {
  const isRunning = (): boolean => child.pid !== undefined && child.exitCode === null;
  for (const until = Date.now() + START_MS_MAX; Date.now() < until && isRunning(); await wait(50)) {
    const isReady = await fetch(`${endpoint}/moto-api/`).then(
      ({ ok }) => ok,
      () => false,
    );
    if (isReady) return true;
  }
  return false;
}

interface Client {
  readonly middlewareStack: Pick<CloudFormation['middlewareStack'], 'add'>;
}

/**
 * A client that reads what moto writes as AWS doesn't: SageMaker's times as text instead of seconds, `null` among tags where a
 * condition leaves one out, and the refusal of a resource as JSON in CloudFormation's XML.
 */
function corrected<C extends Client>(client: C): C {
  client.middlewareStack.add(
    (next) => async (args) => {
      const result = await next(args);
      const response = result.response as { body: NodeJS.ReadableStream | Uint8Array };
      const body = await text(response.body as NodeJS.ReadableStream);
      response.body = Buffer.from(body.startsWith('{') ? asAwsWrites(body) : body);
      return result;
    },
    { step: 'deserialize', priority: 'low' },
  );
  return client;
}

/** @throws Error if the answer is a refusal. */
function asAwsWrites(json: string): string {
  const answer = JSON.parse(json, (key, value) => {
    if (Array.isArray(value)) return value.filter((one) => one !== null);
    return key.endsWith('Time') && typeof value === 'string' ? Date.parse(value) / 1000 : value;
  });
  if (answer.__type !== undefined) throw new Error(`${answer.__type}: ${answer.message}`);
  return JSON.stringify(answer);
}
