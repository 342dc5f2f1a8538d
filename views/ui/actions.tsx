import type { Child } from 'hono/jsx'

/**
 * Buttons side by side; on a phone they share the width. An `Unfold` among them opens below,
 * across the whole row. `even` gives all the same width everywhere.
 */
export const Actions = ({ even, children }: { even?: boolean; children?: Child }) => (
  <div class={even ? 'actions even' : 'actions'}>{children}</div>
)

/**
 * The end of a long form. On a phone it sticks to the lower edge in place of the phone bar; `note` says what is
 * still missing. With `phone` it is on a phone only, where the desk has a sheet in the aside (`desk` of `Sheet`).
 */
export const ActionBar = ({ note, phone, children }: { note?: Child; phone?: boolean; children?: Child }) => (
  <div class={phone ? 'actionbar phone-only' : 'actionbar'}>
    {note && <p class="actionbar-note">{note}</p>}
    <Actions>{children}</Actions>
  </div>
)
