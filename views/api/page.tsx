import type { openapi } from '../../src/openapi.ts'
import { Sheet } from '../ui/sheet.tsx'
import { Table, Td, Th, Tr } from '../ui/table.tsx'

type Description = ReturnType<typeof openapi>
type Parameter = {
  name: string
  in: string
  required?: boolean
  schema: { type?: string; description?: string }
  description?: string
}
type Operation = {
  summary: string
  parameters: Parameter[]
  requestBody?: { content: Record<string, { schema: Schema }> }
}
type Schema = {
  properties?: Record<string, { type?: string; description?: string; enum?: string[] }>
  required?: string[]
}

/** The OpenAPI description for people to read. */
export const ApiPage = ({ description }: { description: Description }) => (
  <>
    <Sheet title="Cách gọi">
      <p>
        Gửi mã truy cập ở đầu thư: <code>Authorization: Bearer nr_…</code>. Bản mô tả cho máy:{' '}
        <a href="/api/v1/openapi.json">openapi.json</a>. Lỗi trả về theo RFC 9457, nghĩa ở trang{' '}
        <a href="/help/problems">Các lỗi của API</a>.
      </p>
      <pre class="code" tabindex={0}>
        <code>curl -H "Authorization: Bearer $MA" http://may-chu/api/v1/tasks?show=late</code>
      </pre>
    </Sheet>
    {Object.entries(description.paths).flatMap(([path, operations]) =>
      Object.entries(operations).map(([method, operation]) => (
        <One path={path} method={method} operation={operation as Operation} />
      )),
    )}
  </>
)

const One = ({ path, method, operation }: { path: string; method: string; operation: Operation }) => (
  <Sheet title={operation.summary} flush={rowsOf(operation).length > 0}>
    <p class={rowsOf(operation).length > 0 ? 'sheet-pad' : undefined}>
      <code>
        {method.toUpperCase()} /api/v1{path}
      </code>
    </p>
    {rowsOf(operation).length > 0 && (
      <Table
        caption={`Tham số: ${operation.summary}`}
        dense
        head={
          <>
            <Th>Tên</Th>
            <Th>Ở đâu</Th>
            <Th>Kiểu</Th>
            <Th>Nghĩa</Th>
          </>
        }
      >
        {rowsOf(operation).map(({ name, where, type, text }) => (
          <Tr>
            <Th row>
              <code>{name}</code>
            </Th>
            <Td label="Ở đâu">{where}</Td>
            <Td label="Kiểu">{type}</Td>
            <Td label="Nghĩa">{text}</Td>
          </Tr>
        ))}
      </Table>
    )}
  </Sheet>
)

const places: Record<string, string> = { path: 'đường dẫn', query: 'sau dấu ?', header: 'đầu thư' }

/** Every name one may send, wherever it goes. */
function rowsOf({ parameters, requestBody }: Operation) {
  const sent = parameters.map(({ name, in: where, required, schema, description }) => {
    return {
      name,
      where: places[where],
      type: schema.type ?? '',
      text: meaning(description ?? schema.description, required && 'bắt buộc'),
    }
  })
  const body = Object.values(requestBody?.content ?? {})[0]?.schema
  const fields = Object.entries(body?.properties ?? {}).map(([name, { type, description, enum: values }]) => {
    const text = meaning(description, values?.join(', '), body?.required?.includes(name) && 'bắt buộc')
    return { name, where: 'nội dung', type: type ?? '', text }
  })
  return [...sent, ...fields]
}

/** In one line: without the marks and full stops of the description for machines. */
const meaning = (...parts: (string | false | undefined)[]) =>
  parts.flatMap((part) => (part ? part.replaceAll('`', '').replace(/\.$/, '') : [])).join('; ')
