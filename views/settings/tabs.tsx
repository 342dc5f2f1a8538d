import { Button } from '../ui/button.tsx'
import { FilterBar } from '../ui/filter-bar.tsx'
import { Form } from '../ui/form.tsx'
import { Select } from '../ui/select.tsx'

const tabs = {
  clarity: { label: 'Bộ rõ', path: '/settings' },
  terms: { label: 'Thời hạn kiểm tra', path: '/settings/terms' },
} as const
type Tab = keyof typeof tabs

type Props = {
  active: Tab
  office: string
  /** Every office this person may configure. */
  offices: readonly { publicId: string; name: string }[]
}

/** What there is to decide for an office, each on a page of its own, and for which office. */
export const SettingsHead = ({ active, office, offices }: Props) => (
  <>
    <FilterBar
      label="Thiết lập"
      filters={Object.entries(tabs).map(([key, { label, path }]) => ({
        label,
        href: `${path}?office=${office}`,
        active: key === active,
      }))}
    />
    {offices.length > 1 && (
      <Form action={tabs[active].path} method="get" class="inline" label="Chọn cơ quan">
        <Select
          name="office"
          label="Cơ quan"
          options={offices.map(({ publicId, name }) => ({ value: publicId, label: name }))}
          value={office}
        />
        <Button>Xem</Button>
      </Form>
    )}
  </>
)
