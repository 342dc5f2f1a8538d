import { day } from '../../../views/format.ts'
import { findingTitle } from '../../../views/inspections/finding-title.ts'
import type { Reader } from '../../db/schema.ts'
import { type TaskInput, taskInput } from '../../tasks/giving/draft.ts'
import type { Finding } from './find-findings.ts'

const longest = 300

/** What the task that remedies a finding says: the remedy as its work, the conclusion as its ground, evidence as its proof. */
export async function textOf(db: Reader, finding: Finding): Promise<TaskInput> {
  return {
    ...taskInput.parse({}),
    title: cut(firstLine(finding.remedy)),
    content: contentOf(finding),
    document: cut(await groundOf(db, finding)),
    steps: [{ name: 'Khắc phục, báo cáo kết quả kèm minh chứng', doer: 'responsible' }],
    product: 'báo cáo kết quả khắc phục',
    acceptance: 'đã khắc phục xong, có minh chứng',
    evidence: 'Ảnh hoặc văn bản cho thấy đã khắc phục',
    consequence: 'Quá hạn chưa khắc phục: xem xét trách nhiệm của người đứng đầu đơn vị.',
  }
}

/** A recommendation is its own remedy, and said once. */
function contentOf(finding: Finding): string {
  const { text, remedy, roundName } = finding
  const found = `${capital(findingTitle(finding))}, đợt “${roundName}”: ${text}`
  return remedy === text ? found : `${found}\nYêu cầu khắc phục: ${remedy}`
}

const capital = (text: string) => text.replace(/^./u, (letter) => letter.toLocaleUpperCase('vi'))

const firstLine = (text: string) => text.split('\n')[0] ?? text

/** Cut after a word, with an ellipsis that says so: the whole stands in the content. */
const cut = (text: string) => (text.length <= longest ? text : `${text.slice(0, longest - 2).replace(/\s+\S*$/, '')} …`)

/** The conclusion it rests on: its number once the signed one is recorded, else the document the round rests on. */
async function groundOf(db: Reader, finding: Finding): Promise<string> {
  if (finding.conclusion) return finding.conclusion
  const paper = await db
    .selectFrom('roundPapers')
    .select(['number', 'day'])
    .where('roundId', '=', finding.roundId)
    .where('kind', '=', 'conclusion')
    .orderBy('id', 'desc')
    .executeTakeFirst()
  if (paper) return `Thông báo kết luận kiểm tra số ${paper.number} ngày ${day(paper.day)}`
  const round = await db
    .selectFrom('inspectionRounds')
    .select('document')
    .where('id', '=', finding.roundId)
    .executeTakeFirst()
  return round?.document ?? ''
}
