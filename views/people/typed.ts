/** What came back from a form, as text for its field; `otherwise` on its first showing. */
export const typedText = (
  typed: Readonly<Record<string, unknown>> | undefined,
  name: string,
  otherwise = '',
): string => (typed ? ([typed[name] ?? ''].flat().map(String)[0] ?? '') : otherwise)

/** The boxes that were ticked. */
export const typedList = (
  typed: Readonly<Record<string, unknown>> | undefined,
  name: string,
  otherwise: readonly string[] = [],
): string[] => (typed ? [typed[name] ?? []].flat().map(String) : [...otherwise])
