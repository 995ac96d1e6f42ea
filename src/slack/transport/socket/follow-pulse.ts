import { channel } from 'node:diagnostics_channel';
import { ping, WebSocket } from 'undici';

/** As often as Slack's own client asks (socket-mode 3.1). */
const PING_EVERY_MS = 5000 / 3;
/** So many questions in a row without an answer: nobody is there. */
const SILENCE = 3;

/**
 * Pings over the connection to this address from its opening on, and tells, once, where three pings in a row were not
 * answered. It counts instead of reading a clock: Slack's own client takes a clock that is set for a silence, and closes
 * every connection, with what is on its way over it. Answers the way to end it.
 */
export function followPulse(url: string, onSilence: () => void): () => void {
  const address = new URL(url).href;
  let socket: WebSocket | undefined;
  let unanswered = 0;
  let timer: NodeJS.Timeout | undefined;

  const beat = () => {
    if (socket === undefined) return;
    if (unanswered >= SILENCE) {
      end();
      onSilence();
      return;
    }
    unanswered += 1;
    ping(socket);
  };
  // undici tells of all connections of the process.
  const opened = (message: unknown) => {
    const { websocket } = message as { websocket?: unknown };
    if (!(websocket instanceof WebSocket) || websocket.url !== address) return;
    socket = websocket;
    timer = setInterval(beat, PING_EVERY_MS);
  };
  const answered = (message: unknown) => {
    if ((message as { websocket?: unknown }).websocket === socket) unanswered = 0;
  };
  function end(): void {
    clearInterval(timer);
    OPENED.unsubscribe(opened);
    ANSWERED.unsubscribe(answered);
  }

  OPENED.subscribe(opened);
  ANSWERED.subscribe(answered);
  return end;
}

/** https://undici.nodejs.org/#/docs/api/DiagnosticsChannel */
const OPENED = channel('undici:websocket:open');
const ANSWERED = channel('undici:websocket:pong');
