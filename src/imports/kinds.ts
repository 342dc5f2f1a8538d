import type { Child } from 'hono/jsx'
import type { Ctx, Entry } from '../act.ts'
import type { Tx } from '../db/schema.ts'
import type { Action } from '../rules/access.ts'
import type { Cell } from '../sheets/read.ts'

/**
 * What can be brought in from a spreadsheet (nhập dữ liệu). The core stages the file, guesses and keeps the mapping of
 * columns, runs check and apply as jobs and shows every row; a kind knows its columns, judges rows and writes them.
 */
export interface Kind {
  /** In URLs and in the database: 'people'. */
  key: string
  /** 'Cán bộ, công chức': on its card and over its pages. */
  title: string
  /** What stands on its card: one sentence of what comes of it. */
  text: string
  /** 'người', 'việc': what one row is, as a page counts them. */
  noun: string
  /** Who may bring it in: asked of units. The import lies in the highest unit where the person may. */
  action: Extract<Action, `unit.${string}`>
  fields: readonly Field[]
  options?: readonly Option[]
  /** What is wrong with the options, by key; asked when the mapping is sent, before anything is checked. */
  checkOptions?(ctx: Ctx, options: Options): Promise<Record<string, string>>
  /**
   * Judges the whole file; one answer for every row, in the order given. Reads through `ctx.db.reader` and writes nothing.
   * It runs again right before `apply`: the same data must give the same answers. Yields to the event loop
   * (`eachSlice`) every few hundred rows, and says how many are done.
   */
  check(
    ctx: Ctx,
    rows: readonly GivenRow[],
    options: Options,
    progress: (done: number) => Promise<void>,
  ): Promise<RowAnswer[]>
  /**
   * Writes the rows answered 'created' or 'changed' (only these are given), inside the one transaction of the act; it may
   * run twice, so it touches nothing outside `tx`. What has moved since the check (a version, a unit closed meanwhile) it
   * answers with `Refusal('stale')`: nothing is written and the file is checked again.
   */
  apply(
    tx: Tx,
    ctx: Ctx,
    answers: readonly RowAnswer[],
    options: Options,
    source: { id: number; publicId: string; name: string; hash: string },
  ): Promise<Applied>
  /** Rows that stay as they are belong to what is written: `apply` is given them too, in the order of the file. */
  whole?: true
  /** What stands under a row's title in the preview, from its `view`: a meter, for example. */
  show?(view: unknown): Child
  /** What writing all rows comes to, from the `view` of each: 'Giao ngay 76 việc, giữ 5 nháp.' */
  sum?(views: readonly unknown[]): string
  /** What comes next, on the page of an import that is done: one note with its link. */
  next?(done: { publicId: string; counts: Partial<Record<Outcome, number>> }): Child
}

/** One column of the template. */
export interface Field {
  key: string
  /** Its heading in the template, and its name on every page. */
  label: string
  required?: true
  /** Other headings people use for it, folded and without marks: 'ho ten', 'so dien thoai'. */
  synonyms: readonly string[]
  /** One sentence of what to write there. */
  note: string
  /** Stands in the example row of the template; '' leaves it empty there. */
  example: string | number
  /** In characters. */
  width: number
}

/** Something asked beside the mapping. A tick is '1' or ''. */
export interface Option {
  key: string
  label: string
  hint?: string
  type: 'tick' | 'text' | 'day' | 'choice'
  /** For a 'choice'. */
  choices?(ctx: Ctx): Promise<{ value: string; label: string }[]>
  optional?: true
  /** What it is when nothing was chosen yet. */
  initial?: string
  /** A 'choice' that begins with its first. */
  first?: true
  /** Stands before the columns: it says what the file is. */
  before?: true
}
export type Options = Readonly<Record<string, string>>

/** A row of the file, by field. Whole rows that are the template's example never come here. */
export interface GivenRow {
  /** As the spreadsheet numbers it. */
  number: number
  /** By key of the field; a field that is not mapped, or empty, is missing. Texts are trimmed, in NFC, with single spaces. */
  values: Readonly<Record<string, Cell>>
  /** 'C5': where the field stands in the file; undefined when it is not mapped. */
  at(field: string): string | undefined
  /** What the reading already found: a formula, a merged cell. A row with faults is refused. */
  faults: readonly Note[]
}

/** A sentence about a row, and the cell it is about: 'C5'. */
export interface Note {
  cell?: string
  text: string
}

/** 'same': already so; 'skipped': not for us, such as the example row. Only 'refused' keeps the file from being written. */
export const outcomes = ['created', 'changed', 'same', 'refused', 'skipped'] as const
export type Outcome = (typeof outcomes)[number]

export interface RowAnswer {
  number: number
  outcome: Outcome
  /** What the row is about: the person's name. */
  title: string
  /** Why refused, or what to know of a row that is taken. */
  notes: Note[]
  /** From what to what; `from` is '' for what is new. */
  changes?: Change[]
  /** What `apply` needs, as JSON. */
  plan?: unknown
  /** What `show` shows, as JSON. */
  view?: unknown
}
export interface Change {
  label: string
  from: string
  to: string
}

/** What an apply did. */
export interface Applied {
  /** Rows of the record, one for each thing changed. */
  also: (Entry & { action: Action })[]
  /** A path of ours where the result is seen. */
  link?: string
  /** One sentence: 'Đã thêm 38 người, sửa 2 người.' */
  said: string
}
export type Result = Pick<Applied, 'link' | 'said'>
