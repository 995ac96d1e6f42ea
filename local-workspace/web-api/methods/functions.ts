import { isJson } from '../../json.ts';
import { accept, type Call, type Method, refuse, refuseMissing } from '../method.ts';

/** functions.*: how a step of a workflow ends (docs.slack.dev/reference/methods/functions.completeSuccess). */

const completeSuccess: Method = (call) => {
  const missing = refuseMissing(call, 'function_execution_id', 'outputs');
  if (missing !== undefined) return missing;
  const { outputs } = call.args;
  if (!isJson(outputs)) {
    call.breach('/outputs', 'is not an object');
    return refuse('invalid_arguments');
  }
  return end(call, { kind: 'done', outputs });
};

const completeError: Method = (call) => {
  const missing = refuseMissing(call, 'function_execution_id', 'error');
  return missing ?? end(call, { kind: 'failed', error: String(call.args['error']) });
};

/** What ended stays as it ended (docs.slack.dev/reference/methods/functions.completeError#errors). */
function end({ state, args }: Call, ended: { kind: 'done'; outputs: object } | { kind: 'failed'; error: string }) {
  const id = String(args['function_execution_id']);
  const step = state.steps.get(id);
  if (step === undefined) return refuse('function_execution_not_found');
  if (step.kind !== 'running') return refuse('execution_not_in_running_state');
  state.steps.set(id, ended);
  state.journal.add({ kind: 'step', id });
  return accept();
}

export const functionMethods: Record<string, Method> = {
  'functions.completeSuccess': completeSuccess,
  'functions.completeError': completeError,
};
