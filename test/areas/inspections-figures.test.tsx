import fc from 'fast-check'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { figureRows } from '../../src/inspections/figures/figure-rows.ts'
import { figuresOfYear } from '../../src/inspections/figures/figures.ts'
import { metricOf, metricsOf } from '../../src/inspections/figures/metrics.ts'
import { findingsSeen } from '../../src/inspections/findings/find-findings.ts'
import { findingFilter, readFindingQuery } from '../../src/inspections/findings/finding-asked.ts'
import { type MetricKey, metricKeys } from '../../src/rules/inspection-figures.ts'
import { remedyStates } from '../../src/rules/remedies.ts'
import { rowsBehind } from '../../views/inspections/figure-links.ts'
import { put } from '../findings.ts'
import { type MadeFinding, type MadeRound, someRounds, writeRounds } from '../made-findings.ts'
import { checklistOf, started } from '../rounds.ts'
import { type Name, openWorld, type World } from '../world.ts'

let world: World
beforeEach(async () => {
  world = await openWorld()
})
afterEach(() => world.close())

const today = '2026-11-25'
const page = async (name: Name, path: string) => {
  const answer = await world.as(name).get(path)
  return { status: answer.status, text: await answer.text() }
}

/** Everything counted once more, by loops over what was made: no query, no rule of ours. */
function naive(rounds: readonly MadeRound[], viewer: Name | undefined, from: string, to: string) {
  const leads = {
    hoa: ['vhxh', 'kt'],
    quang: ['vhxh', 'kt'],
    diep: ['vhxh', 'kt'],
    mai: ['vhxh'],
    minh: [] as string[],
  }
  const reach = viewer ? leads[viewer as keyof typeof leads] : ['vhxh', 'kt']
  // The units were opened on 05/01/2026; there were none to inspect before.
  const scope = viewer === 'diep' || to < '2026-01-05' ? [] : reach
  const inspected = new Set<string>()
  const sums = { staff: 0, present: 0, excused: 0, unexcused: 0 }
  const seen: (MadeFinding & { outside: boolean })[] = []
  let earlier = false
  for (const round of rounds) {
    const isTeam = viewer === undefined || (viewer === 'quang' && round.isQuangs)
    const knows = isTeam || (viewer !== 'diep' && (viewer === 'mai' ? round.units.includes('vhxh') : reach.length > 0))
    if (round.state !== 'planned' && knows && round.day >= from && round.day <= to)
      for (const unit of round.units) {
        if (round.form !== 'outside') inspected.add(unit)
        if (!round.headcount || (!isTeam && !(round.state === 'signed' && reach.includes(unit)))) continue
        const [present, excused, unexcused] = round.headcount
        sums.staff += present + excused + unexcused
        sums.present += present
        sums.excused += excused
        sums.unexcused += unexcused
      }
    for (const one of round.findings) {
      const isRepeat = one.isRepeat && earlier
      earlier = true
      const isKnown = one.isPut || round.state === 'signed'
      if (!isTeam && !(isKnown && reach.includes(one.unit))) continue
      if (one.day >= from && one.day <= to) seen.push({ ...one, isRepeat, outside: round.form === 'outside' })
    }
  }
  const own = seen.filter((one) => !one.isWithdrawn && !one.outside)
  const outside = seen.filter((one) => !one.isWithdrawn && one.outside)
  const how = (one: MadeFinding): string => {
    const task = one.task
    if (!task || task.state === 'cancelled') return one.due < today ? 'overdue' : 'waits'
    if (task.state === 'completed') return (task.doneOn as string) > task.due ? 'late' : 'inTime'
    if (task.state === 'paused' || task.state === 'declined') return 'waits'
    return (task.submittedOn ?? today) > task.due ? 'overdue' : 'waits'
  }
  const count = (some: readonly MadeFinding[], ...states: string[]) =>
    some.filter((one) => states.includes(how(one))).length
  const severe = (severity: string) => own.filter((one) => one.severity === severity).length
  const share = (value: number, of: number | null) => ({ value, of })
  return {
    coverage: share(scope.filter((unit) => inspected.has(unit)).length, scope.length),
    findings: share(own.length, null),
    heavy: share(severe('heavy'), own.length),
    medium: share(severe('medium'), own.length),
    light: share(severe('light'), own.length),
    repeats: share(own.filter((one) => one.isRepeat).length, own.length),
    remedied: share(count(own, 'inTime', 'late'), own.length),
    remediedInTime: share(count(own, 'inTime'), count(own, 'inTime', 'late', 'overdue')),
    overdue: share(count(own, 'overdue'), count(own, 'inTime', 'late', 'overdue')),
    present: share(sums.present, sums.staff),
    excused: share(sums.excused, sums.staff),
    unexcused: share(sums.unexcused, sums.staff),
    outside: share(outside.length, null),
    outsideInTime: share(count(outside, 'inTime'), count(outside, 'inTime', 'late', 'overdue')),
    withdrawn: share(seen.filter((one) => one.isWithdrawn).length, null),
  }
}

