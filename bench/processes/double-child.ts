/**
 * The workspace in a separate process, with people who do what the bench asks. Argument: how Slack reaches the app, `socket-mode` or
 * the URL of its HTTP endpoint.
 */
import { startWorkspace } from '../../local-workspace/start-workspace.ts';
import { gatherCrew, type Member } from '../double/crew.ts';
import type { Entrance, ErrandName, Errands } from '../double/errands.ts';
import { lookAtHome, search } from '../double/look-at-record.ts';
import { sendCommands } from '../double/send-commands.ts';
import { sendSubmissions } from '../double/send-submissions.ts';

const MOST_IN_FLIGHT = 50;

const [eventsUrl = 'socket-mode'] = process.argv.slice(2);
const signingSecret = '8f742231b10e8888abcd99yyyzzz85a5';
const workspace = await startWorkspace({
  transport: eventsUrl === 'socket-mode' ? 'socket' : { eventsUrl, signingSecret },
});
const breaches: string[] = [];
let connectedAt: number | undefined;
workspace.subscribe((entry) => {
  if (entry.kind === 'breach' && breaches.length < 20) breaches.push(`${entry.where} ${entry.path} ${entry.text}`);
  if (entry.kind === 'connection' && entry.change === 'opened') connectedAt ??= Date.now();
});
const crew = gatherCrew(workspace, MOST_IN_FLIGHT);
const [first] = crew;
if (first === undefined) throw new Error('There is nobody');

const run: { [Name in ErrandName]: (asked: Errands[Name]['asked']) => Promise<Errands[Name]['answer']> } = {
  commands: (asked) => sendCommands(workspace, atOnce(asked.inFlight), asked),
  submissions: (asked) => sendSubmissions(workspace, atOnce(asked.inFlight), asked),
  homes: ({ count }) => lookAtHome(workspace, first, count),
  searches: ({ count, words }) => search(workspace, first, count, words),
  async connections({ count }) {
    await workspace.waitFor(() => workspace.openConnections() >= count, 15_000, 'the connections');
    return null;
  },
  connected: () => workspace.waitFor(() => connectedAt, 15_000, 'a connection'),
  breaches: async () => breaches,
};

function atOnce(count: number): Member[] {
  return crew.slice(0, count);
}

async function answer(name: ErrandName, asked: unknown): Promise<void> {
  try {
    const value = await (run[name] as (asked: unknown) => Promise<unknown>)(asked);
    process.send?.({ ok: true, value });
  } catch (error) {
    process.send?.({ ok: false, text: `${String(error)} ${breaches.join('; ')}` });
  }
}

process.on('message', ({ name, asked }: { name: ErrandName; asked: unknown }) => void answer(name, asked));
process.on('disconnect', () => process.exit(0));
const { apiUrl, botToken, appToken, teamId } = workspace;
const entrance: Entrance = { apiUrl, botToken, appToken, signingSecret, teamId, userId: first.person.id };
process.send?.(entrance);
