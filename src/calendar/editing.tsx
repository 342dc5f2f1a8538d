import { Hono } from 'hono'
import { z } from 'zod'
import { day as shown } from '../../views/format.ts'
import { isDay } from '../rules/days.ts'
import { allow, readForm, type Typed, type Web, type WebContext } from '../web.tsx'
import { conflict, form, onlyForEditors, preview, settle, theDay } from './answers.tsx'
import { addDay, editDay, removeDay } from './commands.ts'
import { faultsOf, faultsOfNew } from './faults.ts'
import { dayForm, newDayForm } from './forms.ts'
import type { DayRow } from './queries.ts'

/** Every change is shown with its effects first; its confirmation carries their digest and holds for no others. */
export const editing = new Hono<Web>()
  .get('/new', allow('calendar.edit'), async (c) => {
    await onlyForEditors(c)
    const asked = c.req.query('day') ?? ''
    return form(c, { typed: { day: isDay(asked) ? shown(asked) : asked, confidence: 'memory', active: '1' } })
  })
  .get('/days/:id', allow('calendar.edit'), async (c) => {
    await onlyForEditors(c)
    const row = await theDay(c, c.req.param('id'))
    return form(c, { row, typed: { ...row, active: row.active ? '1' : '' } })
  })
  .post('/preview', allow('calendar.edit'), async (c) => {
    await onlyForEditors(c)
    const { typed } = await readForm(c, z.unknown())
    return typeof typed.id === 'string' && typed.id ? previewOf(c, await theDay(c, typed.id)) : previewNew(c)
  })
  .post('/days', allow('calendar.edit'), async (c) => {
    const { value, errors, typed } = await readForm(c, newDayForm(c.var.ctx.today))
    if (errors) return form(c, { typed, errors })
    return settle(c, typed, {
      apply: (seen) => addDay(c.var.ctx, value, seen),
      said: `Đã thêm ${shown(value.day)} vào lịch làm việc.`,
      proposal: async () => ({ kind: 'add', input: value }),
    })
  })
  .post('/days/:id', allow('calendar.edit'), async (c) => {
    const id = c.req.param('id')
    const { value, errors, typed } = await readForm(c, dayForm)
    if (errors) return form(c, { row: await theDay(c, id), typed, errors })
    return settle(c, typed, {
      apply: (seen) => editDay(c.var.ctx, id, value, seen),
      said: 'Đã sửa lịch làm việc.',
      proposal: async () => ({ kind: 'edit', row: await theDay(c, id), input: value }),
    })
  })
  .post('/days/:id/removal', allow('calendar.edit'), async (c) => {
    const id = c.req.param('id')
    const { typed } = await readForm(c, z.unknown())
    return settle(c, typed, {
      apply: (seen) => removeDay(c.var.ctx, id, seen),
      said: 'Đã bỏ ngày này khỏi lịch làm việc.',
      proposal: async () => ({ kind: 'remove', row: await theDay(c, id) }),
    })
  })

async function previewNew(c: WebContext) {
  const { ctx } = c.var
  const { value, errors, typed } = await readForm(c, newDayForm(ctx.today))
  if (errors || isRevised(typed)) return form(c, { typed, errors })
  const faults = await faultsOfNew(ctx.db.reader, value)
  if (faults) return form(c, { typed, errors: faults })
  return preview(c, { kind: 'add', input: value })
}

async function previewOf(c: WebContext, row: DayRow) {
  const { value, errors, typed } = await readForm(c, dayForm)
  if (typed.removal) return preview(c, { kind: 'remove', row })
  if (errors || isRevised(typed)) return form(c, { row, typed, errors })
  if (c.var.ctx.version !== row.version) return conflict(c, row, typed)
  const faults = faultsOf(value, row.day)
  if (faults) return form(c, { row, typed, errors: faults })
  return preview(c, { kind: 'edit', row, input: value })
}

/** 'Sửa lại' on the preview: the form again, with nothing lost. */
const isRevised = (typed: Typed) => typed.revise === '1'
