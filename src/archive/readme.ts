import { entryNames, type Kind } from './format.ts'
import { isIn, shapesIn, tableNames } from './rows.ts'
import { type Said, tables } from './tables.ts'

/** README.txt of an archive: what every file and every column is, in Vietnamese and then in English. */
export function readmeOf(kind: Kind, takenAt: string): Buffer {
  const pages = [introduction[0](kind, takenAt), described(kind, 0), introduction[1](kind, takenAt), described(kind, 1)]
  // With the byte order mark and line ends of the plainest editors of an office.
  return Buffer.from(`\uFEFF${pages.join('\n\n')}\n`.replaceAll('\n', '\r\n'))
}

const introduction: [(kind: Kind, takenAt: string) => string, (kind: Kind, takenAt: string) => string] = [
  (kind, takenAt) => `NĂM RÕ: ${kind === 'backup' ? 'BẢN SAO LƯU' : 'DỮ LIỆU XUẤT'}, lúc ${takenAt} (giờ UTC)
(English below.)

Toàn bộ dữ liệu của cơ quan tại một thời điểm, ở dạng mở, đọc được không cần phần mềm Năm Rõ.
${
  kind === 'backup'
    ? 'Có cả mật khẩu đã băm và mã truy cập đã băm: giữ kín như giữ máy chủ.\nKhôi phục vào nơi cài đặt còn trống: node dist/src/main.js restore TEP.zip'
    : 'Không có mật khẩu, mã truy cập, phiên đăng nhập, đợt kiểm tra không báo trước mà chưa bắt đầu; có dữ liệu cá nhân và mọi\nviệc, kể cả nháp: chỉ giao cho người được phép.\nNhập vào nơi cài đặt còn trống: node dist/src/main.js import TEP.zip'
}

  manifest.json   phiên bản, thời điểm, số dòng, số byte và SHA-256 của từng tệp; chỗ kết thúc của nhật ký đã niêm phong
  tables/         mỗi bảng một tệp, mỗi dòng một đối tượng JSON, UTF-8, xếp theo khóa
  files.jsonl     danh sách tệp minh chứng: hash là SHA-256 của nội dung, bytes là số byte
  files/          tệp minh chứng, tên là hash; tên gốc và kiểu tệp ở tables/files.jsonl${
    kind === 'export' ? '\n  lists/          người, đơn vị, việc dạng CSV, mở được bằng Excel' : ''
  }

Ngày viết 2026-11-25, theo giờ Việt Nam. Thời điểm viết theo giờ UTC. Có/không là 1/0. Khóa (id) là số nguyên; "→ units.id"
nghĩa là khóa của một dòng trong tables/units.jsonl. Kiểm tra một tệp: sha256sum, so với manifest.json.`,
  (kind, takenAt) => `NĂM RÕ: ${kind === 'backup' ? 'BACKUP' : 'EXPORT'}, taken at ${takenAt} (UTC)

The whole office at one moment, in open formats: nothing of Năm Rõ is needed to read it.
${
  kind === 'backup'
    ? 'It holds hashed passwords and hashed tokens: guard it as you guard the server.\nRestore it into an empty installation: node dist/src/main.js restore FILE.zip'
    : 'It holds no password, token, session, nor an unannounced inspection before its start; it does hold personal data and\nevery task, drafts too: hand it only to whom it is meant for. Move in to an empty installation: node dist/src/main.js import FILE.zip'
}

  manifest.json   version, moment; rows, bytes and SHA-256 of every file; where the sealed record ends
  tables/         one file for each table, one JSON object on each line, UTF-8, in the order of the key
  files.jsonl     list of the evidence: hash is the SHA-256 of the content, bytes its length
  files/          the evidence, named by its hash; tables/files.jsonl has the names they were handed in under${
    kind === 'export' ? '\n  lists/          people, units and tasks as CSV (in Vietnamese)' : ''
  }

Days are written 2026-11-25 and mean the day in Việt Nam; moments are UTC. Yes and no are 1 and 0. Ids are integers;
"→ units.id" means the id of a row of tables/units.jsonl. To check a file: sha256sum, compare with manifest.json.`,
]

/** Every table that is in it with its columns, then what is not. */
function described(kind: Kind, language: 0 | 1): string {
  const inside = shapesIn(kind).map(({ name, columns, leftOut }) => {
    const { said, columns: words } = tables[name as keyof typeof tables]
    const column = (each: string) => `    ${each.padEnd(18)}${(words as Record<string, Said>)[each]?.[language]}`
    const gone = leftOut.map((each) => `${column(each)} (${['không xuất', 'left out'][language]})`)
    return [`  ${entryNames.table(name)}: ${said[language]}`, ...columns.map(column), ...gone].join('\n')
  })
  const outside = tableNames.filter((name) => !isIn(name, kind)).map((name) => `  ${name}: ${whyNot(name, language)}`)
  const heading = [`KHÔNG CÓ TRONG TỆP NÀY`, `NOT IN THIS ARCHIVE`][language]
  return [...inside, [heading, '', ...outside].join('\n')].join('\n\n')
}

function whyNot(name: keyof typeof tables, language: 0 | 1): string {
  const { said, in: where } = tables[name]
  const why = typeof where === 'object' ? where.neither[language] : ['bí mật', 'secret'][language]
  return `${said[language]} (${why})`
}
