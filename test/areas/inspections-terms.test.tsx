import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { termsFor, termsInForce } from '../../src/inspections/terms/terms.ts'
import { usualTerms } from '../../src/rules/inspections.ts'
import { caller } from '../caller.ts'
import { findingRow, noted, put } from '../findings.ts'
import { errorsIn, type Fields, sheetFields, started } from '../rounds.ts'
import { type Name, openWorld, type World } from '../world.ts'

let world: World
beforeEach(async () => {
  world = await openWorld()
})
afterEach(() => world.close())

const page = async (name: Name, path: string) => (await world.as(name).get(path)).text()
const form = (more: Fields = {}): Fields => ({
  ...{ light: '5', medium: '22', heavy: '22', answerDays: '5', repeatMonths: '12', wholeDayLeave: 'excused' },
  ...more,
})
const choose = (more: Fields = {}, by: Name = 'an') => world.as(by).post('/settings/terms', form(more))
const path = async () => (await world.who('hoa')).path

describe('the page', () => {
  test('is for administrators, says that the shipped numbers are not verified, and since when others hold', async () => {
    for (const name of ['hoa', 'quang', 'minh'] as const) {
      expect([name, (await world.as(name).get('/settings/terms')).status]).toEqual([name, 403])
      expect([name, (await choose({}, name)).status]).toEqual([name, 403])
    }
    const before = await page('an', '/settings/terms')
    expect(before).toContain('Số có sẵn, chưa kiểm chứng')
    expect(before).toContain('name="medium" id="f-medium"')
    expect(await page('an', '/settings')).toContain('href="/settings/terms?office=')
    expect((await choose({ light: '3', _version: '0' })).status).toBe(303)
    const after = await page('an', '/settings/terms')
    expect(after).not.toContain('chưa kiểm chứng')
    expect(after).toContain('Cơ quan tự chọn từ 25/11/2026')
    expect(after).toContain('khắc phục nhẹ 3, trung bình 22, nặng 22 ngày')
    expect((await world.audit(3)).find(({ action }) => action === 'unit.configure')).toMatchObject({
      subject: world.units.root,
      facts: { fromDay: '2026-11-25', lightDays: [5, 3] },
    })
    expect(await page('quang', '/record')).toContain('Ngày khắc phục tồn tại nhẹ')
  })

  test('gives back what cannot stand, and does not overwrite what somebody chose meanwhile', async () => {
    const wrong = await choose({ light: '400', answerDays: '0', repeatMonths: 'x', wholeDayLeave: '' })
    expect([wrong.status, errorsIn(await wrong.text())]).toEqual([
      422,
      ['Ghi số nguyên từ 0 đến 365.', 'Ghi số nguyên từ 1 đến 60.', 'Ghi số nguyên từ 1 đến 60.', 'Chọn cách tính.'],
    ])
    await choose({ light: '3', _version: '0' })
    const late = await choose({ light: '4', _version: '0' })
    const text = await late.text()
    expect([late.status, text.includes('vừa được người khác sửa'), text.includes('value="4"')]).toEqual([
      409,
      true,
      true,
    ])
    expect((await choose({ light: '4', _version: '1' })).status).toBe(303)
  })
})

test('terms hold from the day they were chosen; days gone by keep theirs, and two choices of one day are one', async () => {
  await choose({ light: '3' })
  await choose({ light: '2' })
  world.clock = '2026-12-01T02:00:00.000Z'
  await choose({ light: '1' })
  const light = async (day: string) => (await termsFor(world.db.reader, await path(), day)).remedyDays.light
  expect([
    await light('2026-11-24'),
    await light('2026-11-25'),
    await light('2026-11-30'),
    await light('2026-12-01'),
  ]).toEqual([5, 2, 2, 1])
  expect((await termsInForce(world.db.reader, await path(), '2026-11-24')).terms).toEqual(usualTerms)
})

describe('everything that counts days uses the terms of the office', () => {
  test('the deadline of a finding, the term to answer, the span of a repeat', async () => {
    await choose({ light: '1', medium: '3', answerDays: '2', repeatMonths: '1' })
    const { sheet } = await started(world)
    const filled = await page('quang', `/inspections/sheets/${sheet}/findings/new?item=C1`)
    const fields = sheetFields(filled.replace('id="finding"', 'id="sheet"'))
    expect(
      (await world.as('quang').post(`/inspections/sheets/${sheet}/findings`, { ...fields, severity: 'light' })).status,
    ).toBe(303)
    const row = await world.db.reader.selectFrom('findings').selectAll().executeTakeFirstOrThrow()
    expect(row).toMatchObject({ severity: 'light', due: '2026-11-26' })
    expect(await page('quang', `/findings/${row.publicId}`)).toContain('2 ngày làm việc')
    expect(await findingRow(world, await put(world, sheet))).toMatchObject({ answerBy: '2026-11-27' })
    world.clock = '2027-01-05T02:00:00.000Z'
    const later = await started(world, { fromDay: '05/01/2027', toDay: '05/01/2027' })
    expect(await findingRow(world, await noted(world, later.sheet))).toMatchObject({ repeatOfId: null })
    await choose({ repeatMonths: '12' })
    expect(await findingRow(world, await noted(world, later.sheet))).toMatchObject({ repeatOfId: expect.any(Number) })
  })

  test('whoever is on leave for the whole day, in the figures of the round’s own days', async () => {
    const { sheet } = await started(world)
    const answered = await world.as('quang').post(
      `/inspections/sheets/${sheet}/answers/A1`,
      {
        ...{ version: '0', result: 'pass' },
        value: JSON.stringify({
          headcount: { staff: 10, present: 8, excused: 2, unexcused: 0 },
          people: [
            { name: 'Nguyễn Văn A', state: 'excused', reason: 'Phép', wholeDay: true },
            { name: 'Trần B', state: 'excused', reason: 'Họp' },
          ],
        }),
      },
      { Accept: 'application/json' },
    )
    expect(answered.status).toBe(200)
    const present = async () => {
      const { metrics } = await (await (await caller(world, 'quang')).get('/inspections/figures')).json()
      return metrics.find(({ key }: { key: string }) => key === 'present').now
    }
    expect(await present()).toEqual({ value: 8, of: 10 })
    await choose({ wholeDayLeave: 'leftOut' })
    expect(await present()).toEqual({ value: 8, of: 9 })
  })
})

test('the API reads and chooses them', async () => {
  const [hoa, an] = [await caller(world, 'hoa'), await caller(world, 'an')]
  expect(await (await hoa.get('/settings/inspection-terms')).json()).toMatchObject({
    chosenBy: null,
    version: 0,
    terms: usualTerms,
  })
  const terms = { ...usualTerms, answerDays: 7 }
  expect((await hoa.post('/settings/inspection-terms', terms)).status).toBe(403)
  expect((await an.post('/settings/inspection-terms', { ...terms, answerDays: 0 })).status).toBe(422)
  const chosen = await an.post('/settings/inspection-terms', terms)
  expect(await chosen.json()).toMatchObject({
    chosenBy: { id: world.units.root },
    from: '2026-11-25',
    version: 1,
    terms,
  })
})
