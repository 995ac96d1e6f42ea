import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { buffer } from 'node:stream/consumers';
import { gunzipSync } from 'node:zlib';
import { CLOUDWATCH } from './cloudwatch.ts';
import { ECR, QUOTAS, SCALING } from './others.ts';
import { SAGEMAKER } from './sagemaker.ts';
import { AwsError, type Faults, type Shape, type World } from './world.ts';

// AWS's wire protocol on loopback, for the real SDK: JSON 1.1 and 1.0 by `X-Amz-Target`. It knows nothing of
// the code under test. It reads only: every other call is refused and counted.

/** The account of all Regions of the double. */
export const ACCOUNT_ID = '123456789012';

/** What the double saw. */
export interface Seen {
  /** Calls by action, as IAM writes them. */
  readonly calls: Map<string, number>;
  /** Calls that would have changed something; each was refused. */
  readonly writes: string[];
  /** The most requests that were in flight at once, by Region. */
  readonly mostInFlight: Map<string, number>;
}

/** A running double. */
export interface AwsDouble {
  /** For `AWS_ENDPOINT_URL`. */
  readonly url: string;
  readonly seen: Seen;
  /** From now on. */
  readonly misbehave: (faults: Faults) => void;
  readonly close: () => Promise<void>;
}

/** The prefix of a service's targets, and its name in IAM. */
const SERVICES: Readonly<Record<string, string>> = {
  SageMaker: 'sagemaker',
  AnyScaleFrontendService: 'application-autoscaling',
  ServiceQuotasV20190624: 'servicequotas',
  AmazonEC2ContainerRegistry_V20150921: 'ecr',
  GraniteServiceVersion20100801: 'cloudwatch',
};

/** How long an answer takes, in milliseconds, so that calls overlap as they do with AWS. */
const LATENCY_MS = 2;

/** Serves what each Region holds. `now` is the time that its metrics end at. */
export async function startAwsDouble(
  worlds: Readonly<Record<string, World>>,
  { now = Date.now(), faults = {} }: { now?: number; faults?: Faults } = {},
): Promise<AwsDouble> {
  const seen: Seen = { calls: new Map(), writes: [], mostInFlight: new Map() };
  const inFlight = new Map<string, number>();
  let current = faults;
  let count = 0;

  async function answer(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const body = await buffer(request);
    const region = regionOf(request);
    const flying = (inFlight.get(region) ?? 0) + 1;
    inFlight.set(region, flying);
    seen.mostInFlight.set(region, Math.max(flying, seen.mostInFlight.get(region) ?? 0));
    response.once('close', () => inFlight.set(region, (inFlight.get(region) ?? 1) - 1));
    const action = actionOf(request);
    seen.calls.set(action, (seen.calls.get(action) ?? 0) + 1);
    count += 1;
    const isThrottled = current.throttleEvery !== undefined && count % current.throttleEvery === 0;
    if (current.hanging?.includes(action)) return;
    await new Promise((resolve) => setTimeout(resolve, LATENCY_MS));
    try {
      if (region === '') throw new AwsError('MissingAuthenticationTokenException', 'Missing Authentication Token', 403);
      if (!/:(Describe|List|Get)/.test(action)) {
        seen.writes.push(action);
        throw new AwsError('AccessDeniedException', `This double reads only: ${action}`, 403);
      }
      if (isThrottled) throw new AwsError('ThrottlingException', 'Rate exceeded');
      const refused = current.refused?.[region];
      if (refused !== undefined) throw new AwsError(refused, 'The security token is not valid here.', 403);
      const input = inputOf(request, body);
      const isLaterPage = input['NextToken'] !== undefined && current.deniedFromPage2?.includes(action) === true;
      if (isLaterPage || current.denied?.includes(action)) {
        const who = `arn:aws:sts::${ACCOUNT_ID}:assumed-role/reader/session`;
        throw new AwsError('AccessDeniedException', `User: ${who} is not authorized to perform: ${action}`);
      }
      const world = worlds[region] ?? {};
      send(response, 200, call(world, action, input, { region, now, faults: current }));
    } catch (error) {
      const { type, message, status } =
        error instanceof AwsError ? error : new AwsError('InternalFailure', String(error), 500);
      send(response, status, { __type: type, message, Message: message });
    }
  }

  const server = createServer((request, response) => {
    answer(request, response).catch((error: unknown) => response.destroy(error as Error));
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    seen,
    misbehave: (next) => {
      current = next;
    },
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}

/** The Region that a request was signed for; empty where it isn't signed. */
const regionOf = ({ headers }: IncomingMessage): string =>
  /Credential=[^/]+\/\d{8}\/([^/]+)\//.exec(headers.authorization ?? '')?.[1] ?? '';

function actionOf({ headers, method }: IncomingMessage): string {
  const [prefix = '', operation = ''] = String(headers['x-amz-target'] ?? '').split('.');
  return prefix === '' ? `no action: ${method}` : `${SERVICES[prefix] ?? prefix}:${operation}`;
}

function inputOf({ headers }: IncomingMessage, body: Buffer): Shape {
  const text = headers['content-encoding'] === 'gzip' ? gunzipSync(body) : body;
  return text.length === 0 ? {} : JSON.parse(text.toString());
}

function call(
  world: World,
  action: string,
  input: Shape,
  { region, now, faults }: { region: string; now: number; faults: Faults },
): Shape {
  const [service = '', operation = ''] = action.split(':');
  const arn = (resource: string) => `arn:aws:sagemaker:${region}:${ACCOUNT_ID}:${resource}`;
  const services: Readonly<Record<string, () => Shape | undefined>> = {
    sagemaker: () => SAGEMAKER[operation]?.(world, input, arn),
    cloudwatch: () => CLOUDWATCH[operation]?.(world, input, now, faults),
    'application-autoscaling': () => SCALING[operation]?.(world, input),
    servicequotas: () => QUOTAS[operation]?.(world, input),
    ecr: () => ECR[operation]?.(world, input),
  };
  const answer = services[service]?.();
  if (answer === undefined) throw new AwsError('UnknownOperationException', action, 404);
  return answer;
}

/** Dates go out as seconds since 1970, as both JSON protocols have them. */
function send(response: ServerResponse, status: number, body: Shape): void {
  const text = JSON.stringify(body, function (this: Shape, key, value) {
    return this[key] instanceof Date ? (this[key] as Date).getTime() / 1000 : value;
  });
  response.writeHead(status, { 'content-type': 'application/x-amz-json-1.1' });
  response.end(text);
}
