import type { Noting } from '../../src/inspections/sheets/sheet-noting.ts'
import { Button } from '../ui/button.tsx'
import { Form } from '../ui/form.tsx'
import { Icon } from '../ui/icon.tsx'
import { FindingFields } from './finding-form.tsx'

type Props = { sheetId: string; unitName: string; noting: Noting }

/**
 * The form of a finding over the sheet: from below on a phone, beside the list on a desk. The script opens it, filled in,
 * with or without a connection; without scripts it never shows, and the page of the same form stands in for it.
 */
export const NotingDialog = ({ sheetId, unitName, noting }: Props) => (
  <dialog
    class="noting"
    id="noting"
    aria-labelledby="noting-title"
    data-dues={JSON.stringify(noting.dues)}
    data-person={noting.person}
    data-remedier={noting.remedier}
  >
    <Form action={`/inspections/sheets/${sheetId}/findings`} id="noting-form" label="Ghi tồn tại">
      <header class="noting-head">
        <h2 id="noting-title" tabindex={-1}>
          Ghi tồn tại<span data-code></span>
        </h2>
        <Button type="button" kind="quiet" icon="x" label="Đóng, phần đã ghi vẫn giữ" id="noting-close" />
      </header>
      <p class="noting-about muted">
        {unitName}
        <span data-name></span>
      </p>
      <div class="note amber" data-repeat hidden>
        <Icon name="history" />
        <div>
          Mục này đã không đạt ngày <span data-on></span>: <strong>tái phạm</strong>.
        </div>
      </div>
      <p class="error" role="alert" data-error hidden></p>
      <input type="hidden" name="item" value="" />
      <input type="hidden" name="proposed" value="" />
      <FindingFields
        typed={emptyOf(noting)}
        people={noting.people}
        remedyDays={noting.remedyDays}
        rows={2}
        more={<Place />}
      >
        <Camera />
      </FindingFields>
      <div class="actions" id="noting-drop" hidden>
        <Button type="button" kind="quiet" icon="trash-2">
          Bỏ tồn tại chưa gửi này
        </Button>
      </div>
      <Button kind="pri" wide big>
        Lưu tồn tại
      </Button>
    </Form>
  </dialog>
)

const emptyOf = ({ person, remedier }: Noting) => ({
  ...{ item: '', text: '', severity: '', remedy: '', due: '', proposed: '' },
  person,
  remedier,
})

/** The photos of the item, and one press to the camera. */
const Camera = () => (
  <div class="field camera" data-camera>
    <p class="label" id="camera-label">
      Ảnh
    </p>
    <div class="camera-row">
      <ul class="photos small" data-photos></ul>
      <label class="btn plain">
        <Icon name="camera" /> <span data-words>Chụp ảnh</span>
        <input type="file" accept="image/*" capture="environment" multiple aria-describedby="camera-label" />
      </label>
    </div>
  </div>
)

/** A photo tells nothing of where it was taken, unless this is ticked: then the note of the item does. */
const Place = () => (
  <label class="check place">
    <input type="checkbox" data-place />
    <span>Khi chụp ảnh, ghi vị trí vào ghi chú của mục</span>
  </label>
)
