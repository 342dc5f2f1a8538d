import { execFile } from 'node:child_process'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { expect, test } from 'vitest'
import { fillIn, noteFinding, sign } from '../closing.ts'
import { started } from '../rounds.ts'
import { openWorld } from '../world.ts'

const run = promisify(execFile)

/** The text of a Word file as LibreOffice prints it, and on how many pages; needs `soffice`, `pdftotext`, `pdfinfo`. */
async function printed(folder: string, name: string, bytes: ArrayBuffer) {
  writeFileSync(join(folder, `${name}.docx`), Buffer.from(bytes))
  const profile = `-env:UserInstallation=file://${join(folder, 'profile')}`
  await run('soffice', ['--headless', profile, '--convert-to', 'pdf', '--outdir', folder, join(folder, `${name}.docx`)])
  const pdf = join(folder, `${name}.pdf`)
  const { stdout: text } = await run('pdftotext', ['-layout', pdf, '-'])
  const { stdout: about } = await run('pdfinfo', [pdf])
  const [, pages, size] = /Pages:\s+(\d+)[\s\S]*Page size:.*\((\w+)\)/.exec(about) ?? []
  return { text: text.normalize('NFC').replace(/\s+/g, ' '), pages: Number(pages), size, plain: text }
}

test('LibreOffice prints both papers of a round: the right words on A4, the head of a table on every page', async () => {
  const world = await openWorld()
  const folder = mkdtempSync(join(tmpdir(), 'nam-ro-papers-'))
  try {
    const { id, sheet } = await started(world)
    await fillIn(world, sheet, { 'C1.result': 'fail', strengths: 'Phòng gọn gàng.', sheetVersion: '1' })
    await noteFinding(world, sheet, { item: 'C1', text: 'Thiếu ba thủ tục đất đai' })
    await sign(world, sheet, 'team')
    await sign(world, sheet, 'unit', 'Không nhất trí')
    await world.as('quang').post(`/inspections/${id}/sign-off`, {})
    const paper = async (name: string, path: string) =>
      printed(folder, name, await (await world.as('quang').get(path)).arrayBuffer())
    const heads = 'CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM'

    const minutes = await paper('bien-ban', `/inspections/sheets/${sheet}/minutes.docx`)
    expect([minutes.size, minutes.pages]).toEqual(['A4', expect.any(Number)])
    expect(minutes.pages).toBeGreaterThanOrEqual(2)
    for (const words of [
      heads,
      'BIÊN BẢN',
      'DỰ THẢO',
      'Thiếu ba thủ tục đất đai',
      'Từ chối ký. Lý do: Không nhất trí',
      'TRƯỞNG ĐOÀN',
    ])
      expect(minutes.text).toContain(words)
    // The table of results goes over the page: its head stands on each of them.
    expect(minutes.plain.match(/Mục\s+Nội dung\s+Kết quả/g)?.length).toBeGreaterThanOrEqual(2)

    const notice = await paper('thong-bao', `/inspections/${id}/conclusion.docx`)
    expect(notice.pages).toBeGreaterThanOrEqual(1)
    for (const words of [
      heads,
      'THÔNG BÁO',
      'Kết luận kiểm tra công vụ quý IV',
      'Nơi nhận:',
      'TM. ỦY BAN NHÂN DÂN',
      'Đặng Thị Hoa',
    ])
      expect(notice.text).toContain(words)
  } finally {
    await world.close()
    rmSync(folder, { recursive: true, force: true })
  }
})
