/** What an office has to have before its first task, in the order it is best done. */
export const startSteps = ['office', 'people', 'leader', 'calendar', 'templates', 'task'] as const
export type StartStep = (typeof startSteps)[number]

/** Those that only a person can say are right. */
export const seenSteps = ['calendar', 'templates'] as const satisfies readonly StartStep[]
export type SeenStep = (typeof seenSteps)[number]
