import type { ImportRow } from '../../src/imports/queries.ts'
import { Button } from '../ui/button.tsx'
import { Form } from '../ui/form.tsx'

/** Bỏ lần nhập này: nothing was written, so nothing is lost but the rows sent. */
export const Drop = ({ it }: { it: ImportRow }) => (
  <Form action={`/imports/${it.publicId}/removal`} class="import-drop">
    <Button kind="quiet" icon="trash-2">
      Bỏ lần nhập này
    </Button>
  </Form>
)
