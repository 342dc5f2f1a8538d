import { readForm, type WebContext } from '../../web.tsx'
import { type TaskForm, taskForm } from './form.ts'

export const givingPage = {
  title: 'Giao việc',
  section: 'give',
  crumbs: [{ href: '/tasks', label: 'Theo dõi công việc' }],
} as const

/** The giving form as it was sent. It takes anything a field can hold, so that nothing typed is ever lost. */
export async function typedForm(c: WebContext): Promise<TaskForm> {
  const form = await readForm(c, taskForm)
  return form.value ?? taskForm.parse({})
}
