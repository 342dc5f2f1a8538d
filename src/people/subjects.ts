import type { Entry } from '../act.ts'

/** What a row of the record is about; `path` is that of the unit the act lies in. */
export const personSubject = ({ publicId }: { publicId: string }, path: string): Entry['subject'] => ({
  kind: 'person',
  publicId,
  path,
})

export const unitSubject = ({ publicId }: { publicId: string }, path: string): Entry['subject'] => ({
  kind: 'unit',
  publicId,
  path,
})
