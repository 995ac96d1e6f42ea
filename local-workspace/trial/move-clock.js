/**
 * Loaded into the bot's process before the bot, if the trial's clock is ahead: there it's as much later, in everything that
 * asks for the date. Timers take as long as ever.
 */
const aheadMs = Number(process.env['CLOCK_AHEAD_MS']);
const Real = Date;
const now = () => Real.now() + aheadMs;

globalThis.Date = new Proxy(Real, {
  apply: () => new Real(now()).toString(),
  construct: (target, given, newTarget) => Reflect.construct(target, given.length === 0 ? [now()] : given, newTarget),
  get: (target, name) => (name === 'now' ? now : Reflect.get(target, name)),
});
