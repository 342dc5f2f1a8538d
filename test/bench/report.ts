import { cpus, totalmem } from 'node:os'
import type { Measured, Results } from './run.ts'

const at = (sorted: readonly number[], share: number) =>
  sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? 0
const median = (sorted: readonly number[]) => at(sorted, 0.5)
const p95 = (sorted: readonly number[]) => at(sorted, 0.95)
const ms = (value: number) => (value < 10 ? value.toFixed(1) : value.toFixed(0))
const ratio = ({ small, large }: Measured) => (median(large) / median(small)).toFixed(1)
const size = (tasks: number) => tasks.toLocaleString('en')

/** One question as it was measured: smaller size, larger size, 95th percentile of the larger. */
export const line = ({ group, name, small, large }: Measured): string =>
  `${ms(median(small))} -> ${ms(median(large))} (${ms(p95(large))}) ms  ${group}: ${name}`

/** What was measured, for RESULTS.md: on which day and what class of machine, never on which one. */
export function report({ sizes, databases, crowds, imports }: Results): string {
  const [sqlite, postgres] = databases
  const pairs = (sqlite?.measured ?? []).map((one): Pair => {
    return [one, postgres?.measured.find(({ name }) => name === one.name) ?? one]
  })
  const of = (group: string) => pairs.filter(([{ group: own }]) => own === group)
  const slow = pairs.filter((pair) => pair.some((one) => median(one.large) > one.goal))
  const lines = [
    '# What lists, figures and pages cost',
    '',
    `Measured on ${new Date().toISOString().slice(0, 10)} with \`npm run bench\` on a machine of ${cpus().length} cores and`,
    `${Math.round(totalmem() / 2 ** 30)} GB, Node ${process.version}. Each question was asked ${sqlite?.measured[0]?.large.length ?? 0} times by turns at both sizes, after once`,
    'to warm up; SQLite as shipped, PostgreSQL with its own settings save that it does not wait for the disk.',
    '',
    `The office is a province: 20 departments and 130 communes with 3 units each, 8,105 people, ${size(sizes[0])} and ${size(sizes[1])} tasks`,
    'of three years; one in twenty is overdue and forgotten. The chair sees all of it, the director a department, the officer',
    'the own work. Milliseconds; the ratio is the larger size by the smaller.',
    '',
    slow.length === 0
      ? 'Every question met its goal.'
      : `Beyond the goal: ${slow.map(([{ name }]) => name).join('; ')}.`,
    '',
    '## Figures and the two questions promised within 50 ms',
    '',
    ...table(of('Figures')),
    '',
    '## Lists: a page of 50, within 100 ms',
    '',
    'The slowest of each kind; the whole table is what the command prints.',
    '',
    ...table(slowest(of('Lists'))),
    '',
    '## Search, within 100 ms',
    '',
    ...table(of('Search')),
    '',
    '## Whole pages as HTML, within 100 ms',
    '',
    ...table(of('Pages')),
    '',
    '## Eight people at the same moment (PostgreSQL)',
    '',
    'Twenty deeds each, one right after the other. Completed work is counted by unit and month, and the number of a task by',
    'office and year: who comes second to the same row begins anew.',
    '',
    '| | deeds | median | p95 | longest | begun anew |',
    '| --- | ---: | ---: | ---: | ---: | ---: |',
    ...crowds.map(({ name, took, again }) => {
      return `| ${name} | ${took.length} | ${ms(median(took))} | ${ms(p95(took))} | ${ms(at(took, 1))} | ${again} |`
    }),
    '',
    '## Twenty thousand people out of an Excel file, while somebody reads the list of people',
    '',
    '| | sent, staged | checked | written | a page before | a page meanwhile, by the one before |',
    '| --- | ---: | ---: | ---: | ---: | ---: |',
    ...imports.map(({ name, measured: { send, check, write, pages, ratio } }) => {
      const seconds = [send, check, write].map((one) => `${one.toFixed(1)} s`).join(' | ')
      return `| ${name} | ${seconds} | ${ms(pages[0]?.median ?? 0)} ms | ${ratio.toFixed(1)} |`
    }),
    '',
  ]
  return lines.join('\n')
}

type Pair = [sqlite: Measured, postgres: Measured]

const table = (pairs: readonly Pair[]) => [
  '| | SQLite median | p95 | ratio | PostgreSQL median | p95 | ratio |',
  '| --- | ---: | ---: | ---: | ---: | ---: | ---: |',
  ...pairs.map(
    (pair) =>
      `| ${pair[0].name} | ${pair.map((one) => `${ms(median(one.large))} | ${ms(p95(one.large))} | ${ratio(one)}`).join(' | ')} |`,
  ),
]

/** Of the lists of each viewer in each order, first page and deep page, the slowest. */
function slowest(pairs: readonly Pair[]): Pair[] {
  const kinds = new Map<string, Pair[]>()
  for (const pair of pairs) {
    const [, viewer, where, sort] = /^(\w+): (first|deep) page of .*sort=(\w+)/.exec(pair[0].name) ?? []
    const kind = `${viewer} ${sort} ${where}`
    kinds.set(kind, [...(kinds.get(kind) ?? []), pair])
  }
  const cost = (pair: Pair) => Math.max(...pair.map(({ large }) => median(large)))
  return [...kinds.values()].map((kind) => kind.reduce((worst, pair) => (cost(pair) > cost(worst) ? pair : worst)))
}