/** How many rows the list behind an address has for this person. */
async function listed(name: Name, address: string): Promise<number> {
  const asked = new URL(address, 'http://x').searchParams
  const query = readFindingQuery((field) => asked.get(field) ?? undefined)
  const filter = await findingFilter({ db: world.db, today }, query)
  return (await findingsSeen(world.db.reader, await world.who(name), filter, 1000)).length
}

const viewers = ['hoa', 'quang', 'mai', 'diep', 'minh'] as const

test('every figure is what one counts by hand, for everybody, and so are the rows behind each number', async () => {
  const { versionId } = await checklistOf(world)
  const spans = [
    { from: '2026-01-01', to: today },
    { from: '2025-01-01', to: today.replace('2026', '2025') },
  ]
  await fc.assert(
    fc.asyncProperty(someRounds, async (rounds) => {
      await writeRounds(world, rounds, versionId)
      for (const span of spans) {
        expect(await metricsOf(world.db.reader, { span, today })).toEqual(naive(rounds, undefined, span.from, span.to))
        for (const name of viewers) {
          const rows = await figureRows(world.db.reader, { span, today, who: await world.who(name) })
          const figures = await metricsOf(world.db.reader, { span, today, who: await world.who(name) })
          expect([name, figures]).toEqual([name, naive(rounds, name, span.from, span.to)])
          expect(rows.findings.length).toBe(await listed(name, `/findings?from=${span.from}&to=${span.to}`))
        }
        for (const name of ['quang', 'mai'] as const) await everyNumberOpens(name, span)
        await everyStateIsListed('quang', span)
      }
    }),
    { numRuns: 25, endOnFailure: true },
  )
}, 240_000)

async function everyNumberOpens(name: Name, span: { from: string; to: string }) {
  const figures = await metricsOf(world.db.reader, { span, today, who: await world.who(name) })
  for (const key of metricKeys) {
    const { part, whole } = rowsBehind(key, { ...span, unit: '' })
    if (part?.startsWith('/findings')) expect([key, await listed(name, part)]).toEqual([key, figures[key].value])
    if (whole?.startsWith('/findings')) expect([key, await listed(name, whole)]).toEqual([key, figures[key].of])
  }
}

/** The list narrows by the state of a remedy in SQL, figures derive it by the rule: both agree on every row. */
async function everyStateIsListed(name: Name, span: { from: string; to: string }) {
  const { findings } = await figureRows(world.db.reader, { span, today, who: await world.who(name) })
  for (const state of remedyStates) {
    const some = findings.filter(({ remedy }) => remedy === state).length
    expect([state, await listed(name, `/findings?from=${span.from}&to=${span.to}&remedy=${state}`)]).toEqual([
      state,
      some,
    ])
  }
}

