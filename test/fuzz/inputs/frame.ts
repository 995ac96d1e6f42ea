import fc from 'fast-check';
import { anyJson } from './hostile-text.ts';
import { anyInput } from './index.ts';

/** What Slack, or somebody else, sends over a connection, and what it has to be taken for. */
export interface DrawnFrame {
  data: string;
  kind: 'known' | 'goodbye' | 'unknown';
}

const payload = anyInput.map(({ body }) => body);
const frameOf = (kind: DrawnFrame['kind'], frame: unknown): DrawnFrame => ({ data: JSON.stringify(frame) ?? '', kind });
const isObject = (value: unknown) => typeof value === 'object' && value !== null && !Array.isArray(value);
const isEvent = ({ event }: Record<string, unknown>) =>
  isObject(event) && typeof Reflect.get(Object(event), 'type') === 'string';

const greeting = anyJson.map((info) => frameOf('known', { type: 'hello', connection_info: info }));
const goodbye = fc
  .constantFrom('warning', 'refresh_requested', 'link_disabled')
  .map((reason) => frameOf('goodbye', { type: 'disconnect', reason }));

const interactive = fc
  .tuple(fc.constantFrom('interactive', 'slash_commands'), payload)
  .map(([type, body]) => frameOf('known', { type, envelope_id: 'e', payload: body }));

const event = payload
  .filter(isEvent)
  .map((body) => frameOf('known', { type: 'events_api', envelope_id: 'e', payload: body }));

/** Names under which Slack's client speaks to itself: an event of such a type would be taken for its own. */
const OWN = ['close', 'error', 'connected', 'disconnected', 'slack_event', 'authenticated', 'reconnecting'];
const disguised = fc
  .tuple(fc.constantFrom(...OWN), anyJson)
  .map(([type, more]) =>
    frameOf('unknown', { type: 'events_api', envelope_id: 'e', payload: { event: { type, more } } }),
  );

/** An envelope that lacks what makes it one. */
const broken = fc
  .tuple(fc.constantFrom('interactive', 'slash_commands', 'events_api'), anyJson, fc.nat(2))
  .map(([type, value, lacking]) => {
    if (lacking === 0) return frameOf('unknown', { type, payload: {} });
    if (lacking === 1) return frameOf('unknown', { type, envelope_id: 5, payload: {} });
    return frameOf('unknown', { type, envelope_id: 'e', payload: isObject(value) ? [value] : value });
  });

const otherType = fc
  .tuple(fc.oneof(fc.string(), fc.constantFrom('close', 'ping', 'message')), anyJson)
  .map(([type, value]) => frameOf('unknown', { type, envelope_id: 'e', payload: { value } }));

const rubbish = fc.oneof(
  anyJson.map((value) => frameOf('unknown', value)),
  fc.string().map((data): DrawnFrame => ({ data, kind: 'unknown' })),
);

export const anyFrame: fc.Arbitrary<DrawnFrame> = fc.oneof(
  greeting,
  goodbye,
  interactive,
  event,
  disguised,
  broken,
  otherType,
  rubbish,
);
