import { textQuestion } from '../text-question.ts';

const NAME_MAX = 80;
const VISIBLE = /[\p{L}\p{N}\p{P}\p{S}]/u;

export const name = textQuestion({
  id: 'name',
  fields: ['name'],
  place: () => 'first',
  label: 'What is it called?',
  example: 'fraud-scoring',
  required: true,
  maxLength: NAME_MAX,
  interpret(answer) {
    if (!VISIBLE.test(answer))
      return { ok: false, text: 'Give it a name that people can see, for example fraud-scoring.' };
    if (answer.length > NAME_MAX) return { ok: false, text: `A name has at most ${NAME_MAX} characters.` };
    return { ok: true, workload: { name: answer } };
  },
  write: (workload) => workload.name ?? '',
});
