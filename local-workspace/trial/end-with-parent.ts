/**
 * Loaded into the bot's process before the bot: if the process that started it was killed, the bot ends too
 * instead of looking for its workspace forever.
 */
process.once('disconnect', () => process.exit(1));
process.channel?.unref();
