import type { Entry } from '../../act.ts'
import type { TaskForm } from './form.ts'

/** What a draft (nháp) is called in lists. */
export const draftTitle = ({ title, line }: Pick<TaskForm, 'title' | 'line'>) =>
  (title || line || 'Chưa có tên').slice(0, 300)

/** A row of the record about somebody's drafts. */
export const entryOfDrafts = (
  account: { publicId: string; path: string; personId: number },
  facts: Entry['facts'],
): Entry => ({
  subject: { kind: 'person', publicId: account.publicId, path: account.path },
  facts,
  about: account.personId,
})
