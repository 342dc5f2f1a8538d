import * as office from './0001_office.ts'
import * as record from './0002_record.ts'
import * as signingIn from './0003_signing_in.ts'
import * as calendar from './0004_calendar.ts'
import * as tasks from './0005_tasks.ts'
import * as work from './0006_work.ts'
import * as giving from './0007_giving.ts'
import * as lists from './0008_lists.ts'
import * as tree from './0009_tree.ts'
import * as imports from './0010_imports.ts'
import * as plans from './0011_plans.ts'
import * as inspections from './0012_inspections.ts'
import type { AnyDb } from './columns.ts'

/** Every change of the database's shape, in order, forward only. A released one is never edited or renamed. */
export const migrations: Record<string, { up(db: AnyDb): Promise<void> }> = {
  '0001_office': office,
  '0002_record': record,
  '0003_signing_in': signingIn,
  '0004_calendar': calendar,
  '0005_tasks': tasks,
  '0006_work': work,
  '0007_giving': giving,
  '0008_lists': lists,
  '0009_tree': tree,
  '0010_imports': imports,
  '0011_plans': plans,
  '0012_inspections': inspections,
}
