/** Reads an object from JSON, whose fields may be anything; an empty one from any other text. */
export function readRecord(text: string | undefined): Readonly<Record<string, unknown>> {
  try {
    return { ...JSON.parse(text ?? '') };
  } catch {
    return {};
  }
}
