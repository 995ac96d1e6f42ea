/**
 * A way of writing to a stream that waits until the text was taken, so that large outputs do not pile up. A reader that
 * has gone away, as `head` does, ends the process quietly: nobody is left to answer.
 */
export function writerTo(stream: NodeJS.WriteStream): (text: string) => Promise<void> {
  stream.on('error', (error: NodeJS.ErrnoException) => {
    if (error.code === 'EPIPE') process.exit(0);
    throw error;
  });
  return async (text) => {
    if (text !== '') await new Promise<void>((resolve) => stream.write(text, () => resolve()));
  };
}