describe('the page', () => {
  test('shows each figure with its definition, both its numbers and the way to the rows, and last year beside it', async () => {
    const { sheet } = await started(world)
    await put(world, sheet, { severity: 'heavy' })
    await put(world, sheet)
    const { status, text } = await page('hoa', '/inspections/figures')
    expect(status).toBe(200)
    expect(text).toContain('01/01 đến 25/11/2026')
    expect(text).toContain('Cùng kỳ tính từ 01/01/2025 đến 25/11/2025')
    expect(text).toContain('Tồn tại cùng mục, cùng đơn vị với một tồn tại trước đó')
    const heavy = text.slice(text.indexOf('id="heavy"'), text.indexOf('id="medium"'))
    expect(heavy).toContain('<strong>50,00%</strong>')
    const [, part = ''] = /href="(\/findings[^"]*)"/.exec(heavy) ?? []
    const list = await page('hoa', part.replaceAll('&amp;', '&'))
    expect(list.text.match(/<tr role="row"/g)).toHaveLength(2)
    expect(text).toContain('C1 ')
    expect((await page('minh', '/inspections/figures')).text).not.toContain('Tồn tại theo mức độ')
    expect((await page('hoa', '/inspections/figures?year=2025')).text).not.toContain('Tồn tại theo mức độ')
    expect((await page('hoa', `/inspections/figures?unit=${world.units.kt}`)).text).not.toContain('Tồn tại theo đơn vị')
  })

  test('a round kept secret counts nowhere before it begins', async () => {
    const before = (await page('hoa', '/inspections/figures')).text
    await started(world, { form: 'unannounced', orderer: 'Đỗ Quang', memberName: '' }).catch(() => undefined)
    await world.db.writer
      .updateTable('inspectionRounds')
      .set({ state: 'planned', startedAt: null, number: null })
      .execute()
    await world.db.writer.deleteFrom('roundScopes').where('scope', 'like', 'u%').execute()
    const bare = (text: string) => text.replace(/name="_key" value="[^"]*"/g, '').replace(/Số liệu đến [^<]*/, '')
    expect(bare((await page('hoa', '/inspections/figures')).text)).toBe(bare(before))
  })

  test('leaves as Excel and CSV with the very rows', async () => {
    const { sheet } = await started(world)
    await put(world, sheet, { text: 'Thiếu bảng niêm yết' })
    const csv = await world.as('hoa').get('/inspections/figures.csv?year=2026')
    expect(csv.headers.get('Content-Type')).toBe('text/csv; charset=utf-8')
    expect(await csv.text()).toContain('Số tồn tại,1,,,0')
    const book = await world.as('hoa').get('/inspections/figures.xlsx?year=2026')
    expect([book.status, book.headers.get('Content-Disposition')]).toEqual([
      200,
      'attachment; filename="so-lieu-kiem-tra-2026-11-25.xlsx"',
    ])
    const { readSheets } = await import('../../src/sheets/read.ts')
    const sheets = await readSheets(new Uint8Array(await book.arrayBuffer()), 'a.xlsx')
    expect(sheets.map(({ name, rows }) => [name, rows.length])).toEqual([
      ['Số liệu', metricKeys.length + 2],
      ['Tồn tại', 2],
    ])
    expect(sheets[1]?.rows[1]?.cells).toContain('Thiếu bảng niêm yết')
  })
})

test('one metric of a unit and a span is asked for by its key, for scoring; only what was signed off, where wanted', async () => {
  const { sheet } = await started(world)
  await put(world, sheet)
  const span = { from: '2026-01-01', to: today }
  const unit = await world.db.reader
    .selectFrom('units')
    .select('id')
    .where('publicId', '=', world.units.vhxh)
    .executeTakeFirst()
  const ask = (key: MetricKey, more = {}) => metricOf(world.db.reader, key, { span, today, ...more })
  expect(await ask('findings')).toEqual({ value: 1, of: null })
  expect(await ask('coverage', { unitId: unit?.id })).toEqual({ value: 1, of: 1 })
  expect(await ask('findings', { signedOnly: true })).toEqual({ value: 0, of: null })
  const year = await figuresOfYear(world.db.reader, { year: 2026, today })
  expect(year.byItem).toMatchObject([{ name: expect.stringMatching(/^C1 /), count: 1, before: 0 }])
  expect(year.byUnit).toMatchObject([{ name: 'Phòng Văn hóa - Xã hội', count: 1, before: 0 }])
})

test('what was merged into a unit counts as its own, in its figures and in the list behind them', async () => {
  const { sheet } = await started(world)
  const { writer } = world.db
  await put(world, sheet)
  const heir = await writer
    .selectFrom('units')
    .select('id')
    .where('publicId', '=', world.units.kt)
    .executeTakeFirstOrThrow()
  await writer
    .updateTable('units')
    .set({ closedOn: '2026-11-24', successorId: heir.id })
    .where('publicId', '=', world.units.vhxh)
    .execute()
  const hoa = await world.who('hoa')
  const span = { from: '2026-01-01', to: today }
  expect((await metricsOf(world.db.reader, { span, today, who: hoa, unitId: heir.id })).findings.value).toBe(1)
  expect(await listed('hoa', `/findings?unit=${world.units.kt}`)).toBe(1)
  expect(await listed('hoa', `/findings?unit=${world.units.kt}&own=1`)).toBe(0)
  const { text } = await page('hoa', `/inspections/figures?unit=${world.units.kt}`)
  expect(text).toContain(`unit=${world.units.vhxh}&amp;own=1`)
})
