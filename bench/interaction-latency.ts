/**
 * What the bot adds between a person and Slack: from slash command to `views.open`, and from submission to
 * `chat.postMessage` with the review stored in between. One person at a time, on an idle machine: `npm run bench`.
 * The workspace on localhost runs in this process and measures; the bot is a process of its own.
 */
import type { Person } from '../local-workspace/people/person.ts';
import type { Workspace } from '../local-workspace/start-workspace.ts';
import { environmentOf, freePort, startBotProcess } from '../test/support/bot-process.ts';
import { CONNECTIONS, type ConnectionKind, openWorkspace } from '../test/support/workspace.ts';

const WARM_UP = 50;
const ROUNDS = 500;

interface Latencies {
  open: number[];
  post: number[];
}

for (const kind of CONNECTIONS) report(kind, await measure(kind));

async function measure(kind: ConnectionKind): Promise<Latencies> {
  const port = await freePort();
  const { workspace, config, folder, removeFolder } = await openWorkspace(kind, () => port);
  const environment = environmentOf({ ...config, logLevel: 'info' }, port);
  const bot = startBotProcess(environment, folder);
  const latencies: Latencies = { open: [], post: [] };
  try {
    const ada = workspace.addUser('ada');
    await bot.running();
    for (let round = 0; round < WARM_UP + ROUNDS; round += 1) {
      const channel = workspace.addChannel({ name: `channel-${round}`, kind: 'public', botIsMember: true });
      const [open, post] = await once(workspace, ada, channel);
      if (round < WARM_UP) continue;
      latencies.open.push(open);
      latencies.post.push(post);
    }
  } finally {
    bot.process.kill('SIGTERM');
    await bot.ended;
    await workspace.stop();
    removeFolder();
  }
  return latencies;
}

/** One review: from the command to the form, from the submission to the message, in milliseconds. */
async function once(workspace: Workspace, ada: Person, channel: string): Promise<[open: number, post: number]> {
  const opened = called(workspace, 'views.open');
  const asked = performance.now();
  await ada.slashCommand(channel, 'ct-scans 500 MB within 15 min sporadic, gpu, 2000/day');
  const open = (await opened) - asked;

  const form = await ada.waitForView();
  const posted = called(workspace, 'chat.postMessage');
  const submitted = performance.now();
  await ada.submit(form.id);
  const post = (await posted) - submitted;

  // The thread's first reply belongs to this review, not to the next one's time.
  await workspace.waitFor(() => workspace.messages(channel).some(({ ts }) => workspace.thread(channel, ts).length > 1));
  return [open, post];
}

/** When Slack has next been asked for a method. */
function called(workspace: Workspace, method: string): Promise<number> {
  return new Promise((resolve) => {
    const end = workspace.subscribe((entry) => {
      if (entry.kind !== 'call' || entry.method !== method) return;
      end();
      resolve(performance.now());
    });
  });
}

function report(kind: ConnectionKind, { open, post }: Latencies): void {
  const rows = [
    ['command → views.open', open],
    ['submission → chat.postMessage', post],
  ] as const;
  for (const [what, times] of rows) {
    const sorted = times.toSorted((one, other) => one - other);
    const at = (share: number) => `${(sorted[Math.ceil(share * sorted.length) - 1] ?? Number.NaN).toFixed(1)} ms`;
    const columns = [kind.padEnd(12), what.padEnd(30), `p50 ${at(0.5)}`, `p99 ${at(0.99)}`, `max ${at(1)}`];
    process.stdout.write(`${columns.join('  ')}\n`);
  }
}
