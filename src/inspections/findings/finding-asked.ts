import type { FindingQuery } from '../../../views/inspections/findings.tsx'
import { remedyGroups } from '../../../views/inspections/remedy-groups.ts'
import type { Ctx } from '../../act.ts'
import { findUnit } from '../../people/tree.ts'
import { severities } from '../../rules/inspections.ts'
import type { FindingFilter } from './find-findings.ts'

type Asked = (name: string) => string | undefined

const isDay = /^20\d\d-\d\d-\d\d$/
const shows = ['open', 'mine', 'waiting', 'withdrawn'] as const

/** What the address of a list of findings asks for; anything it does not know is left out. */
export function readFindingQuery(asked: Asked): FindingQuery {
  const text = (name: string) => asked(name)?.slice(0, 100) ?? ''
  const dayOf = (name: string) => (isDay.test(text(name)) ? text(name) : '')
  return {
    unit: text('unit'),
    severity: severities.find((one) => one === text('severity')) ?? '',
    year: /^20\d\d$/.exec(text('year'))?.[0] ?? '',
    show: shows.find((one) => one === text('show')) ?? '',
    from: dayOf('from'),
    to: dayOf('to'),
    item: text('item'),
    checklist: text('checklist'),
    repeat: text('repeat') === '1' ? '1' : '',
    outside: text('outside') === '1' ? '1' : text('outside') === '0' ? '0' : '',
    remedy: text('remedy') in remedyGroups ? text('remedy') : '',
    own: text('own') === '1' ? '1' : '',
    after: asked('after'),
  }
}

/** The same as the database is asked. One query where a unit is named. */
export async function findingFilter(
  { db, today }: Pick<Ctx, 'db' | 'today'>,
  query: FindingQuery,
): Promise<FindingFilter> {
  const unit = query.unit ? await findUnit(db.reader, query.unit) : undefined
  const group = remedyGroups[query.remedy as keyof typeof remedyGroups]
  const figure = {
    ...{ today, from: query.from || undefined, to: query.to || undefined },
    item: query.item === '-' ? '' : query.item || undefined,
    checklist: query.checklist || undefined,
    repeat: query.repeat === '1',
    outside: query.outside ? query.outside === '1' : undefined,
    withdrawn: query.show === 'withdrawn' || undefined,
    remedy: group?.states,
    own: query.own && query.unit ? query.unit : undefined,
  }
  return {
    // A unit nobody has heard of has no findings.
    path: query.unit ? (unit?.path ?? '-') : undefined,
    severity: severities.find((one) => one === query.severity),
    year: query.year || undefined,
    open: query.show === 'open',
    mine: query.show === 'mine',
    waiting: query.show === 'waiting',
    after: query.after,
    figure,
  }
}
