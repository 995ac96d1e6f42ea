/**
 * Loaded into the bot's process before the bot: where the process that started it is gone without a word, killed for one,
 * the bot ends too instead of looking for its workspace for ever.
 */
process.once('disconnect', () => process.exit(1));
process.channel?.unref();
