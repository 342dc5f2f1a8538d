import { lastDueOf, type RollUp } from '../../src/rules/parts.ts'
import type { TreeMark } from '../../src/tasks/doing/parts.ts'
import { shortDay } from '../format.ts'
import { Icon } from '../ui/icon.tsx'
import { Note } from '../ui/note.tsx'
import type { GiveProps } from './give.tsx'

/** By the inner id of a task; one that has to do with no other has none. */
export type TreeMarks = ReadonlyMap<number, TreeMark>

/** "7/12 xong, 2 quá hạn": of the parts that the viewer sees. */
export const inSum = ({ all, done, late }: RollUp): string =>
  [`${done}/${all} xong`, late > 0 && `${late} quá hạn`].filter(Boolean).join(', ')

/** What a list says of wholes and parts: "phần của Rà soát …", "12 phần: 7/12 xong, 2 quá hạn". */
export const PartOf = ({ mark: { partOf, parts } }: { mark: TreeMark }) => (
  <>
    {partOf && (
      <>
        phần của <a href={`/tasks/${partOf.publicId}`}>{partOf.title}</a>
      </>
    )}
    {partOf && parts && '; '}
    {parts && `${parts.all} phần: ${inSum(parts)}`}
  </>
)

/** The same under a title in a table. */
export const PartLine = ({ mark }: { mark?: TreeMark }) =>
  mark ? (
    <p class="part-of">
      <Icon name="split" />
      <span>
        <PartOf mark={mark} />
      </span>
    </p>
  ) : null

/** Over the form that gives a part: the whole, and until when it runs. */
export const OfWhole = ({ whole, errors, today }: Pick<GiveProps, 'whole' | 'errors' | 'today'>) => (
  <>
    {whole && (
      <Note icon="split" title="Giao một phần của việc">
        <a href={`/tasks/${whole.publicId}`}>{whole.title}</a>, hạn {shortDay(whole.due, today)}
        {lastDueOf(whole, today) ? '. Phần này xong không sau ngày đó.' : ', đã qua.'}
      </Note>
    )}
    {errors.parent && <Note tone="red" title={errors.parent} id="f-parent" />}
  </>
)
