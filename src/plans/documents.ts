import { lineOf } from '../imports/cells.ts'
import type { GivenRow, Note } from '../imports/kinds.ts'
import { type Day, readDay } from '../rules/days.ts'
import type { PlanDocument } from '../rules/plan-documents.ts'
import { dayOf } from '../sheets/read.ts'

/** The document each row belongs to: as its columns say, else as the row before it, else as typed beside the file. */
export function documentsOf(rows: readonly GivenRow[], typed: PlanDocument) {
  let document = typed
  return rows.map((row) => {
    const { said, faults } = saidIn(row)
    document = merged(said, document, typed)
    const isNameless = !document.number && !document.summary
    return { document, faults: isNameless ? [...faults, nameless] : faults }
  })
}

const nameless: Note = { text: 'Ghi số, ký hiệu hoặc trích yếu của văn bản ở bước ghép cột.' }

type Said = Partial<PlanDocument>

/** What goes unsaid of the same document stays; of another it is what was typed beside the file. */
function merged(said: Said, before: PlanDocument, typed: PlanDocument): PlanDocument {
  if (Object.keys(said).length === 0) return before
  const isSame = (said.number ?? before.number) === before.number && (said.number || said.summary === before.summary)
  const rest = isSame ? before : typed
  return {
    number: said.number ?? rest.number,
    day: said.day ?? rest.day,
    issuer: said.issuer ?? rest.issuer,
    summary: said.summary ?? rest.summary,
  }
}

function saidIn({ values, at }: GivenRow): { said: Said; faults: Note[] } {
  const number = lineOf(values.number)
  const cited = citedIn(number)
  const typedDay = lineOf(values.day)
  const day = values.day === undefined ? cited.day : dayOf(values.day)
  const cell = at('day')
  const faults = typedDay && !day ? [{ ...(cell && { cell }), text: `“${typedDay}” không phải một ngày.` }] : []
  const [issuer, summary] = [lineOf(values.issuer), lineOf(values.summary)]
  return {
    said: {
      ...(number && { number: (cited.number ?? number).slice(0, 100) }),
      ...(day && { day }),
      ...(issuer && { issuer: issuer.slice(0, 200) }),
      ...(summary && { summary: summary.slice(0, 1000) }),
    },
    faults,
  }
}

/** 'Kế hoạch số 05/KH-UBND ngày 12/01/2026' in one cell: the number and the day. */
function citedIn(text: string): { number?: string; day?: Day } {
  const number = /\d+[a-z]?\s*[/-]\s*\p{L}[\p{L}\d&./-]*/u.exec(text)?.[0].replace(/\s/g, '')
  const day = readDay(/\d{1,2}[/.-]\d{1,2}[/.-]\d{4}/.exec(text)?.[0] ?? '', '2000-01-01')
  return { ...(number && { number }), ...(day && { day }) }
}
