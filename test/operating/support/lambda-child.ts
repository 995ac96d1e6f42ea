import { handler } from '../../../src/lambda.ts';

/** An instance of the function: takes one event at a time from its parent, and answers with what the handler returns. */
const TIME_MS = 30_000;

process.on('message', (event: Parameters<typeof handler>[0]) => {
  const endsAt = Date.now() + TIME_MS;
  handler(event, { getRemainingTimeInMillis: () => endsAt - Date.now() }).then(
    (result) => process.send?.({ result }),
    (error: unknown) => process.send?.({ error: String(error) }),
  );
});
process.send?.({ ready: true });
