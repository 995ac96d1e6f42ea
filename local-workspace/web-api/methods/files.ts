import { validateBlocks } from '../../block-kit/validate.ts';
import { jsonList, textOf } from '../../json.ts';
import { whyBotCannotPost } from '../../state/channels.ts';
import { fileOutput } from '../../state/message-output.ts';
import { postMessage } from '../../state/post.ts';
import { accept, type Method, refuse, refuseBreaches, refuseMissing } from '../method.ts';

/** files.*: the three steps of an upload, of which the second is not a method (docs.slack.dev/messaging/working-with-files), and a look at one. */

const getUploadURLExternal: Method = (call) => {
  const missing = refuseMissing(call, 'filename', 'length');
  if (missing !== undefined) return missing;
  const length = Number(call.args['length']);
  if (!Number.isSafeInteger(length) || length <= 0) return refuse('invalid_arguments');
  const file = call.state.files.announce(String(call.args['filename']), length);
  return accept({ file_id: file.id, upload_url: `${call.state.fileUrlBase()}upload/${file.id}` });
};

const completeUploadExternal: Method = (call) => {
  const { state, args, breach } = call;
  const missing = refuseMissing(call, 'files');
  if (missing !== undefined) return missing;
  const files = jsonList(args['files']).map((told) => ({ told, file: state.files.find(String(told['id'])) }));
  const stored = files.flatMap(({ told, file }) => (file?.content === undefined ? [] : [{ told, file }]));
  if (files.length === 0 || stored.length < files.length) {
    breach('/files', 'names a file that was not uploaded');
    return refuse('file_not_found');
  }
  const channelId = textOf(args['channel_id']);
  const channel = channelId === undefined ? undefined : state.channels.get(channelId);
  if (channelId !== undefined) {
    const why = whyBotCannotPost(channel, state.app.botUserId);
    if (why !== undefined) return refuse(why);
  }
  const { blocks } = args;
  const refused = blocks === undefined ? undefined : refuseBreaches(call, validateBlocks('message', blocks));
  if (refused !== undefined) return refused;
  const comment = textOf(args['initial_comment']);
  for (const { told, file } of stored) {
    file.title = textOf(told['title']) ?? file.name;
    file.isShared = channel !== undefined;
  }
  if (channel !== undefined) {
    postMessage(state, channel.id, state.app.botUserId, {
      text: comment ?? '',
      // A comment takes the blocks away (docs.slack.dev/reference/methods/files.completeUploadExternal).
      blocks: comment === undefined ? blocks : undefined,
      threadTs: textOf(args['thread_ts']),
      files: stored.map(({ file }) => file.id),
    });
  }
  return accept({ files: stored.map(({ file }) => ({ id: file.id, title: file.title, name: file.name })) });
};

const info: Method = (call) => {
  const missing = refuseMissing(call, 'file');
  if (missing !== undefined) return missing;
  const file = call.state.files.find(String(call.args['file']));
  return file?.isShared ? accept({ file: fileOutput(call.state, file) }) : refuse('file_not_found');
};

export const fileMethods: Record<string, Method> = {
  'files.getUploadURLExternal': getUploadURLExternal,
  'files.completeUploadExternal': completeUploadExternal,
  'files.info': info,
};
