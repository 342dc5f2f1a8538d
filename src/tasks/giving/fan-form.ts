import { z } from 'zod'
import { readForm, type WebContext } from '../../web.tsx'
import { taskForm } from './form.ts'

const text = z.string().catch('')
const texts = z.preprocess((value) => (value === undefined ? [] : [value].flat()), z.array(z.string())).catch([])

/** The form that gives one order to many: a giving form, and whom it is for. Nothing in it is compulsory yet. */
const fanForm = z
  .looseObject({
    /** Public ids of the people ticked. */
    to: texts,
    /** Words of the units looked for. */
    place: text,
    /** One more receiver by name. */
    more: text,
    moreId: text,
    /** Which of the buttons that only change ticks was pressed: 'all', 'none', 'more'. */
    tick: text,
    /** It comes from this form, not from the one for a single task. */
    fan: text,
  })
  .transform(({ to, place, more, moreId, tick, fan, ...typed }) => {
    return { form: taskForm.parse(typed), to: [...new Set(to)], place, more, moreId, tick, isOpen: fan === '1' }
  })
export type FanForm = z.infer<typeof fanForm>

/** The form as it was sent, whatever was typed in it. */
export async function typedFan(c: WebContext): Promise<FanForm> {
  const read = await readForm(c, fanForm)
  return read.value ?? fanForm.parse({})
}
