import { judge } from '../judge/index.ts';
import { anyRequest, type Request } from '../requests/index.ts';
import { type Answer, send } from '../requests/send.ts';
import { expectNone, type RunParts, runAll } from './run-parts.ts';

/** Requests to the bot's server: what Slack signed is judged like any input, and nothing else gets as far as the bot. */
export async function fuzzRequests(
  { bot, inTime, count, expectNoCrash }: RunParts,
  numRuns: number,
  seed: number,
): Promise<void> {
  const port = bot.http.port() ?? 0;

  async function handle(request: Request): Promise<string[]> {
    const { input } = request;
    if (input === undefined) return faultsOf(request, await send(port, request.forge({})));
    let sent: string[] = [];
    const handled = await bot.handleByServer(input, async (body) => {
      const forged = request.forge(body);
      const answer = await send(port, forged);
      sent = faultsOf(request, answer);
      return answer.body;
    });
    if (request.isTaken) return [...sent, ...judge(input, handled)];
    return handled.said.length === 0 ? sent : [...sent, `${request.what}: the bot did something`];
  }

  await runAll(anyRequest, { numRuns, seed }, async (request) => {
    count(`request ${request.what}`);
    const faults = await inTime(request, () => handle(request));
    expectNoCrash();
    expectNone(faults);
  });
}

function faultsOf({ what, allowed }: Request, { status }: Answer): string[] {
  return allowed.includes(status) ? [] : [`${what}: status ${status}`];
}
