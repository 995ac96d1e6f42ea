import { holdFolder } from './trial/hold-folder.ts';
import { forgetKept } from './trial/kept-file.ts';
import { readFlags } from './trial/read-flags.ts';
import { startTrial } from './trial/start-trial.ts';

/** `npm run try`: the real bot, a workspace on loopback and a page to use both. No account, no token, no network. */

function say(text: string): void {
  process.stdout.write(`${text}\n`);
}

const A_MINUTE_MS = 60_000;
const DATE: Intl.DateTimeFormatOptions = { dateStyle: 'full', timeStyle: 'short' };

async function main(): Promise<void> {
  const { folder, reset, today, port, host } = readFlags(process.argv.slice(2), process.env);
  const holder = holdFolder(folder);
  if (holder === undefined && reset) forgetKept(folder);
  const trial = await startTrial({
    port,
    host,
    today,
    folder: holder === undefined ? folder : undefined,
    onOutput: (text) => process.stderr.write(text),
    onBotLost(code) {
      say(`The bot ended by itself (${code === null ? 'killed' : `exit code ${code}`}). What it said stands above.`);
      process.exit(1);
    },
  });
  if (port !== 0 && trial.port !== port) say(`Port ${port} is taken, so this runs on ${trial.port}.`);
  if (holder !== undefined) say(`Another one runs (process ${holder}), so this one starts clean and keeps nothing.`);
  if (trial.isKept) say('What was there is there again; npm run try -- --reset starts clean.');
  if (trial.now() - Date.now() > A_MINUTE_MS) say(`It's ${new Date(trial.now()).toLocaleString('en-US', DATE)} here.`);
  say(`\n  ${trial.address}\n\nOpen it in a browser; Ctrl-C ends everything.`);

  let isStopping = false;
  const stop = () => {
    if (isStopping) process.exit(1);
    isStopping = true;
    say('\nStopping.');
    trial.stop().then(
      () => process.exit(0),
      () => process.exit(1),
    );
  };
  process.on('SIGINT', stop);
  process.on('SIGTERM', stop);
  process.on('SIGHUP', stop);

  await trial.connected();
  if (!isStopping) say('The bot is connected.');
}

main().catch((error: unknown) => {
  say(error instanceof Error ? error.message : String(error));
  process.exit(1);
});
