import fc from 'fast-check';

/** The same random cases in every run, so that a failure comes from a change. `npm run check:seeds` sets another. */
fc.configureGlobal({ seed: Number(process.env['TEST_SEED'] ?? 20_261_125) });
