import type { Ctx } from '../../src/act.ts'
import { bytes, moment } from '../format.ts'
import { FileLink } from '../ui/file-link.tsx'
import type { TaskPageProps } from './page.tsx'

type SubmissionProps = { submission: TaskPageProps['submissions'][number]; ctx: Ctx }

/** What was handed in: its files and its words. */
export const HandedIn = ({ submission, ctx }: SubmissionProps) => (
  <>
    <div class="files">
      {submission.files.map(({ publicId, name, size, addedAt }) => (
        <FileLink href={`/files/${publicId}`} name={name} meta={`${moment(addedAt, ctx.today)}, ${bytes(size)}`} />
      ))}
    </div>
    <p class="said">“{submission.report}”</p>
  </>
)
