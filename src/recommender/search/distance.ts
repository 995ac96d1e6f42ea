/** By what factor a number has to move; from nothing, or to nothing, further than by any other. */
export const distance = (from: number, to: number): number =>
  from === 0 || to === 0 ? Number.MAX_VALUE : Math.min(Number.MAX_VALUE, Math.max(to / from, from / to));
