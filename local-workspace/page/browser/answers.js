/**
 * What a question's inputs hold: text, an option's value or several, null for nothing.
 *
 * @param {Element} question
 */
export function answerIn(question) {
  const fields = [...question.querySelectorAll('[data-field]')];
  const [first] = fields;
  if (first instanceof HTMLSelectElement && first.multiple) {
    return [...first.selectedOptions].map(({ value }) => value);
  }
  if (first instanceof HTMLInputElement && (first.type === 'radio' || first.type === 'checkbox')) {
    const chosen = fields.filter((field) => field instanceof HTMLInputElement && field.checked);
    const values = chosen.map((field) => (field instanceof HTMLInputElement ? field.value : ''));
    return first.type === 'checkbox' ? values : (values[0] ?? null);
  }
  const isField =
    first instanceof HTMLInputElement || first instanceof HTMLTextAreaElement || first instanceof HTMLSelectElement;
  return isField && first.value !== '' ? first.value : null;
}

/**
 * @param {EventTarget | null} target
 * @returns {target is HTMLInputElement | HTMLTextAreaElement}
 */
export function isTyped(target) {
  return (
    target instanceof HTMLTextAreaElement ||
    (target instanceof HTMLInputElement && target.type !== 'radio' && target.type !== 'checkbox')
  );
}
