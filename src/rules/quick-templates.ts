import { fold } from './names.ts'
import type { Piece, Problem, Token } from './quick-tokens.ts'

/** The template named by '#', or what is wrong with it. What is unknown stays in the title. */
export interface TemplateRead {
  template?: string
  pieces: Piece[]
  problems: Problem[]
}

/** Marks, capitals, hyphens and spaces do not matter: '#Báo-cáo-định-kỳ' is 'baocao-dinhky'. */
export function readTemplate(tokens: readonly Token[], templates: readonly string[]): TemplateRead {
  const asked = tokens.flatMap(({ key, text }, first) => (key === '#' && /\p{L}/u.test(text) ? [{ first, text }] : []))
  const known = asked.flatMap(({ first, text }) => {
    const template = templates.find((one) => bare(one) === bare(text))
    return template === undefined ? [] : [{ first, template }]
  })
  const chosen = [...new Set(known.map(({ template }) => template))]
  const unknown = asked.filter(({ first }) => !known.some((one) => one.first === first))
  return {
    ...(chosen[0] !== undefined && chosen.length === 1 && { template: chosen[0] }),
    pieces: known.map(({ first }) => ({ first, count: 1, kind: 'template' as const })),
    problems: [
      ...(chosen.length > 1 ? [{ code: 'twoTemplates' as const, text: `Chọn một mẫu: ${chosen.join(', ')}.` }] : []),
      ...unknown.map(({ text }) => unknownTemplate(text, templates)),
    ],
  }
}

function unknownTemplate(text: string, templates: readonly string[]): Problem {
  const near = nearest(text, templates)
  const offer = near.length > 0 ? `Có phải ${near.map((one) => `#${one}`).join(' hoặc ')}?` : 'Chọn mẫu trong danh mục.'
  return { code: 'unknownTemplate', text: `Chưa có mẫu ${text.normalize('NFC')}. ${offer}` }
}

/** Up to three names that share most with what was typed, by pairs of letters next to each other. */
function nearest(text: string, templates: readonly string[]): string[] {
  const likeness = (template: string) => {
    const [one, other] = [pairs(bare(text)), pairs(bare(template))]
    const shared = [...one].filter((pair) => other.has(pair)).length
    return shared / Math.max(1, Math.min(one.size, other.size))
  }
  return templates
    .map((template) => ({ template, likeness: likeness(template) }))
    .filter(({ likeness }) => likeness >= 0.5)
    .sort((one, other) => other.likeness - one.likeness)
    .slice(0, 3)
    .map(({ template }) => template)
}

const bare = (text: string): string => fold(text).replace(/[^\p{L}\p{N}]/gu, '')
const pairs = (text: string) =>
  new Set(Array.from({ length: Math.max(0, text.length - 1) }, (_, at) => text.slice(at, at + 2)))
